--- Describe a smart process: its switches, funnels with their stages, and fields with their types.
---
---@arg spa string    title of the smart process
---@read_only
---
--- Example: b24 run scripts/describe-spa.lua "Purchases"

local spa = b24.spa(b24.args[1] or error('what it needs: "SMART PROCESS" (see --help)', 0))
print(("%s: id %d, entityTypeId %d"):format(spa.title, spa.id, spa.entityTypeId))

local on = {}
for name, value in pairs(b24.spa.get(spa.id)) do
  if name:match("^is%u") and value == true then on[#on + 1] = name end
end
table.sort(on)
print("on: " .. table.concat(on, ", "))

for _, funnel in ipairs(spa.funnels:list()) do
  local names = {}
  for _, stage in ipairs(spa.stages(funnel)) do names[#names + 1] = stage.NAME end
  print(("funnel %d '%s'%s: %s"):format(
    funnel.id, funnel.name, funnel.isDefault and " (default)" or "", table.concat(names, " > ")))
end

local rows = {}
for name, field in pairs(spa.fields) do
  rows[#rows + 1] = {
    field = name, type = field.type, title = field.title, required = field.isRequired and "yes" or "",
    ["read-only"] = field.isReadOnly and "yes" or "", many = field.isMultiple and "yes" or "",
  }
end
table.sort(rows, function(a, b) return a.field < b.field end)
b24.print(rows, { columns = { "field", "type", "title", "required", "read-only", "many" } })
