--- Texts of a script in several languages, with the forms that numbers take.
---@ru Тексты скрипта на нескольких языках, с формами для чисел.
---
---     local i18n = require "b24.i18n"
local argument = require "b24.argument"

local i18n = {}

--- Rules of the Unicode CLDR for whole numbers: which form follows.
local rules = {
  en = function(n) return n == 1 and "one" or "other" end,
  ru = function(n)
    if math.type(n) ~= "integer" and n ~= math.floor(n) then return "other" end
    local tens, units = n % 100, n % 10
    if units == 1 and tens ~= 11 then return "one" end
    if units >= 2 and units <= 4 and (tens < 12 or tens > 14) then return "few" end
    return "many"
  end,
}

--- The form that a number takes in a language: `one`, `few`, `many`, `other`.
---@ru Форма для числа в языке: `one`, `few`, `many`, `other`.
---@param language string `en`, `ru`; another one goes by the rule of `en`
---@param n number
---@return string
---@example
--- i18n.form("ru", 1) --> "one"
--- i18n.form("ru", 22) --> "few"
--- i18n.form("ru", 11) --> "many"
--- i18n.form("en", 5) --> "other"
function i18n.form(language, n)
  argument.check("b24.i18n.form", 2, "n", n, "number")
  return (rules[language] or rules.en)(math.abs(n))
end

--- A number with its word, in Russian: three forms.
---@ru Число со словом по-русски: три формы.
---@param n number
---@param one string
---@param few string
---@param many string
---@return string
---@example
--- i18n.russian(21, "сделка", "сделки", "сделок") --> "21 сделка"
--- i18n.russian(12, "сделка", "сделки", "сделок") --> "12 сделок"
function i18n.russian(n, one, few, many)
  local forms = { one = one, few = few, many = many, other = few }
  return ("%s %s"):format(n, forms[i18n.form("ru", n)])
end

---@class b24.Catalogue
local Catalogue = {}
Catalogue.__index = Catalogue
Catalogue.__name = "b24.Catalogue"

--- Texts by language and key. A text with forms is a table; `{name}` is a place for a value, `{n}` the number.
---@ru Тексты по языкам и ключам. Текст с формами — таблица; `{name}` — место для значения, `{n}` — число.
---@param texts table<string, table<string, string|table<string, string>>>
---@param language? string that of the run (`b24.language`) by default
---@param fallback? string where a text is missing; `en` by default
---@return b24.Catalogue
---@example
--- local texts = i18n.new({
---   en = { hello = "Hello, {name}!", deals = { one = "{n} deal", other = "{n} deals" } },
---   ru = { deals = { one = "{n} сделка", few = "{n} сделки", many = "{n} сделок" } },
--- }, "ru")
--- texts:get("deals", { n = 3 }) --> "3 сделки"
--- texts:get("hello", { name = "Анна" }) --> "Hello, Анна!"
function i18n.new(texts, language, fallback)
  argument.check("b24.i18n.new", 1, "texts", texts, "table")
  return setmetatable({
    texts = texts, language = language or argument.language(), fallback = fallback or "en",
  }, Catalogue)
end

--- The text of a key; one that no language has is an error.
---@ru Текст по ключу; ключ, которого нет ни в одном языке, — ошибка.
---@param key string
---@param values? table<string, any> for the places in it
---@return string
---@example
--- i18n.new({ en = { bye = "Bye" } }):get("bye") --> "Bye"
--- i18n.new({ en = {} }):get("bye") --> error: there is no text 'bye'
function Catalogue:get(key, values)
  values = values or {}
  local language = self.language
  local text = (self.texts[language] or {})[key]
  if text == nil then
    language = self.fallback
    text = (self.texts[language] or {})[key]
  end
  if type(text) == "table" then text = text[i18n.form(language, tonumber(values.n) or 0)] or text.other or text.few end
  if text == nil then
    error(argument.text(
      ("b24.i18n: there is no text '%s'"):format(key), ("b24.i18n: нет текста '%s'"):format(key)), 2)
  end
  return (text:gsub("{([%w_]+)}", function(name)
    if values[name] ~= nil then return tostring(values[name]) end
  end))
end

--- The keys that a language lacks: for a test of the script.
---@ru Ключи, которых нет в языке: для проверки скрипта.
---@param language string
---@return string[]
---@example
--- i18n.new({ en = { a = "A", b = "B" }, ru = { a = "А" } }):missing("ru") --> { "b" }
function Catalogue:missing(language)
  local all, list = {}, {}
  for _, texts in pairs(self.texts) do
    for key in pairs(texts) do all[key] = true end
  end
  for key in pairs(all) do
    if (self.texts[language] or {})[key] == nil then list[#list + 1] = key end
  end
  table.sort(list)
  return list
end

return i18n
