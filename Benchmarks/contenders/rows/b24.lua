--- Every row of a list, as b24.each gives them.
local rows, ids, opportunities = 0, 0, 0
for row in b24.each("crm.item.list", { entityTypeId = 2 }) do
  rows, ids, opportunities = rows + 1, ids + row.id, opportunities + row.opportunity
end
print(b24.json.encode { rows = rows, ids = ids, opportunities = opportunities })
