--- What is where: every digital workplace with its smart processes, and the smart processes that live in CRM.
---@read_only
---
--- Reads only. Example: b24 run scripts/inventory.lua

local home = {}
for workplace in b24.workplace.each() do
  for _, id in ipairs(workplace.typeIds) do home[id] = workplace.title end
  if #workplace.typeIds == 0 then
    b24.log.warn(("workplace %d '%s' has no smart process and is not in the menu"):format(workplace.id, workplace.title))
  end
end

local spas = b24.spa.list()
local details = b24.map(spas, function(row)
  local spa = b24.spa(row.id)
  return { funnels = #spa.funnels:list(), items = spa.items:count() }
end)

local rows = {}
for i, spa in ipairs(spas) do
  rows[i] = {
    workplace = home[spa.id] or "CRM", process = spa.title, id = spa.id, entityTypeId = spa.entityTypeId,
    funnels = details[i].funnels, items = details[i].items,
  }
end
table.sort(rows, function(a, b)
  if a.workplace ~= b.workplace then return a.workplace < b.workplace end
  return a.process < b.process
end)
b24.print(rows, { columns = { "workplace", "process", "id", "entityTypeId", "funnels", "items" } })
