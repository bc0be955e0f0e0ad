--- What the modules of the standard library say about wrong arguments, in the language of the run.
---@ru Сообщения модулей стандартной библиотеки о неверных аргументах, на языке запуска.
---
---     local argument = require "b24.argument"
local argument = {}

local words = {
  en = "%s: argument %d (%s) must be %s, got %s",
  ru = "%s: аргумент %d (%s) должен быть %s, получено %s",
}

local types = {
  ru = {
    table = "таблицей", string = "строкой", number = "числом", integer = "целым числом", ["function"] = "функцией",
    boolean = "логическим значением", list = "списком",
  },
  en = {
    table = "a table", string = "a string", number = "a number", integer = "an integer", ["function"] = "a function",
    boolean = "a boolean", list = "a list",
  },
}

--- The language of messages: `"ru"` or `"en"`.
---@ru Язык сообщений: `"ru"` или `"en"`.
---@return string
---@example
--- argument.language() --> "en"
function argument.language()
  return b24 and b24.language == "ru" and "ru" or "en"
end

--- The text of the language of the run.
---@ru Текст на языке запуска.
---@param en string
---@param ru string
---@return string
---@example
--- argument.text("found", "найдено") --> "found"
function argument.text(en, ru)
  return argument.language() == "ru" and ru or en
end

local function is(value, kind)
  if kind == "integer" then return math.type(value) == "integer" end
  if kind == "list" then return type(value) == "table" and (next(value) == nil or value[1] ~= nil) end
  if kind == "function" and type(value) == "table" then
    local meta = getmetatable(value)
    return type(meta) == "table" and meta.__call ~= nil
  end
  return type(value) == kind
end

--- Raises an error, at the caller of `name`, unless a value is of a kind.
---@ru Вызывает ошибку на строке, вызвавшей `name`, если значение другого вида.
---@param name string the function that was called: `"b24.table.keys"`
---@param position integer which argument
---@param label string the argument's name
---@param value any
---@param kind string `"table"`, `"string"`, `"number"`, `"integer"`, `"function"`, `"boolean"`, `"list"`
---@param optional? boolean whether nil is fine
---@return any value the same
---@example
--- argument.check("f", 1, "count", 5, "integer") --> 5
--- argument.check("f", 1, "count", "5", "integer") --> error: f: argument 1 (count) must be an integer, got string
function argument.check(name, position, label, value, kind, optional)
  if optional and value == nil or is(value, kind) then return value end
  local language = argument.language()
  error(words[language]:format(name, position, label, types[language][kind] or kind, type(value)), 3)
end

return argument
