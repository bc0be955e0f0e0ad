--- Who is responsible for what: open and finished items of every smart process, by person.
---
--- Reads only. All smart processes are read at the same time.
---
---@arg csv string=    --csv=FILE also writes the table as CSV
---@read_only
---
--- Example: b24 run scripts/who-owns-what.lua --csv=owners.csv

--- The stages of a smart process that end an item, by STATUS_ID.
local function final_stages(spa)
  local final = {}
  for _, funnel in ipairs(spa.funnels:list()) do
    for _, stage in ipairs(spa.stages(funnel)) do
      if stage.SEMANTICS == "S" or stage.SEMANTICS == "F" then final[stage.STATUS_ID] = true end
    end
  end
  return final
end

--- Items per person of one smart process: { [userId] = { open = n, finished = n } }
local function count(spa)
  local final, people = final_stages(spa), {}
  for item in spa.items:each { select = { "id", "assignedById", "stageId" } } do
    local person = people[item.assignedById] or { open = 0, finished = 0 }
    people[item.assignedById] = person
    local state = final[item.stageId] and "finished" or "open"
    person[state] = person[state] + 1
  end
  return people
end

local spas, counters = b24.spa.list(), {}
for i, row in ipairs(spas) do
  local spa = b24.spa(row.id)
  counters[i] = function() return count(spa) end
end
local counts = b24.all(counters)

local names = {}
for user in b24.each("user.get", { select = { "ID", "NAME", "LAST_NAME", "ACTIVE" } }) do
  local name = ((user.NAME or "") .. " " .. (user.LAST_NAME or "")):match("^%s*(.-)%s*$")
  names[math.tointeger(tonumber(user.ID))] = user.ACTIVE and name or name .. " (dismissed)"
end

local rows = {}
for i, people in ipairs(counts) do
  for id, person in pairs(people) do
    rows[#rows + 1] = {
      process = spas[i].title, person = names[id] or ("user " .. id), open = person.open, finished = person.finished,
    }
  end
end
table.sort(rows, function(a, b)
  if a.process ~= b.process then return a.process < b.process end
  if a.open ~= b.open then return a.open > b.open end
  return a.person < b.person
end)

local columns = { "process", "person", "open", "finished" }
b24.print(rows, { columns = columns })
if b24.args.csv then
  b24.csv.write(b24.args.csv, rows, { columns = columns })
  b24.log.info(("%d rows written to %s"):format(#rows, b24.args.csv))
end
