--- Who is behind an access code: U12 (a user), D5 (a department), DR5 (with its sub-departments), SG7 (a group).
---
---@arg code string...    access codes
---@read_only
---
--- Example: b24 run scripts/audience.lua DR1 SG1

local codes = { table.unpack(b24.args) }
if #codes == 0 then error("what it needs: CODE ... (see --help)", 0) end

local names = b24.access.name(codes)
for _, code in ipairs(codes) do
  local name = names[code]
  print(("%s%s"):format(code, name and (" - " .. name.name) or ""))
end

local ids = b24.access.expand(codes)
local rows = {}
for i, id in ipairs(ids) do
  local user = b24.call("user.get", { ID = id })[1]
  rows[i] = { id = id, name = user and ("%s %s"):format(user.NAME or "", user.LAST_NAME or "") or "?",
    position = user and user.WORK_POSITION or "" }
end
b24.print(rows, { columns = { "id", "name", "position" } })
