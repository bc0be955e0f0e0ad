--- Tables of records for people: text for the terminal and mail, Markdown, HTML.
---@ru Таблицы записей для людей: текст для терминала и почты, Markdown, HTML.
---
---     local report = require "b24.report"
local argument = require "b24.argument"
local strings = require "b24.string"
local tables = require "b24.table"

local report = {}

---@class b24.ReportColumn
---@field key any the field of a record
---@field title? string the heading; the key by default
---@field align? "left"|"right"|"center" numbers stand right by default
---@field format? fun(value: any, record: table): any what is shown
---@field total? "sum"|"count"|"min"|"max"|"average"|fun(values: any[]): any what the last line shows
---@field value? fun(record: table): any instead of a field

---@class b24.Report
local Report = {}
Report.__index = Report
Report.__name = "b24.Report"

local totals = {
  sum = function(values) return tables.sum(values) end,
  count = function(values) return #values end,
  min = function(values) return tables.sort(values)[1] end,
  max = function(values) return tables.sort(values)[#values] end,
  average = function(values) return #values > 0 and tables.sum(values) / #values or nil end,
}

local function columns_of(rows, given)
  local columns = {}
  if not given then
    local seen = {}
    for _, row in ipairs(rows) do
      for _, key in ipairs(tables.keys(row)) do
        if not seen[key] then
          seen[key] = true
          columns[#columns + 1] = { key = key }
        end
      end
    end
    return columns
  end
  for i, column in ipairs(given) do
    columns[i] = type(column) == "table" and column or { key = column }
    local total = columns[i].total
    if type(total) == "string" and not totals[total] then
      local names = table.concat(tables.keys(totals), ", ")
      error(argument.text(
        ("b24.report.new: there is no total '%s' (%s)"):format(total, names),
        ("b24.report.new: нет итога '%s' (%s)"):format(total, names)), 3)
    end
  end
  return columns
end

--- A report of records.
---@ru Отчёт по записям.
---@param rows table[] the records
---@param options? { columns?: (string|b24.ReportColumn)[], title?: string, group_by?: string|fun(record: table): any }
---@return b24.Report
---@example
--- local people = { { name = "Анна", sum = 10 }, { name = "Борис", sum = 5 } }
--- local page = report.new(people, { columns = { "name", { key = "sum", title = "₽", total = "sum" } } })
--- page:text() --> "name    ₽\n-----  --\nАнна   10\nБорис   5\n-----  --\n       15"
--- report.new({}, { columns = { { key = "x", total = "sun" } } }) --> error: there is no total 'sun'
function report.new(rows, options)
  argument.check("b24.report.new", 1, "rows", rows, "list")
  options = options or {}
  argument.check("b24.report.new", 2, "options", options, "table")
  return setmetatable({
    rows = rows, columns = columns_of(rows, options.columns), title = options.title, group_by = options.group_by,
  }, Report)
end

local function is_null(value) return value == nil or b24 ~= nil and value == b24.null end

local function written(value)
  if is_null(value) then return "" end
  if math.type(value) == "float" and value == math.floor(value) and math.abs(value) < 1e15 then
    return ("%d"):format(math.floor(value))
  end
  if type(value) == "table" and not (getmetatable(value) or {}).__tostring then
    local parts = {}
    for i, part in ipairs(value) do parts[i] = written(part) end
    return table.concat(parts, ", ")
  end
  return tostring(value)
end

local function value_of(column, record)
  if column.value then return column.value(record) end
  return record[column.key]
end

local function shown(column, value, record)
  if column.format then value = column.format(value, record) end
  return written(value)
end

local function title_of(column) return tostring(column.title or column.key or "") end

local function total_cells(self, rows)
  local cells, any = {}, false
  for i, column in ipairs(self.columns) do
    cells[i] = ""
    if column.total then
      any = true
      local values = {}
      for _, row in ipairs(rows) do
        local value = value_of(column, row)
        if not is_null(value) then values[#values + 1] = value end
      end
      local count = type(column.total) == "function" and column.total or totals[column.total]
      local value = count(values)
      -- A count is no sum of money, whatever its column shows.
      cells[i] = column.total == "count" and written(value) or shown(column, value, {})
    end
  end
  return any and cells or nil
end

--- What all forms are made of: sections with a title, lines of cells and totals; alignments; totals of everything.
local function layout(self)
  local sections, aligns = {}, {}
  local groups, order = { [1] = self.rows }, { 1 }
  if self.group_by then
    groups, order = {}, {}
    local get = type(self.group_by) == "function" and self.group_by or function(row) return row[self.group_by] end
    for _, row in ipairs(self.rows) do
      local key = written(get(row))
      if not groups[key] then
        groups[key] = {}
        order[#order + 1] = key
      end
      table.insert(groups[key], row)
    end
  end
  for i, column in ipairs(self.columns) do
    local numbers, others = 0, 0
    for _, row in ipairs(self.rows) do
      local value = value_of(column, row)
      if type(value) == "number" then numbers = numbers + 1 elseif not is_null(value) then others = others + 1 end
    end
    aligns[i] = column.align or (numbers > 0 and others == 0 and "right" or "left")
  end
  for _, key in ipairs(order) do
    local section = { title = self.group_by and key or nil, lines = {} }
    for i, row in ipairs(groups[key]) do
      section.lines[i] = tables.map(self.columns, function(column) return shown(column, value_of(column, row), row) end)
    end
    if self.group_by then section.totals = total_cells(self, groups[key]) end
    sections[#sections + 1] = section
  end
  return sections, aligns, total_cells(self, self.rows)
end

local function one_line(cell) return (cell:gsub("[\r\n\t]+", " ")) end

--- As text with columns under each other.
---@ru Текстом, столбцы друг под другом.
---@return string
---@example
--- report.new({ { a = 1, b = "x" } }):text() --> "a  b\n-  -\n1  x"
--- report.new({ { k = "x", n = 1 } }, { columns = { "n" }, group_by = "k", title = "T" }):text() --> "T\n\nx\nn\n-\n1"
function Report:text()
  local sections, aligns, all = layout(self)
  local widths, lines = {}, {}
  local function measure(cells)
    for i, cell in ipairs(cells) do widths[i] = math.max(widths[i] or 0, strings.width(one_line(cell))) end
  end
  local titles = tables.map(self.columns, title_of)
  measure(titles)
  for _, section in ipairs(sections) do
    for _, cells in ipairs(section.lines) do measure(cells) end
    if section.totals then measure(section.totals) end
  end
  if all then measure(all) end
  local function put(cells)
    local parts = {}
    for i, cell in ipairs(cells) do parts[i] = strings.pad(one_line(cell), widths[i], aligns[i]) end
    lines[#lines + 1] = (table.concat(parts, "  "):gsub(" +$", ""))
  end
  local rule = tables.map(widths, function(width) return ("-"):rep(width) end)
  if self.title then tables.map({ self.title, "" }, function(line) lines[#lines + 1] = line end) end
  for i, section in ipairs(sections) do
    if section.title then
      if i > 1 then lines[#lines + 1] = "" end
      lines[#lines + 1] = section.title
    end
    put(titles)
    put(rule)
    for _, cells in ipairs(section.lines) do put(cells) end
    if section.totals then
      put(rule)
      put(section.totals)
    end
  end
  if all then
    if self.group_by then lines[#lines + 1] = "" end
    put(rule)
    put(all)
  end
  return table.concat(lines, "\n")
end

local marks = { left = "---", right = "--:", center = ":-:" }

--- A text as it is in Markdown: nothing in it is a mark.
---@ru Текст для Markdown: ничто в нём не станет разметкой.
---@param text string
---@return string
---@example
--- report.markdown_escaped("a|b *c*") --> "a\\|b \\*c\\*"
function report.markdown_escaped(text)
  return (tostring(text):gsub("[\\`*_%[%]<>|#~]", "\\%0"):gsub("\r?\n", " "))
end

--- As a Markdown table (GitHub's kind).
---@ru Таблицей Markdown (как на GitHub).
---@return string
---@example
--- report.new({ { a = 1, b = "x|y" } }):markdown() --> "| a | b |\n| --: | --- |\n| 1 | x\\|y |"
function Report:markdown()
  local sections, aligns, all = layout(self)
  local lines = {}
  local function put(cells, mark)
    local parts = tables.map(cells, function(cell)
      local text = report.markdown_escaped(cell)
      return mark and text ~= "" and "**" .. text .. "**" or text
    end)
    lines[#lines + 1] = "| " .. table.concat(parts, " | ") .. " |"
  end
  if self.title then lines[1], lines[2] = "# " .. report.markdown_escaped(self.title), "" end
  for i, section in ipairs(sections) do
    if section.title then
      if i > 1 then lines[#lines + 1] = "" end
      lines[#lines + 1] = "## " .. report.markdown_escaped(section.title)
      lines[#lines + 1] = ""
    end
    put(tables.map(self.columns, title_of))
    lines[#lines + 1] = "| " .. table.concat(tables.map(aligns, function(align) return marks[align] end), " | ") .. " |"
    for _, cells in ipairs(section.lines) do put(cells) end
    if section.totals then put(section.totals, true) end
  end
  if all and not self.group_by then put(all, true) end
  if all and self.group_by then
    lines[#lines + 1] = ""
    for i, cell in ipairs(all) do
      if cell ~= "" then
        local title = report.markdown_escaped(title_of(self.columns[i]))
        lines[#lines + 1] = "**" .. title .. ": " .. report.markdown_escaped(cell) .. "**"
      end
    end
  end
  return table.concat(lines, "\n")
end

local entities = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }

--- A text as it is in HTML, also inside of quotes.
---@ru Текст для HTML, в том числе внутри кавычек.
---@param text string
---@return string
---@example
--- report.html_escaped("<b> & \"c\"") --> "&lt;b&gt; &amp; &quot;c&quot;"
function report.html_escaped(text)
  return (tostring(text):gsub("[&<>\"']", entities))
end

--- As an HTML table without styles of its own but the alignment: for mail and pages.
---@ru Таблицей HTML без оформления, кроме выравнивания: для писем и страниц.
---@return string
---@example
--- report.new({ { a = "<1>" } }):html():find("<td>&lt;1&gt;</td>", 1, true) ~= nil --> true
function Report:html()
  local sections, aligns, all = layout(self)
  local lines = { "<table>" }
  local function put(cells, tag)
    local parts = {}
    for i, cell in ipairs(cells) do
      local style = aligns[i] == "left" and "" or (' style="text-align: %s"'):format(aligns[i])
      parts[i] = ("<%s%s>%s</%s>"):format(tag, style, report.html_escaped(cell):gsub("\r?\n", "<br>"), tag)
    end
    lines[#lines + 1] = "<tr>" .. table.concat(parts) .. "</tr>"
  end
  if self.title then lines[2] = "<caption>" .. report.html_escaped(self.title) .. "</caption>" end
  lines[#lines + 1] = "<thead>"
  put(tables.map(self.columns, title_of), "th")
  lines[#lines + 1] = "</thead>"
  for _, section in ipairs(sections) do
    lines[#lines + 1] = "<tbody>"
    if section.title then
      lines[#lines + 1] = ('<tr><th colspan="%d">%s</th></tr>'):format(#self.columns, report.html_escaped(section.title))
    end
    for _, cells in ipairs(section.lines) do put(cells, "td") end
    if section.totals then put(section.totals, "th") end
    lines[#lines + 1] = "</tbody>"
  end
  if all then
    lines[#lines + 1] = "<tfoot>"
    put(all, "th")
    lines[#lines + 1] = "</tfoot>"
  end
  lines[#lines + 1] = "</table>"
  return table.concat(lines, "\n")
end

Report.__tostring = Report.text

return report
