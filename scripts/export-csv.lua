--- Export all items of a smart process to a CSV file, row by row, whatever their number.
---
---@arg spa string     title of the smart process
---@arg file string    the CSV file to write
---@arg fields string= --fields=id,title,stageId (default: every field that is in use)
---@read_only
---
--- Example: b24 run scripts/export-csv.lua "Purchases" purchases.csv --fields=id,title,stageId,assignedById

local title, file = b24.args[1], b24.args[2]
if not (title and file) then error('what it needs: "SMART PROCESS" FILE [--fields=a,b,c] (see --help)', 0) end

local spa = b24.spa(title)
local columns = {}
if b24.args.fields then
  for name in b24.args.fields:gmatch("[^,%s]+") do
    if not spa.fields[name] then error(("'%s' has no field '%s'"):format(title, name), 0) end
    columns[#columns + 1] = name
  end
else
  for name in pairs(spa.fields) do columns[#columns + 1] = name end
  table.sort(columns, function(a, b)
    -- id and title first, the rest by name
    local rank = { id = 1, title = 2 }
    local ra, rb = rank[a] or 3, rank[b] or 3
    if ra ~= rb then return ra < rb end
    return a < b
  end)
end

local total = spa.items:count()
local rows = b24.progress(spa.items:each { select = columns }, { label = title, total = total })
local written = b24.csv.write(file, rows, { columns = columns })
print(("%d items of '%s' written to %s"):format(written, title, file))
