--- Publishes contracts of the register on the portal.
local contract = acme.contract("C-17")
local id = acme.publish("C-17")
print("published '" .. contract.title .. "' as item " .. id)
local ok, err = b24.try(acme.publish, "C-99")
print(ok, err.kind, err.message)
