--- Many writes that can be resumed; the report names what was done, what failed and what is not known.
local count, entity_type, first_id = tonumber(b24.args[1]), tonumber(b24.args[2]), tonumber(b24.args[3])

local writes = {}
for index = 0, count - 1 do
  local place, title = first_id + index // 5 * 2, "write " .. index
  local write = { id = index }
  if index % 5 < 3 then
    write.method = "crm.item.add"
    write.params = { entityTypeId = entity_type, fields = { title = title, xmlId = "bench-" .. index } }
  elseif index % 5 == 3 then
    write.method, write.params = "crm.item.update", { entityTypeId = entity_type, id = place, fields = { title = title } }
  else
    write.method, write.params = "crm.item.delete", { entityTypeId = entity_type, id = place + 1 }
  end
  writes[index + 1] = write
end

local _, failures = b24.map(writes, function(write)
  b24.call(write.method, write.params)
  return true
end, { on_error = "continue", resume = "writes" })

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
