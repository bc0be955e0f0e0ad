--- Tables and lists: what Lua's own `table` leaves out. Nothing here changes its arguments, but for `set`.
---@ru Таблицы и списки: то, чего нет в `table` самого Lua. Ничто здесь не меняет своих аргументов, кроме `set`.
---
---     local tables = require "b24.table"
local argument = require "b24.argument"

local tables = {}

local function check(name, ...) return argument.check("b24.table." .. name, ...) end

local rank = { boolean = 1, number = 2, string = 3 }

--- Whether `a` stands before `b`: values of one kind by their size, else by their kind.
local function before(a, b)
  local one, other = type(a), type(b)
  if one ~= other then return (rank[one] or 4) < (rank[other] or 4) end
  if one == "number" or one == "string" then return a < b end
  if one == "boolean" then return not a and b end
  return false
end

--- What tells an element: a function of it, or the name of one of its fields.
local function getter(by)
  if type(by) == "function" then return by end
  return function(item) return item[by] end
end

--- The keys, in order: numbers, then texts.
---@ru Ключи по порядку: сначала числа, затем строки.
---@param t table
---@return any[]
---@example
--- tables.keys({ b = 1, a = 2, [10] = 3 }) --> { 10, "a", "b" }
function tables.keys(t)
  check("keys", 1, "t", t, "table")
  local keys = {}
  for key in pairs(t) do keys[#keys + 1] = key end
  table.sort(keys, before)
  return keys
end

--- The values, in the order of their keys.
---@ru Значения в порядке ключей.
---@param t table
---@return any[]
---@example
--- tables.values({ b = 1, a = 2 }) --> { 2, 1 }
function tables.values(t)
  check("values", 1, "t", t, "table")
  local values = {}
  for i, key in ipairs(tables.keys(t)) do values[i] = t[key] end
  return values
end

--- Iterates in the order of the keys, so that a script prints the same each time.
---@ru Перебор в порядке ключей: скрипт каждый раз печатает одно и то же.
---@param t table
---@return fun(): any, any
---@example
--- local text = ""
--- for key, value in tables.sorted({ b = 1, a = 2 }) do text = text .. key .. value end
--- text --> "a2b1"
function tables.sorted(t)
  check("sorted", 1, "t", t, "table")
  local keys, at = tables.keys(t), 0
  return function()
    at = at + 1
    local key = keys[at]
    if key ~= nil then return key, t[key] end
  end
end

--- How many entries there are, whatever their keys.
---@ru Число записей с любыми ключами.
---@param t table
---@return integer
---@example
--- tables.size({ 1, 2, a = 3 }) --> 3
function tables.size(t)
  check("size", 1, "t", t, "table")
  local size = 0
  for _ in pairs(t) do size = size + 1 end
  return size
end

--- Whether there is nothing in a table.
---@ru Пуста ли таблица.
---@param t table
---@return boolean
---@example
--- tables.is_empty({}) --> true
--- tables.is_empty({ a = false }) --> false
function tables.is_empty(t)
  check("is_empty", 1, "t", t, "table")
  return next(t) == nil
end

--- A copy of everything, at any depth; cycles and metatables stay.
---@ru Полная копия на любую глубину; циклы и метатаблицы сохраняются.
---@generic T
---@param value T
---@return T
---@example
--- local old = { fields = { title = "A" } }
--- local new = tables.copy(old)
--- new.fields.title = "B"
--- old.fields.title --> "A"
function tables.copy(value)
  local seen = {}
  local function copy(from)
    if type(from) ~= "table" then return from end
    if seen[from] then return seen[from] end
    local to = {}
    seen[from] = to
    for key, element in next, from do to[copy(key)] = copy(element) end
    local meta = getmetatable(from)
    if type(meta) == "table" then return setmetatable(to, meta) end
    -- The mark of JSON arrays and objects, whose metatable is hidden.
    if meta == "array" and b24 then return b24.array(to) end
    if meta == "object" and b24 then return b24.object(to) end
    return to
  end
  return copy(value)
end

--- Whether two values are the same in content, at any depth.
---@ru Равны ли два значения по содержимому, на любую глубину.
---@param a any
---@param b any
---@return boolean
---@example
--- tables.equal({ 1, { x = 2 } }, { 1, { x = 2 } }) --> true
--- tables.equal({ 1 }, { 1, 2 }) --> false
function tables.equal(a, b)
  local seen = {}
  local function equal(one, other)
    if one == other then return true end
    if type(one) ~= "table" or type(other) ~= "table" then return one ~= one and other ~= other end
    if seen[one] and seen[one][other] then return true end
    seen[one] = seen[one] or {}
    seen[one][other] = true
    for key, value in next, one do
      if not equal(value, rawget(other, key)) then return false end
    end
    for key in next, other do
      if rawget(one, key) == nil then return false end
    end
    return true
  end
  return equal(a, b)
end

--- Later tables over earlier ones; tables in them are merged, lists are replaced.
---@ru Поздние таблицы поверх ранних; вложенные таблицы объединяются, списки заменяются.
---@param ... table
---@return table
---@example
--- tables.merge({ a = 1, o = { x = 1 } }, { o = { y = 2 } }) --> { a = 1, o = { x = 1, y = 2 } }
--- tables.merge({ list = { 1, 2 } }, { list = { 3 } }) --> { list = { 3 } }
function tables.merge(...)
  local function isNamed(value) return type(value) == "table" and value[1] == nil and next(value) ~= nil end
  local result = {}
  for i = 1, select("#", ...) do
    local from = select(i, ...)
    check("merge", i, "t" .. i, from, "table")
    for key, value in pairs(from) do
      if isNamed(value) and isNamed(result[key]) then
        result[key] = tables.merge(result[key], value)
      else
        result[key] = tables.copy(value)
      end
    end
  end
  return result
end

--- Only some of the entries.
---@ru Только перечисленные записи.
---@param t table
---@param keys any[]
---@return table
---@example
--- tables.pick({ id = 1, title = "A", secret = 2 }, { "id", "title" }) --> { id = 1, title = "A" }
function tables.pick(t, keys)
  check("pick", 1, "t", t, "table")
  check("pick", 2, "keys", keys, "table")
  local result = {}
  for _, key in ipairs(keys) do result[key] = t[key] end
  return result
end

--- All entries but some.
---@ru Все записи, кроме перечисленных.
---@param t table
---@param keys any[]
---@return table
---@example
--- tables.omit({ id = 1, title = "A" }, { "id" }) --> { title = "A" }
function tables.omit(t, keys)
  check("omit", 1, "t", t, "table")
  check("omit", 2, "keys", keys, "table")
  local result = {}
  for key, value in pairs(t) do result[key] = value end
  for _, key in ipairs(keys) do result[key] = nil end
  return result
end

--- Keys and values change places.
---@ru Ключи и значения меняются местами.
---@param t table
---@return table
---@example
--- tables.invert({ a = 1, b = 2 }) --> { "a", "b" }
function tables.invert(t)
  check("invert", 1, "t", t, "table")
  local result = {}
  for key, value in pairs(t) do result[value] = key end
  return result
end

local function steps(path)
  if type(path) == "table" then return path end
  local parts = {}
  for part in tostring(path):gmatch("[^.]+") do parts[#parts + 1] = math.tointeger(tonumber(part)) or part end
  return parts
end

--- What lies deep in a table; the default where the way ends.
---@ru Значение в глубине таблицы; значение по умолчанию, если путь обрывается.
---@param t any
---@param path string|any[] `"fields.title"`, `"rows.1"`, or a list of keys
---@param default? any
---@return any
---@example
--- tables.get({ rows = { { id = 7 } } }, "rows.1.id") --> 7
--- tables.get({}, "rows.1.id", 0) --> 0
function tables.get(t, path, default)
  local value = t
  for _, key in ipairs(steps(path)) do
    if type(value) ~= "table" then return default end
    value = value[key]
  end
  if value == nil then return default end
  return value
end

--- Puts a value deep into a table, making the tables on the way; changes `t` and returns it.
---@ru Кладёт значение вглубь таблицы, создавая промежуточные; меняет и возвращает `t`.
---@param t table
---@param path string|any[]
---@param value any
---@return table t
---@example
--- tables.set({}, "fields.title", "A") --> { fields = { title = "A" } }
function tables.set(t, path, value)
  check("set", 1, "t", t, "table")
  local keys, place = steps(path), t
  for i = 1, #keys - 1 do
    if type(place[keys[i]]) ~= "table" then place[keys[i]] = {} end
    place = place[keys[i]]
  end
  place[keys[#keys]] = value
  return t
end

--- What a function makes of each element.
---@ru Результат функции для каждого элемента.
---@param list any[]
---@param fn fun(item: any, index: integer): any|string a function, or the name of a field
---@return any[]
---@example
--- tables.map({ 1, 2 }, function(n) return n * 10 end) --> { 10, 20 }
--- tables.map({ { ID = 5 }, { ID = 6 } }, "ID") --> { 5, 6 }
function tables.map(list, fn)
  check("map", 1, "list", list, "list")
  local get, result = getter(fn), {}
  for i, item in ipairs(list) do result[i] = get(item, i) end
  return result
end

--- The elements for which a function says yes.
---@ru Элементы, для которых функция вернула истину.
---@param list any[]
---@param fn fun(item: any, index: integer): any
---@return any[]
---@example
--- tables.filter({ 1, 2, 3, 4 }, function(n) return n % 2 == 0 end) --> { 2, 4 }
function tables.filter(list, fn)
  check("filter", 1, "list", list, "list")
  check("filter", 2, "fn", fn, "function")
  local result = {}
  for i, item in ipairs(list) do
    if fn(item, i) then result[#result + 1] = item end
  end
  return result
end

--- Two lists: the elements for which a function says yes, and the others.
---@ru Два списка: элементы, для которых функция вернула истину, и остальные.
---@param list any[]
---@param fn fun(item: any, index: integer): any
---@return any[] yes
---@return any[] no
---@example
--- local even, odd = tables.partition({ 1, 2, 3 }, function(n) return n % 2 == 0 end)
--- even --> { 2 }
--- odd --> { 1, 3 }
function tables.partition(list, fn)
  check("partition", 1, "list", list, "list")
  check("partition", 2, "fn", fn, "function")
  local yes, no = {}, {}
  for i, item in ipairs(list) do
    local into = fn(item, i) and yes or no
    into[#into + 1] = item
  end
  return yes, no
end

--- One value out of all elements.
---@ru Одно значение из всех элементов.
---@param list any[]
---@param fn fun(result: any, item: any, index: integer): any
---@param initial any
---@return any
---@example
--- tables.reduce({ 1, 2, 3 }, function(sum, n) return sum + n end, 0) --> 6
function tables.reduce(list, fn, initial)
  check("reduce", 1, "list", list, "list")
  check("reduce", 2, "fn", fn, "function")
  local result = initial
  for i, item in ipairs(list) do result = fn(result, item, i) end
  return result
end

--- The first element for which a function says yes, and its index.
---@ru Первый элемент, для которого функция вернула истину, и его номер.
---@param list any[]
---@param fn fun(item: any, index: integer): any
---@return any? item
---@return integer? index
---@example
--- local item, index = tables.find({ 5, 8, 9 }, function(n) return n > 6 end)
--- item --> 8
--- index --> 2
function tables.find(list, fn)
  check("find", 1, "list", list, "list")
  check("find", 2, "fn", fn, "function")
  for i, item in ipairs(list) do
    if fn(item, i) then return item, i end
  end
end

--- Whether a value is in a list.
---@ru Есть ли значение в списке.
---@param list any[]
---@param value any
---@return boolean
---@example
--- tables.contains({ "a", "b" }, "b") --> true
function tables.contains(list, value)
  check("contains", 1, "list", list, "list")
  for _, item in ipairs(list) do
    if item == value then return true end
  end
  return false
end

--- Each value once, in the order of its first appearance.
---@ru Каждое значение один раз, в порядке первого появления.
---@param list any[]
---@param by? string|fun(item: any): any what tells elements apart
---@return any[]
---@example
--- tables.unique({ 1, 2, 1 }) --> { 1, 2 }
--- tables.unique({ { ID = 1 }, { ID = 1 } }, "ID") --> { { ID = 1 } }
function tables.unique(list, by)
  check("unique", 1, "list", list, "list")
  local get = by == nil and function(item) return item end or getter(by)
  local seen, result = {}, {}
  for _, item in ipairs(list) do
    local key = get(item)
    if key == nil or not seen[key] then
      if key ~= nil then seen[key] = true end
      result[#result + 1] = item
    end
  end
  return result
end

--- Lists of elements by what they have in common; those that have nothing there are left out.
---@ru Списки элементов по общему признаку; элементы без него пропускаются.
---@param list any[]
---@param by string|fun(item: any): any a field, or a function
---@return table<any, any[]>
---@example
--- tables.group({ { s = "new", id = 1 }, { s = "won", id = 2 }, { s = "new", id = 3 } }, "s").new[2].id --> 3
function tables.group(list, by)
  check("group", 1, "list", list, "list")
  local get, result = getter(by), {}
  for _, item in ipairs(list) do
    local key = get(item)
    if key ~= nil then
      result[key] = result[key] or {}
      table.insert(result[key], item)
    end
  end
  return result
end

--- Elements by a key of theirs; of several with the same key the last one.
---@ru Элементы по их ключу; при одинаковых ключах остаётся последний.
---@param list any[]
---@param by string|fun(item: any): any
---@return table<any, any>
---@example
--- tables.index({ { ID = 7, NAME = "Anna" } }, "ID")[7].NAME --> "Anna"
function tables.index(list, by)
  check("index", 1, "list", list, "list")
  local get, result = getter(by), {}
  for _, item in ipairs(list) do
    local key = get(item)
    if key ~= nil then result[key] = item end
  end
  return result
end

--- How often each value occurs.
---@ru Сколько раз встречается каждое значение.
---@param list any[]
---@param by? string|fun(item: any): any
---@return table<any, integer>
---@example
--- tables.count({ "a", "b", "a" }) --> { a = 2, b = 1 }
function tables.count(list, by)
  check("count", 1, "list", list, "list")
  local get = by == nil and function(item) return item end or getter(by)
  local result = {}
  for _, item in ipairs(list) do
    local key = get(item)
    if key ~= nil then result[key] = (result[key] or 0) + 1 end
  end
  return result
end

--- The sum of numbers; texts that are numbers, as the portal writes sums of money, count, too.
---@ru Сумма чисел; строки-числа (так портал пишет суммы) тоже учитываются.
---@param list any[]
---@param by? string|fun(item: any): any
---@return number
---@example
--- tables.sum({ 1, 2, 3 }) --> 6
--- tables.sum({ { OPPORTUNITY = "10.50" }, { OPPORTUNITY = 2 } }, "OPPORTUNITY") --> 12.5
function tables.sum(list, by)
  check("sum", 1, "list", list, "list")
  local get = by == nil and function(item) return item end or getter(by)
  local sum = 0
  for _, item in ipairs(list) do sum = sum + (tonumber(get(item)) or 0) end
  return sum
end

--- A sorted copy; equal elements keep their order. A name with `-` in front of it sorts downwards.
---@ru Отсортированная копия; равные элементы сохраняют порядок. Имя с `-` впереди сортирует по убыванию.
---@param list any[]
---@param ... string|fun(item: any): any what decides, the most important first; nothing compares the elements
---@return any[]
---@example
--- tables.sort({ 3, 1, 2 }) --> { 1, 2, 3 }
--- tables.map(tables.sort({ { n = 1, id = 1 }, { n = 2, id = 2 }, { n = 2, id = 3 } }, "-n"), "id") --> { 2, 3, 1 }
function tables.sort(list, ...)
  check("sort", 1, "list", list, "list")
  local rules = {}
  for i = 1, select("#", ...) do
    local by = select(i, ...)
    local name = type(by) == "string" and by:match("^%-(.+)$")
    rules[i] = { get = getter(name or by), falls = name ~= nil and name ~= false }
  end
  if #rules == 0 then rules[1] = { get = function(item) return item end } end
  local order, result = {}, {}
  for i, item in ipairs(list) do order[i] = { item = item, at = i } end
  table.sort(order, function(a, b)
    for _, rule in ipairs(rules) do
      local one, other = rule.get(a.item), rule.get(b.item)
      if rule.falls then one, other = other, one end
      if before(one, other) then return true end
      if before(other, one) then return false end
    end
    return a.at < b.at
  end)
  for i, entry in ipairs(order) do result[i] = entry.item end
  return result
end

--- A part of a list; numbers below zero count from its end.
---@ru Часть списка; отрицательные номера считаются с конца.
---@param list any[]
---@param first integer
---@param last? integer the last one by default
---@return any[]
---@example
--- tables.slice({ 1, 2, 3, 4 }, 2, 3) --> { 2, 3 }
--- tables.slice({ 1, 2, 3, 4 }, -2) --> { 3, 4 }
function tables.slice(list, first, last)
  check("slice", 1, "list", list, "list")
  check("slice", 2, "first", first, "integer")
  check("slice", 3, "last", last, "integer", true)
  local count = #list
  last = last or count
  if first < 0 then first = math.max(count + first + 1, 1) end
  if last < 0 then last = count + last + 1 end
  return table.move(list, math.max(first, 1), math.min(last, count), 1, {})
end

--- Lists of `size` elements, the last one of what is left.
---@ru Списки по `size` элементов, последний из оставшихся.
---@param list any[]
---@param size integer
---@return any[][]
---@example
--- tables.chunks({ 1, 2, 3 }, 2) --> { { 1, 2 }, { 3 } }
function tables.chunks(list, size)
  check("chunks", 1, "list", list, "list")
  check("chunks", 2, "size", size, "integer")
  local chunks = {}
  for i = 1, #list, math.max(size, 1) do chunks[#chunks + 1] = tables.slice(list, i, i + math.max(size, 1) - 1) end
  return chunks
end

--- All elements of several lists in one.
---@ru Все элементы нескольких списков в одном.
---@param ... any[]
---@return any[]
---@example
--- tables.concat({ 1 }, { 2, 3 }) --> { 1, 2, 3 }
function tables.concat(...)
  local result = {}
  for i = 1, select("#", ...) do
    local list = select(i, ...)
    check("concat", i, "list" .. i, list, "list")
    table.move(list, 1, #list, #result + 1, result)
  end
  return result
end

--- Lists in lists become one list.
---@ru Вложенные списки становятся одним списком.
---@param list any[]
---@param depth? integer how deep; all of them by default
---@return any[]
---@example
--- tables.flatten({ 1, { 2, { 3 } } }) --> { 1, 2, 3 }
--- tables.flatten({ 1, { 2, { 3 } } }, 1) --> { 1, 2, { 3 } }
function tables.flatten(list, depth)
  check("flatten", 1, "list", list, "list")
  local result = {}
  local function add(from, left)
    for _, item in ipairs(from) do
      if type(item) == "table" and item[1] ~= nil and left > 0 then add(item, left - 1) else result[#result + 1] = item end
    end
  end
  add(list, depth or math.huge)
  return result
end

--- What is in one list and not in another.
---@ru Что есть в одном списке и чего нет в другом.
---@param one any[]
---@param other any[]
---@return any[]
---@example
--- tables.difference({ 1, 2, 3 }, { 2 }) --> { 1, 3 }
function tables.difference(one, other)
  check("difference", 1, "one", one, "list")
  check("difference", 2, "other", other, "list")
  local known = {}
  for _, item in ipairs(other) do known[item] = true end
  return tables.filter(one, function(item) return not known[item] end)
end

--- What is in both lists.
---@ru Что есть в обоих списках.
---@param one any[]
---@param other any[]
---@return any[]
---@example
--- tables.intersection({ 1, 2, 3 }, { 3, 2, 5 }) --> { 2, 3 }
function tables.intersection(one, other)
  check("intersection", 1, "one", one, "list")
  check("intersection", 2, "other", other, "list")
  local known = {}
  for _, item in ipairs(other) do known[item] = true end
  return tables.filter(one, function(item) return known[item] end)
end

return tables
