--- Give a department its digital workplace: create it when it is not there, bind its smart processes.
---
--- Run it as often as you like: what is in place already stays as it is. A smart process that lives in another
--- workplace is only taken from there with --move.
---
---@arg title string     title of the workplace
---@arg spa string...    titles (or type ids) of the smart processes
---@flag move            take smart processes out of other workplaces
---
--- Example: b24 run scripts/department-workplace.lua "Office" "Purchases" "Equipment"

local title = b24.args[1]
local processes = { table.unpack(b24.args, 2) }
if not title or #processes == 0 then
  error('what it needs: "TITLE" "SMART PROCESS" ... (see --help)', 0)
end

-- Every title is looked up before the first write: a typing error must not leave half a workplace behind.
local present = b24.workplace.find(title)
local wanted, has = {}, {}
for _, id in ipairs(present and present.typeIds or {}) do
  wanted[#wanted + 1], has[id] = id, true
end
for _, process in ipairs(processes) do
  local spa = b24.spa(tonumber(process) or process)
  if not has[spa.id] then
    wanted[#wanted + 1], has[spa.id] = spa.id, true
  end
end

local workplace, changes = b24.workplace.ensure { title = title, typeIds = wanted, move = b24.args.move == true }
print(("workplace %d '%s': %s"):format(workplace.id, title, #changes == 0 and "nothing to change"
  or present and "changed" or "created"))

local rows = {}
for _, id in ipairs(workplace.typeIds) do
  local spa = b24.spa(id)
  rows[#rows + 1] = { id = spa.id, entityTypeId = spa.entityTypeId, title = spa.title }
end
b24.print(rows, { columns = { "id", "entityTypeId", "title" } })
