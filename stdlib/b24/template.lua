--- Texts with places for values: `{{name}}`, `{{#rows}}...{{/rows}}`. A template runs no code.
---@ru Тексты с местами для значений: `{{name}}`, `{{#rows}}...{{/rows}}`. Шаблон не выполняет кода.
---
---     local template = require "b24.template"
local argument = require "b24.argument"
local report = require "b24.report"
local strings = require "b24.string"

local template = {}

--- What can stand behind a `|`.
local filters = {
  upper = strings.upper,
  lower = strings.lower,
  capitalize = strings.capitalize,
  trim = strings.trim,
  slug = strings.slug,
  number = function(text) return strings.number(tonumber(text) or 0, 0) end,
  money = function(text) return strings.number(tonumber(text) or 0, 2) end,
}

local function fail(source, at, en, ru)
  local line = select(2, source:sub(1, at):gsub("\n", "")) + 1
  error(argument.text(
    ("b24.template: line %d: %s"):format(line, en), ("b24.template: строка %d: %s"):format(line, ru)), 0)
end

--- Nodes: texts, places, sections; in the order of the text.
local function parsed(source)
  local root = { nodes = {} }
  local open, at = { root }, 1
  local function add(node) table.insert(open[#open].nodes, node) end
  while true do
    local first, last = source:find("{{", at, true)
    if not first then break end
    local start = first
    local isRaw = source:sub(last + 1, last + 1) == "{"
    local close = isRaw and "}}}" or "}}"
    local stop, final = source:find(close, last + 1, true)
    if not stop then fail(source, start, "'{{' without '}}'", "'{{' без '}}'") end
    local inside = strings.trim(source:sub(last + (isRaw and 2 or 1), stop - 1))
    local mark, rest = inside:match("^([#^/!&]?)%s*(.-)$")
    -- A line with nothing but a section's mark leaves no empty line.
    local isAlone = (mark == "#" or mark == "^" or mark == "/" or mark == "!")
      and source:sub(1, start - 1):match("[^\n]*$"):match("^[ \t]*$") ~= nil
      and source:sub(final + 1):match("^[ \t]*\r?\n") ~= nil
    local text = source:sub(at, start - 1)
    if isAlone then
      text = text:gsub("[ \t]*$", "")
      final = final + #source:sub(final + 1):match("^[ \t]*\r?\n")
    end
    if text ~= "" then add { text = text } end
    if mark == "#" or mark == "^" then
      local section = { section = rest, isInverted = mark == "^", nodes = {}, at = start }
      add(section)
      open[#open + 1] = section
    elseif mark == "/" then
      if #open == 1 or open[#open].section ~= rest then
        fail(source, start, ("'{{/%s}}' ends nothing"):format(rest), ("'{{/%s}}' ничего не закрывает"):format(rest))
      end
      open[#open] = nil
    elseif mark ~= "!" then
      local parts = strings.split(rest, "|")
      local place = { place = strings.trim(parts[1]), isRaw = isRaw or mark == "&", filters = {} }
      for i = 2, #parts do
        local name = strings.trim(parts[i])
        if not filters[name] then
          fail(source, start, ("there is no filter '%s'"):format(name), ("нет фильтра '%s'"):format(name))
        end
        place.filters[i - 1] = filters[name]
      end
      add(place)
    end
    at = final + 1
  end
  if at <= #source then add { text = source:sub(at) } end
  if #open > 1 then
    local section = open[#open]
    fail(source, section.at, ("'{{#%s}}' without its end"):format(section.section),
      ("'{{#%s}}' без конца"):format(section.section))
  end
  return root.nodes
end

--- A name of the innermost scope that knows it; `.` is the element itself, `a.b` goes inwards.
local function lookup(scopes, name)
  if name == "." then return scopes[#scopes] end
  local head, rest = name:match("^([^.]+)%.?(.*)$")
  local key = math.tointeger(tonumber(head)) or head
  for i = #scopes, 1, -1 do
    local scope = scopes[i]
    local value
    if type(scope) == "table" then value = scope[key] end
    if value ~= nil then
      for part in rest:gmatch("[^.]+") do
        if type(value) ~= "table" then return nil end
        value = value[math.tointeger(tonumber(part)) or part]
      end
      return value
    end
  end
end

local function is_empty(value)
  return value == nil or value == false or value == "" or b24 ~= nil and value == b24.null
    or type(value) == "table" and next(value) == nil and not (getmetatable(value) or {}).__tostring
end

local function render(nodes, scopes, escape, isStrict, out)
  for _, node in ipairs(nodes) do
    if node.text then
      out[#out + 1] = node.text
    elseif node.place then
      local value = lookup(scopes, node.place)
      if value == nil and isStrict then
        error(argument.text(
          ("b24.template: there is no value for '%s'"):format(node.place),
          ("b24.template: нет значения для '%s'"):format(node.place)), 0)
      end
      local text = (value == nil or b24 ~= nil and value == b24.null) and "" or tostring(value)
      for _, filter in ipairs(node.filters) do text = filter(text) end
      out[#out + 1] = node.isRaw and text or escape(text)
    else
      local value = lookup(scopes, node.section)
      if is_empty(value) == node.isInverted then
        if node.isInverted or type(value) ~= "table" then
          render(node.nodes, scopes, escape, isStrict, out)
        else
          for _, item in ipairs(value[1] ~= nil and value or { value }) do
            scopes[#scopes + 1] = item
            render(node.nodes, scopes, escape, isStrict, out)
            scopes[#scopes] = nil
          end
        end
      end
    end
  end
end

local function plain(text) return text end

local function filled(source, values, options, escape)
  local out = {}
  render(parsed(source), { values }, escape, (options or {}).strict, out)
  return table.concat(out)
end

--- A plain text. `{{name}}` and `{{user.name}}` are values, `{{#list}}...{{/list}}` repeats for each element (or shows
--- once, where the value is true), `{{^list}}...{{/list}}` shows where there is none, `{{! ... }}` is left out. Filters:
--- `{{name | upper}}`: upper, lower, capitalize, trim, slug, number, money.
---@ru Простой текст. `{{name}}` и `{{user.name}}` — значения, `{{#list}}...{{/list}}` повторяется для каждого элемента (или
---@ru показывается, если значение истинно), `{{^list}}...{{/list}}` показывается, если его нет, `{{! ... }}` пропускается.
---@ru Фильтры: `{{name | upper}}`: upper, lower, capitalize, trim, slug, number, money.
---@param source string
---@param values table
---@param options? { strict?: boolean } `strict` makes a missing value an error
---@return string
---@example
--- template.text("Hello, {{user.name}}!", { user = { name = "Анна" } }) --> "Hello, Анна!"
--- template.text("{{#rows}}{{.}};{{/rows}}{{^rows}}none{{/rows}}", { rows = { 1, 2 } }) --> "1;2;"
--- template.text("{{name | upper}}", { name = "анна" }) --> "АННА"
--- template.text("{{nmae}}", { name = 1 }, { strict = true }) --> error: there is no value for 'nmae'
--- template.text("{{#a}}", {}) --> error: line 1: '{{#a}}' without its end
function template.text(source, values, options)
  argument.check("b24.template.text", 1, "source", source, "string")
  argument.check("b24.template.text", 2, "values", values, "table")
  return filled(source, values, options, plain)
end

--- The same for HTML: values are escaped, but for `{{{value}}}` and `{{& value}}`.
---@ru То же для HTML: значения экранируются, кроме `{{{value}}}` и `{{& value}}`.
---@param source string
---@param values table
---@param options? { strict?: boolean }
---@return string
---@example
--- template.html("<p>{{name}}</p>", { name = "<b>" }) --> "<p>&lt;b&gt;</p>"
--- template.html("{{{table}}}", { table = "<table>" }) --> "<table>"
function template.html(source, values, options)
  argument.check("b24.template.html", 1, "source", source, "string")
  argument.check("b24.template.html", 2, "values", values, "table")
  return filled(source, values, options, report.html_escaped)
end

return template
