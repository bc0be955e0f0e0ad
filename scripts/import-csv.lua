--- Import items of a smart process from a CSV file.
---
--- The first line names the fields: title, assignedById, ufCrm5Amount, ... (b24 run scripts/describe-spa.lua shows them).
--- What fails is written to FILE.failed.csv with the reason in the last column; correct it there and import that file.
---
---@arg spa string     title of the smart process
---@arg file string    the CSV file (comma, semicolon or tab; UTF-8)
---
--- Example: b24 run scripts/import-csv.lua "Purchases" purchases.csv

local title, file = b24.args[1], b24.args[2]
if not (title and file) then error('what it needs: "SMART PROCESS" FILE (see --help)', 0) end

local spa = b24.spa(title)
local rows, columns = b24.csv.read(file)
if #rows == 0 then error(file .. " has no rows", 0) end

-- A column that is no field of the smart process would be ignored by the portal without a word.
local known = spa.fields
for i = #columns, 1, -1 do
  if columns[i] == "reason" then
    table.remove(columns, i)
  elseif not known[columns[i]] then
    error(("column '%s' is no field of '%s'"):format(columns[i], title), 0)
  end
end

-- Empty cells are left out: the portal then takes its default. "reason" is this script's own column.
local items = {}
for i, row in ipairs(rows) do
  local item = {}
  for name, value in pairs(row) do
    if name ~= "reason" and value ~= "" then item[name] = value end
  end
  items[i] = item
end

local created, failures = spa.items:import(items, { on_error = "continue" })
print(("%d of %d imported into '%s'"):format(#created, #rows, title))

if #failures > 0 then
  local failed = {}
  for i, failure in ipairs(failures) do
    local row = rows[failure.index]
    row.reason = failure.error
    failed[i] = row
  end
  local name = file:gsub("%.failed%.csv$", ""):gsub("%.csv$", "") .. ".failed.csv"
  table.insert(columns, "reason")
  b24.csv.write(name, failed, { columns = columns })
  b24.log.warn(("%d rows failed; they are in %s with the reason"):format(#failed, name))
end
