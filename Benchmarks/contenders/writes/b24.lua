--- Many writes; the report names what was done, what failed and what is not known.
local count, entity_type, first_id = tonumber(b24.args[1]), tonumber(b24.args[2]), tonumber(b24.args[3])
local commands = {}
for index = 0, count - 1 do
  local place = first_id + index // 5 * 2
  local command
  if index % 5 < 3 then
    command = { "crm.item.add", { entityTypeId = entity_type, fields = { title = "write " .. index } } }
  elseif index % 5 == 3 then
    command = { "crm.item.update", { entityTypeId = entity_type, id = place, fields = { title = "write " .. index } } }
  else
    command = { "crm.item.delete", { entityTypeId = entity_type, id = place + 1 } }
  end
  commands[index + 1] = command
end

local _, failures = b24.batch(commands)

local report = { done = b24.array {}, failed = b24.array {}, unknown = b24.array {} }
local known = {}
for _, failure in ipairs(failures) do
  known[failure.index] = failure.outcome == "unknown" and "unknown" or "failed"
end
for index = 1, count do
  local list = report[known[index] or "done"]
  list[#list + 1] = index - 1
end
print(b24.json.encode(report))
