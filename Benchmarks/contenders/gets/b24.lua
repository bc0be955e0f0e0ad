--- Many rows by their ids.
local commands = {}
for index = 0, tonumber(b24.args[1]) - 1 do
  commands[index + 1] = { "crm.item.get", { entityTypeId = 2, id = index // 7 * 10 + index % 7 + 1 } }
end
local results, failures = b24.batch(commands)
local rows, ids, opportunities = 0, 0, 0
for _, result in ipairs(results) do
  rows, ids, opportunities = rows + 1, ids + result.item.id, opportunities + result.item.opportunity
end
print(b24.json.encode { rows = rows, ids = ids, opportunities = opportunities, failures = #failures })
