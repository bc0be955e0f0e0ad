--- Assertions as in busted: `assert.are.same(expected, actual)`, `assert.is_true(x)`, `assert.has_error(fn)`. Called itself,
--- it is Lua's `assert`.
---@ru Проверки как в busted: `assert.are.same(ожидается, получено)`, `assert.is_true(x)`, `assert.has_error(fn)`. Если вызвать
---@ru сам модуль, это `assert` из Lua.
---
---     local assert = require "b24.assert"
local argument = require "b24.argument"
local diff = require "b24.diff"
local tables = require "b24.table"
local testing = require "b24.testing"

local raise = error

local checks = {}

---@class b24.AssertionFailure
---@field message string
local Failure = { __name = "b24.AssertionFailure" }
Failure.__index = Failure
Failure.__tostring = function(self) return self.message end

local function show(value)
  return diff.show(value, 1000)
end

local function two(expected, actual)
  return argument.text("Expected: ", "Ожидалось: ") .. tostring(show(expected)) .. "\n"
    .. argument.text("Actual:   ", "Получено:  ") .. tostring(show(actual))
end

--- Lines of two texts, with what differs marked.
local function lines_of(expected, actual)
  local strings = require "b24.string"
  local old, new = strings.split(expected, "\n"), strings.split(actual, "\n")
  local lines = {}
  for i = 1, math.max(#old, #new) do
    if old[i] == new[i] then
      lines[#lines + 1] = "  " .. old[i]
    else
      if old[i] then lines[#lines + 1] = "- " .. old[i] end
      if new[i] then lines[#lines + 1] = "+ " .. new[i] end
    end
  end
  return table.concat(lines, "\n")
end

local function compared(expected, actual)
  if type(expected) == "string" and type(actual) == "string" and (expected .. actual):find("\n") then
    return argument.text("Difference (- expected, + actual):", "Различия (- ожидалось, + получено):") .. "\n"
      .. lines_of(expected, actual)
  end
  local text = two(expected, actual)
  if type(expected) == "table" and type(actual) == "table" then
    local changes = diff.changes(expected, actual)
    if #changes > 0 then
      text = text .. "\n" .. argument.text("Difference (expected -> actual):", "Различия (ожидалось -> получено):")
        .. "\n" .. diff.text(changes)
    end
  end
  return text
end

local function be(en, ru, ...)
  local template = argument.text(en, ru)
  return select("#", ...) > 0 and template:format(...) or template
end

-- Each check: how many arguments it takes before an own message, whether it holds, what to say when it does not, and when
-- it does and should not.

checks.equal = { 2, function(expected, actual) return expected == actual end, function(expected, actual)
  return be("Expected the values to be equal.", "Значения должны быть равны.") .. "\n" .. compared(expected, actual)
end, function(expected) return be("Expected another value than %s.", "Ожидалось значение, отличное от %s.", show(expected)) end }
checks.equals = checks.equal

checks.same = { 2, function(expected, actual) return testing.fits(actual, expected) end, function(expected, actual)
  return be("Expected the same content.", "Содержимое должно совпадать.") .. "\n" .. compared(expected, actual)
end, function(expected)
  return be("Expected other content than %s.", "Ожидалось содержимое, отличное от %s.", show(expected))
end }

local function simple(name, fn, en, ru)
  checks[name] = { 1, fn, function(value)
    return be("Expected %s, got %s.", "Ожидалось: %s; получено: %s.", argument.text(en, ru), tostring(show(value)))
  end, function(value)
    return be("Did not expect %s, got %s.", "Не ожидалось: %s; получено: %s.", argument.text(en, ru), tostring(show(value)))
  end }
end

simple("true", function(v) return v == true end, "true", "true")
simple("false", function(v) return v == false end, "false", "false")
simple("nil", function(v) return v == nil end, "nil", "nil")
simple("truthy", function(v) return v and true or false end, "a true value", "истинное значение")
simple("falsy", function(v) return not v end, "nil or false", "nil или false")
simple("empty", function(v) return v == "" or type(v) == "table" and next(v) == nil end, "nothing in it", "пустое")
for _, kind in ipairs { "boolean", "number", "string", "table", "function", "userdata", "thread" } do
  simple(kind, function(v) return type(v) == kind end, "a " .. kind, kind)
end

checks.near = { 3, function(expected, actual, tolerance)
  return type(actual) == "number" and math.abs(expected - actual) <= tolerance
end, function(expected, actual, tolerance)
  return be("Expected %s +/- %s, got %s.", "Ожидалось %s +/- %s, получено %s.", expected, tolerance, tostring(show(actual)))
end, function(expected, actual)
  return be("Expected a number further from %s than %s.", "Ожидалось число дальше от %s, чем %s.", expected, actual)
end }

checks.match = { 2, function(pattern, text) return type(text) == "string" and text:find(pattern) ~= nil end,
  function(pattern, text)
    return be("Expected a text that matches '%s', got %s.", "Ожидался текст по шаблону '%s', получено %s.", pattern,
      tostring(show(text)))
  end, function(pattern, text)
    return be("Expected a text that does not match '%s', got %s.", "Ожидался текст не по шаблону '%s', получено %s.",
      pattern, tostring(show(text)))
  end }
checks.matches = checks.match

local function holds(part, whole)
  if type(whole) == "string" then return whole:find(part, 1, true) ~= nil end
  for _, item in ipairs(whole) do
    if testing.fits(item, part) then return true end
  end
  return false
end
checks.contains = { 2, holds, function(part, whole)
  return be("Expected to find %s in %s.", "Ожидалось найти %s в %s.", tostring(show(part)), tostring(show(whole)))
end, function(part, whole)
  return be("Did not expect to find %s in %s.", "Не ожидалось найти %s в %s.", tostring(show(part)), tostring(show(whole)))
end }

--- The text of an error without the place that Lua puts in front of it.
local function message_of(err)
  return (tostring(err):gsub("^[^\n:]+:%d+: ", ""))
end

local function fits_error(err, expected)
  if expected == nil then return true end
  if type(expected) == "string" then
    if message_of(err) == expected or tostring(err) == expected then return true end
    local kind = (type(err) == "userdata" or type(err) == "table") and err.kind
    return kind == expected
  end
  return testing.fits(err, expected)
end

local caught
checks.error = { 2, function(fn, expected)
  local ok, err = pcall(fn)
  caught = { ok = ok, err = err }
  return not ok and fits_error(err, expected)
end, function(_, expected)
  if caught.ok then return be("Expected an error, there was none.", "Ожидалась ошибка, её не было.") end
  return be("Expected another error.", "Ожидалась другая ошибка.") .. "\n"
    .. two(expected, type(caught.err) == "table" and caught.err or message_of(caught.err))
end, function()
  return be("Expected no error, got: %s", "Ошибки не ожидалось, получена: %s", tostring(caught.err))
end }
checks.errors = checks.error
checks.error_matches = { 2, function(fn, pattern)
  local ok, err = pcall(fn)
  caught = { ok = ok, err = err }
  return not ok and tostring(err):find(pattern) ~= nil
end, function(_, pattern)
  if caught.ok then return be("Expected an error, there was none.", "Ожидалась ошибка, её не было.") end
  return be("Expected an error that matches '%s', got: %s", "Ожидалась ошибка по шаблону '%s', получена: %s", pattern,
    tostring(caught.err))
end, function(_, pattern)
  return be("Expected no error that matches '%s'.", "Не ожидалась ошибка по шаблону '%s'.", pattern)
end }

-- Of a spy: assert.spy(s).was.called_with(...)

local function calls_text(spy)
  local lines = {}
  for i, call in ipairs(spy.calls) do
    local shown = {}
    for j = 1, call.n do shown[j] = diff.show(call.args[j], 200) end
    lines[i] = ("  %d. (%s)"):format(i, table.concat(shown, ", "))
  end
  if #lines == 0 then return argument.text("It was not called.", "Вызовов не было.") end
  return argument.text("Calls:", "Вызовы:") .. "\n" .. table.concat(lines, "\n")
end

local function times(en, ru, fits)
  return { 2, function(spy, count)
    if count == nil then return #spy.calls > 0 end
    return fits(#spy.calls, count)
  end, function(spy, count)
    return be(en, ru, count or 1, #spy.calls) .. "\n" .. calls_text(spy)
  end, function(spy)
    return be("Expected no such calls, got %d.", "Таких вызовов не ожидалось, было: %d.", #spy.calls) .. "\n" .. calls_text(spy)
  end }
end
local of_spy = {
  called = times("Expected %d call(s), got %d.", "Ожидалось вызовов: %d, было: %d.", function(n, c) return n == c end),
  called_at_least = times("Expected at least %d call(s), got %d.", "Ожидалось вызовов не меньше %d, было: %d.",
    function(n, c) return n >= c end),
  called_at_most = times("Expected at most %d call(s), got %d.", "Ожидалось вызовов не больше %d, было: %d.",
    function(n, c) return n <= c end),
  called_more_than = times("Expected more than %d call(s), got %d.", "Ожидалось вызовов больше %d, было: %d.",
    function(n, c) return n > c end),
  called_less_than = times("Expected less than %d call(s), got %d.", "Ожидалось вызовов меньше %d, было: %d.",
    function(n, c) return n < c end),
  called_with = { 0, function(spy, ...) return spy:called_with(...) end, function(spy, ...)
    local wanted = table.pack(...)
    for i = 1, wanted.n do wanted[i] = diff.show(wanted[i], 200) end
    return be("Expected a call with (%s).", "Ожидался вызов с (%s).", table.concat(wanted, ", ", 1, wanted.n)) .. "\n"
      .. calls_text(spy)
  end, function(spy)
    return be("Did not expect this call.", "Такого вызова не ожидалось.") .. "\n" .. calls_text(spy)
  end },
  returned_with = { 0, function(spy, ...)
    for _, results in ipairs(spy.results) do
      if tables.equal({ table.unpack(results, 1, results.n) }, { ... }) then return true end
    end
    return false
  end, function() return be("Expected another result.", "Ожидался другой результат.") end,
    function() return be("Did not expect this result.", "Такого результата не ожидалось.") end },
}

--- Words that only make the line read well, and those that turn a check round.
local fillers = {
  are = true, is = true, has = true, have = true, does = true, was = true, be = true, been = true, to = true, a = true,
  an = true, the = true, that = true, were = true, did = true,
}
local negations = { ["not"] = true, no = true }

local function fail(message) raise(setmetatable({ message = message }, Failure), 0) end

local function run(check, subject, isNegated, ...)
  local arguments = table.pack(...)
  if subject ~= nil then arguments = table.pack(subject, ...) end
  local holds_now = check[2](table.unpack(arguments, 1, arguments.n))
  if (holds_now and true or false) ~= isNegated then return ... end
  local text = check[isNegated and 4 or 3](table.unpack(arguments, 1, arguments.n))
  local own = check[1] > 0 and arguments[check[1] + 1]
  fail(own and tostring(own) .. "\n" .. text or text)
end

local function state(isNegated, subject)
  local known = subject ~= nil and of_spy or checks
  return setmetatable({}, {
    __index = function(_, key)
      -- Some words are Lua's own: assert.is.True(x).
      local negated, rest = isNegated, tostring(key):lower()
      while rest ~= "" do
        if known[rest] then
          return function(...) return run(known[rest], subject, negated, ...) end
        end
        local word, tail = rest:match("^(%a+)_?(.*)$")
        if negations[word] then negated = not negated elseif not fillers[word] then
          raise(argument.text(("there is no assertion '%s'"):format(key), ("нет проверки '%s'"):format(key)), 2)
        end
        rest = tail
      end
      return state(negated, subject)
    end,
  })
end

local assert = {}

--- Assertions about a spy or a stub: `assert.spy(s).was.called_with(1)`.
---@ru Проверки шпиона или заглушки: `assert.spy(s).was.called_with(1)`.
---@param spy b24.Spy
---@return table
---@example
--- local spy = require("b24.testing").spy()
--- spy(1, "a")
--- assert.spy(spy).was.called_with(1, "a")
--- assert.spy(spy).was_not.called(2)
--- assert.spy(spy).was.called(3) --> error: Expected 3 call(s), got 1.
function assert.spy(spy) return state(false, spy) end

assert.stub = assert.spy

--- Fails with a message.
---@ru Завершает проверку неудачей с сообщением.
---@param message string
---@example
--- assert.fail("not yet") --> error: not yet
function assert.fail(message) fail(tostring(message)) end

--- Adds an assertion: `assert.is.even(4)` after `assert.register("even", function(n) return n % 2 == 0 end)`.
---@ru Добавляет проверку: `assert.is.even(4)` после `assert.register("even", function(n) return n % 2 == 0 end)`.
---@param name string
---@param fn fun(...): boolean
---@example
--- assert.register("even", function(n) return n % 2 == 0 end)
--- assert.is.even(4) --> 4
--- assert.is_not.even(3) --> 3
--- assert.is.even(3) --> error: 'even' does not hold: 3
function assert.register(name, fn)
  local function told(en, ru)
    return function(...)
      local shown = table.pack(...)
      for i = 1, shown.n do shown[i] = diff.show(shown[i], 200) end
      return be(en, ru, name, table.concat(shown, ", ", 1, shown.n))
    end
  end
  checks[name] = { 0, fn, told("'%s' does not hold: %s", "'%s' не выполняется: %s"),
    told("'%s' holds: %s", "'%s' выполняется: %s") }
end

--- Whether an error is the failure of an assertion.
---@ru Является ли ошибка неудачей проверки.
---@param err any
---@return boolean
---@example
--- local _, err = pcall(assert.is_true, false)
--- assert.is_failure(err) --> true
function assert.is_failure(err) return getmetatable(err) == Failure end

return setmetatable(assert, {
  __call = function(_, value, ...)
    if value then return value, ... end
    local message = ...
    if message == nil then message = argument.text("assertion failed!", "проверка не выполнена!") end
    raise(message, type(message) == "string" and 0 or 2)
  end,
  __index = state(false),
})
