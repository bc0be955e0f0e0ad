--- Functions of functions, and iterators that read no more than they are asked for.
---@ru Функции над функциями и итераторы, которые читают не больше, чем у них просят.
---
---     local func = require "b24.func"
local argument = require "b24.argument"

local func = {}

local function check(name, ...) return argument.check("b24.func." .. name, ...) end

--- Returns what it is given.
---@ru Возвращает то, что получила.
---@param ... any
---@return any ...
---@example
--- func.identity(5) --> 5
function func.identity(...) return ... end

--- A function that always returns the same.
---@ru Функция, которая всегда возвращает одно и то же.
---@param value any
---@return fun(): any
---@example
--- func.constant(5)() --> 5
function func.constant(value)
  return function() return value end
end

--- A function that reads a field: for `b24.table.map` and the like.
---@ru Функция, которая читает поле: для `b24.table.map` и подобных.
---@param name any
---@return fun(item: table): any
---@example
--- func.field("ID")({ ID = 7 }) --> 7
function func.field(name)
  return function(item) return item[name] end
end

--- A function that says whether a field has a value.
---@ru Функция, которая проверяет, что поле имеет значение.
---@param name any
---@param value any
---@return fun(item: table): boolean
---@example
--- func.is("stage", "won")({ stage = "won" }) --> true
function func.is(name, value)
  return function(item) return item[name] == value end
end

--- The opposite of a yes-or-no function.
---@ru Отрицание функции «да или нет».
---@param fn fun(...): any
---@return fun(...): boolean
---@example
--- func.negate(func.is("a", 1))({ a = 2 }) --> true
function func.negate(fn)
  check("negate", 1, "fn", fn, "function")
  return function(...) return not fn(...) end
end

--- Functions one after the other: the first gets the arguments, each next one the results before it.
---@ru Функции одна за другой: первая получает аргументы, каждая следующая результаты предыдущей.
---@param ... fun(...): ...
---@return fun(...): ...
---@example
--- func.pipe(tostring, string.len)(12345) --> 5
function func.pipe(...)
  local stages = { ... }
  for i, stage in ipairs(stages) do check("pipe", i, "fn" .. i, stage, "function") end
  local function from(i, ...)
    if not stages[i] then return ... end
    return from(i + 1, stages[i](...))
  end
  return function(...) return from(1, ...) end
end

--- A function whose first arguments are given already.
---@ru Функция, первые аргументы которой уже заданы.
---@param fn fun(...): ...
---@param ... any
---@return fun(...): ...
---@example
--- func.partial(math.max, 10)(3, 12) --> 12
function func.partial(fn, ...)
  check("partial", 1, "fn", fn, "function")
  local given = table.pack(...)
  return function(...)
    local all = table.move({ ... }, 1, select("#", ...), given.n + 1, table.move(given, 1, given.n, 1, {}))
    return fn(table.unpack(all, 1, given.n + select("#", ...)))
  end
end

--- A function that works out each answer once: for look-ups at the portal. It goes by its first argument.
---@ru Функция, которая вычисляет каждый ответ один раз: для запросов к порталу. Ответ зависит от первого аргумента.
---@param fn fun(key: any): any
---@return fun(key: any): any
---@example
--- local calls = 0
--- local slow = func.memoize(function(id) calls = calls + 1 return id * 2 end)
--- slow(4) + slow(4) --> 16
--- calls --> 1
function func.memoize(fn)
  check("memoize", 1, "fn", fn, "function")
  local known, none = {}, {}
  return function(key)
    local at = key == nil and none or key
    if known[at] == nil then
      local value = fn(key)
      known[at] = value == nil and none or value
    end
    if known[at] == none then return nil end
    return known[at]
  end
end

--- A function that runs once, and gives its first result ever after.
---@ru Функция, которая выполняется один раз, а потом отдаёт первый результат.
---@param fn fun(...): any
---@return fun(...): any
---@example
--- local count = 0
--- local open = func.once(function() count = count + 1 return "open" end)
--- open() .. open() --> "openopen"
--- count --> 1
function func.once(fn)
  check("once", 1, "fn", fn, "function")
  local result
  return function(...)
    if not result then result = table.pack(fn(...)) end
    return table.unpack(result, 1, result.n)
  end
end

--- The elements of a list, or of an iterator such as `b24.each`, as an iterator.
local function iterator(name, source)
  if type(source) == "function" then return source end
  check(name, 1, "source", source, "list")
  local at = 0
  return function()
    at = at + 1
    return source[at]
  end
end

--- What a function makes of each element, one at a time.
---@ru Результат функции для каждого элемента, по одному.
---@param source any[]|fun(): any a list, or an iterator such as `b24.each(...)`
---@param fn fun(item: any): any nil leaves an element out
---@return fun(): any
---@example
--- func.collect(func.each({ 1, 2 }, function(n) return n * 10 end)) --> { 10, 20 }
function func.each(source, fn)
  local next_item = iterator("each", source)
  check("each", 2, "fn", fn, "function")
  return function()
    for item in next_item do
      local value = fn(item)
      if value ~= nil then return value end
    end
  end
end

--- The elements for which a function says yes, one at a time.
---@ru Элементы, для которых функция вернула истину, по одному.
---@param source any[]|fun(): any
---@param fn fun(item: any): any
---@return fun(): any
---@example
--- func.collect(func.where({ 1, 2, 3, 4 }, function(n) return n > 2 end)) --> { 3, 4 }
function func.where(source, fn)
  check("where", 2, "fn", fn, "function")
  return func.each(iterator("where", source), function(item) return fn(item) and item or nil end)
end

--- The first elements; nothing more is read.
---@ru Первые элементы; больше ничего не читается.
---@param source any[]|fun(): any
---@param count integer
---@return fun(): any
---@example
--- func.collect(func.take({ 5, 6, 7 }, 2)) --> { 5, 6 }
function func.take(source, count)
  local next_item = iterator("take", source)
  check("take", 2, "count", count, "integer")
  local taken = 0
  return function()
    if taken >= count then return nil end
    taken = taken + 1
    return next_item()
  end
end

--- Lists of so many elements, one at a time: for calls that take many at once.
---@ru Списки по столько элементов, по одному списку: для вызовов, которые берут сразу много.
---@param source any[]|fun(): any
---@param size integer
---@return fun(): any[]?
---@example
--- func.collect(func.batches({ 1, 2, 3 }, 2)) --> { { 1, 2 }, { 3 } }
function func.batches(source, size)
  local next_item = iterator("batches", source)
  check("batches", 2, "size", size, "integer")
  local isOver = false
  return function()
    local batch = {}
    while not isOver and #batch < math.max(size, 1) do
      local item = next_item()
      if item == nil then isOver = true else batch[#batch + 1] = item end
    end
    if #batch > 0 then return batch end
  end
end

--- All that an iterator gives, as a list.
---@ru Всё, что даёт итератор, списком.
---@param source any[]|fun(): any
---@return any[]
---@example
--- func.collect(string.gmatch("a b", "%a")) --> { "a", "b" }
function func.collect(source)
  local list = {}
  for item in iterator("collect", source) do list[#list + 1] = item end
  return list
end

return func
