--- One call after the other, as a script does that needs each answer for the next step.
local rows, ids, opportunities = 0, 0, 0
for index = 0, tonumber(b24.args[1]) - 1 do
  local item = b24.call("crm.item.get", { entityTypeId = 2, id = index // 7 * 10 + index % 7 + 1 }).item
  rows, ids, opportunities = rows + 1, ids + item.id, opportunities + item.opportunity
end
print(b24.json.encode { rows = rows, ids = ids, opportunities = opportunities })
