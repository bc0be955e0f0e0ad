--- Stand-ins for tests: spies, stubs, and a client that records calls and answers them itself.
---@ru Дублёры для тестов: шпионы, заглушки и клиент, который записывает вызовы и сам на них отвечает.
---
---     local testing = require "b24.testing"
local argument = require "b24.argument"
local diff = require "b24.diff"
local tables = require "b24.table"

local testing = {}

---@class b24.Spy
---@field calls { args: any[], n: integer }[]
local Spy = {}
Spy.__name = "b24.Spy"

-- busted writes stub.returns(1): these two take a dot as well.
local dotted = { returns = true, invokes = true }

Spy.__index = function(self, key)
  local method = Spy[key]
  if not dotted[key] then return method end
  return function(first, ...)
    if rawequal(first, self) then return method(self, ...) end
    return method(self, first, ...)
  end
end

Spy.__call = function(self, ...)
  local args = { ... }
  -- `vals` and `refs` are busted's names.
  self.calls[#self.calls + 1] = { args = args, vals = args, refs = args, n = select("#", ...) }
  local results = table.pack(self.fn(...))
  self.results[#self.calls] = results
  return table.unpack(results, 1, results.n)
end

local function nothing() end

--- A function that remembers how it was called, and calls another one.
---@ru Функция, которая запоминает свои вызовы и вызывает другую.
---@param fn? fun(...): ...
---@return b24.Spy
---@example
--- local double = testing.spy(function(n) return n * 2 end)
--- double(4) --> 8
--- double.calls[1].args --> { 4 }
function testing.spy(fn)
  return setmetatable({ fn = fn or nothing, calls = {}, results = {} }, Spy)
end

--- A spy in place of a function of a table, which it still calls; `spy:revert()` puts the function back.
---@ru Шпион на месте функции таблицы, которую он по-прежнему вызывает; `spy:revert()` возвращает её.
---@param t table
---@param name any
---@return b24.Spy
---@example
--- local t = { double = function(n) return n * 2 end }
--- local spy = testing.spy_on(t, "double")
--- t.double(3) --> 6
--- spy:count() --> 1
function testing.spy_on(t, name)
  argument.check("b24.testing.spy_on", 1, "t", t, "table")
  local original = t[name]
  local spy = testing.spy(original)
  spy.revert_to = function() t[name] = original end
  t[name] = spy
  return spy
end

--- A function in place of another, which is not called; `stub:returns(...)` says what it gives.
---@ru Функция на месте другой, которая не вызывается; `stub:returns(...)` задаёт результат.
---@param t table
---@param name any
---@param ... any what it returns, or one function
---@return b24.Spy
---@example
--- local t = { now = function() return 0 end }
--- testing.stub(t, "now", 42)
--- t.now() --> 42
function testing.stub(t, name, ...)
  local spy = testing.spy_on(t, name)
  spy.fn = nothing
  if type((...)) == "function" then spy.fn = ... elseif select("#", ...) > 0 then spy:returns(...) end
  return spy
end

--- Says what a spy gives from now on.
---@ru Задаёт, что шпион возвращает дальше.
---@param ... any
---@return b24.Spy self
---@example
--- testing.spy():returns(1)() --> 1
--- testing.spy().returns(1)() --> 1
function Spy:returns(...)
  local results = table.pack(...)
  self.fn = function() return table.unpack(results, 1, results.n) end
  return self
end

--- Says what a spy does from now on.
---@ru Задаёт, что шпион делает дальше.
---@param fn fun(...): ...
---@return b24.Spy self
---@example
--- testing.spy():invokes(function(n) return n + 1 end)(1) --> 2
function Spy:invokes(fn)
  self.fn = fn
  return self
end

--- How often it was called.
---@ru Сколько раз вызван.
---@return integer
---@example
--- testing.spy():count() --> 0
function Spy:count() return #self.calls end

--- Whether it was called with these arguments; `testing.any` stands for any one of them.
---@ru Был ли вызван с этими аргументами; `testing.any` заменяет любой из них.
---@param ... any
---@return boolean
---@example
--- local spy = testing.spy()
--- spy("a", { 1 })
--- spy:called_with("a", { 1 }) --> true
--- spy:called_with(testing.any, testing.any) --> true
--- spy:called_with("a") --> false
function Spy:called_with(...)
  local wanted = table.pack(...)
  for _, call in ipairs(self.calls) do
    if call.n == wanted.n then
      local fits = true
      for i = 1, wanted.n do fits = fits and testing.fits(call.args[i], wanted[i]) end
      if fits then return true end
    end
  end
  return false
end

--- Forgets the calls.
---@ru Забывает вызовы.
---@return b24.Spy self
---@example
--- local spy = testing.spy()
--- spy()
--- spy:clear():count() --> 0
function Spy:clear()
  self.calls, self.results = {}, {}
  return self
end

--- Puts back what was in its place.
---@ru Возвращает то, что было на его месте.
---@return b24.Spy self
---@example
--- local t = { f = 1 }
--- testing.stub(t, "f"):revert()
--- t.f --> 1
function Spy:revert()
  if self.revert_to then self.revert_to() end
  return self
end

local Matcher = { __name = "b24.Matcher" }
Matcher.__index = Matcher
Matcher.__tostring = function(self) return self.text end

--- A stand-in for a value in a comparison: a function that says whether a value fits.
---@ru Замена значению в сравнении: функция, которая говорит, подходит ли значение.
---@param text string what messages show
---@param fn fun(value: any): any
---@return table
---@example
--- testing.fits(5, testing.matcher("above 3", function(n) return n > 3 end)) --> true
function testing.matcher(text, fn) return setmetatable({ text = text, fn = fn }, Matcher) end

--- Fits everything.
testing.any = testing.matcher("any", function() return true end)

--- A stand-in for any value of a type.
---@ru Замена любому значению данного типа.
---@param kind string
---@return table
---@example
--- testing.fits("x", testing.type("string")) --> true
function testing.type(kind)
  return testing.matcher("a " .. kind, function(value) return type(value) == kind end)
end

--- A stand-in for any table that has these entries and maybe more.
---@ru Замена любой таблице, в которой есть эти записи и, возможно, другие.
---@param part table
---@return table
---@example
--- testing.fits({ id = 1, title = "A" }, testing.like { title = "A" }) --> true
function testing.like(part)
  return testing.matcher("like " .. diff.show(part), function(value)
    if type(value) ~= "table" then return false end
    for key, element in pairs(part) do
      local isTable = type(element) == "table" and getmetatable(element) ~= Matcher
      if not testing.fits(value[key], isTable and testing.like(element) or element) then return false end
    end
    return true
  end)
end

--- Whether a value is the same as another, in which matchers may stand.
---@ru Равно ли значение другому, в котором могут стоять замены.
---@param value any
---@param wanted any
---@return boolean
---@example
--- testing.fits({ id = 7, t = "x" }, { id = testing.any, t = "x" }) --> true
--- testing.fits({ id = 7 }, { id = 8 }) --> false
function testing.fits(value, wanted)
  if getmetatable(wanted) == Matcher then return wanted.fn(value) and true or false end
  if type(value) ~= "table" or type(wanted) ~= "table" then return tables.equal(value, wanted) end
  if rawequal(value, wanted) then return true end
  for key, element in pairs(wanted) do
    if not testing.fits(value[key], element) then return false end
  end
  for key in pairs(value) do
    if wanted[key] == nil then return false end
  end
  return true
end

local Failure = { __name = "b24.Error" }
Failure.__index = Failure
Failure.__tostring = function(self) return self.message end

--- Whether a failure is of a kind, as of a `b24.Error`.
---@ru Того ли вида ошибка, как у `b24.Error`.
---@param kind string
---@return boolean
---@example
--- testing.failure { kind = "not_found" }:is("not_found") --> true
function Failure:is(kind) return self.kind == kind end

--- A failure that looks like a `b24.Error`: for a client that is to fail.
---@ru Ошибка, похожая на `b24.Error`: для клиента, который должен ответить ошибкой.
---@param fields { kind?: string, code?: string, message?: string, retryable?: boolean, outcome?: string, status?: integer }
---@return table
---@example
--- tostring(testing.failure { kind = "access_denied", message = "No." }) --> "No."
function testing.failure(fields)
  local failure = tables.merge({ kind = "unknown", code = "", retryable = false, outcome = "refused" }, fields)
  failure.message = failure.message or failure.kind
  return setmetatable(failure, Failure)
end

local Client = { __name = "b24.TestClient" }

--- A client with the most used functions of `b24` that asks no portal. An answer is a value, a failure, or a function of the
--- parameters; a method without an answer is an error. `client.calls` lists what was called.
---@ru Клиент с основными функциями `b24`, который не обращается к порталу. Ответ — значение, ошибка или функция от
---@ru параметров; метод без ответа — ошибка. `client.calls` хранит вызовы.
---@param answers? table<string, any> by method
---@return table client
---@example
--- local client = testing.client { ["user.get"] = { { ID = "1" } }, ["crm.item.get"] = function(p) return { id = p.id } end }
--- client.call("crm.item.get", { id = 5 }).id --> 5
--- client.rest.user.get()[1].ID --> "1"
--- client.calls[1] --> { method = "crm.item.get", params = { id = 5 } }
--- client.call("crm.item.add") --> error: no answer for 'crm.item.add'
function testing.client(answers)
  answers = answers or {}
  argument.check("b24.testing.client", 1, "answers", answers, "table")
  local client = { calls = {}, null = b24 and b24.null, dry_run = false, read_only = false, args = {} }

  function client.call(method, params)
    client.calls[#client.calls + 1] = { method = method, params = tables.copy(params or {}) }
    local answer = answers[method]
    if answer == nil then
      error(argument.text(
        ("b24.testing: there is no answer for '%s'"):format(method),
        ("b24.testing: нет ответа для '%s'"):format(method)), 2)
    end
    if type(answer) == "function" or getmetatable(answer) == Spy then answer = answer(params or {}) end
    if getmetatable(answer) == Failure then error(answer, 0) end
    return tables.copy(answer), { status = 200, attempts = 1 }
  end

  local function rows(method, params)
    local result = client.call(method, params)
    if type(result) == "table" and result[1] == nil then
      for _, value in tables.sorted(result) do
        if type(value) == "table" then return value end
      end
    end
    return result
  end

  function client.collect(method, params) return rows(method, params) end

  function client.each(method, params)
    local list, at = rows(method, params), 0
    return function()
      at = at + 1
      return list[at]
    end
  end

  function client.count(method, params) return #rows(method, params) end

  function client.map(items, fn, options)
    local results, failures = {}, {}
    for i, item in ipairs(items) do
      local ok, value = pcall(fn, item, i)
      if ok then
        results[i] = value
      elseif options and options.on_error == "continue" then
        local of_b24 = getmetatable(value) == Failure and value or { kind = "lua", outcome = "refused" }
        failures[#failures + 1] = {
          ok = false, index = i, item = item, kind = of_b24.kind, code = of_b24.code, error = tostring(value),
          outcome = of_b24.outcome,
        }
      else
        error(value, 0)
      end
    end
    return results, failures
  end

  function client.batch(commands)
    local results, failures = {}, {}
    for key, command in tables.sorted(commands) do
      local ok, value = pcall(client.call, command[1] or command.method, command[2] or command.params)
      if ok then results[key] = value else failures[key] = value end
    end
    return results, failures
  end

  client.slept = 0
  function client.sleep(seconds) client.slept = client.slept + seconds end
  function client.try(fn, ...) return pcall(fn, ...) end
  function client.confirm() return true end

  local function path(name)
    return setmetatable({}, {
      __index = function(_, key) return path(name == "" and key or name .. "." .. key) end,
      __call = function(_, params) return client.call(name, params) end,
    })
  end
  client.rest = path("")

  --- The parameters of every call of a method.
  function client.calls_of(method)
    local list = {}
    for _, call in ipairs(client.calls) do
      if call.method == method then list[#list + 1] = call.params end
    end
    return list
  end

  return setmetatable(client, Client)
end

--- Runs the text of a script with a `b24` of your choice, and what it prints in a list.
---@ru Выполняет текст скрипта с выбранным `b24`; то, что он печатает, попадает в список.
---@param source string the text: `b24.file.read("scripts/leave.lua")`
---@param options? { name?: string, b24?: table, args?: table }
---@return string[] printed
---@return any ... what the script returned
---@example
--- local client = testing.client { profile = { NAME = "Anna" } }
--- local lines = testing.script("print(b24.call('profile').NAME, b24.args[1])", { b24 = client, args = { "x" } })
--- lines --> { "Anna\tx" }
function testing.script(source, options)
  argument.check("b24.testing.script", 1, "source", source, "string")
  options = options or {}
  local lines = {}
  local client = options.b24 or b24
  if options.args then client = setmetatable({ args = options.args }, { __index = client }) end
  local environment = setmetatable({
    b24 = client,
    print = function(...)
      local parts = table.pack(...)
      for i = 1, parts.n do parts[i] = tostring(parts[i]) end
      lines[#lines + 1] = table.concat(parts, "\t", 1, parts.n)
    end,
  }, { __index = _G })
  local chunk, message = load(source, "@" .. (options.name or "script"), "t", environment)
  if not chunk then error(message, 2) end
  return lines, chunk()
end

return testing
