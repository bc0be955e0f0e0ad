--- What runs the specs of `b24 test`: `describe`, `it`, `before_each` and the rest of busted's words.
---@ru Исполнение тестов `b24 test`: `describe`, `it`, `before_each` и остальные слова busted.
---
---     local spec = require "b24.spec"
local argument = require "b24.argument"
local assertions = require "b24.assert"
local diff = require "b24.diff"
local testing = require "b24.testing"

local spec = {}

---@class b24.Suite
---@field tests { name: string, line: integer }[]
local Suite = {}
Suite.__index = Suite
Suite.__name = "b24.Suite"

local Pending = { __name = "b24.Pending" }

--- The frames of scripts, those of this library left out.
local function frames(level)
  local list = {}
  for line in debug.traceback("", (level or 1) + 1):gmatch("[^\n]+") do
    local file, number, rest = line:match("^%s*(.-):(%d+): (.*)$")
    if file and not file:match("^b24%.") then
      list[#list + 1] = { file = file, line = math.tointeger(tonumber(number)), text = rest }
    end
  end
  return list
end

local function now() return b24 and b24.time and b24.time.now() or os.time() end

local function text_of(err)
  if type(err) == "table" and not (getmetatable(err) or {}).__tostring then return diff.show(err, 1000) end
  return tostring(err)
end

--- Calls a function; nothing, or what went wrong and where.
local function attempt(fn, ...)
  local place
  local ok, err = xpcall(fn, function(err)
    place = frames(2)
    return err
  end, ...)
  if ok then return nil end
  if getmetatable(err) == Pending then return { status = "pending", message = err.reason } end
  local message = text_of(err)
  local status = assertions.is_failure(err) and "failed" or "error"
  local first = place and place[1] or {}
  -- Lua has put the place in front.
  local file, line, rest = message:match("^([^\n:]+):(%d+): (.*)$")
  if file and type(err) == "string" then
    message = rest
    if not file:match("^b24%.") then first = { file = file, line = math.tointeger(tonumber(line)) } end
  end
  local trace = {}
  for i, frame in ipairs(place or {}) do trace[i] = ("%s:%d: %s"):format(frame.file, frame.line, frame.text) end
  return { status = status, message = message, file = first.file, line = first.line, trace = trace }
end

--- A matcher by its name: `match.is_string()`, `match._`.
local function matchers()
  return setmetatable({
    _ = testing.any,
    matches = function(pattern)
      return testing.matcher("a text like " .. pattern, function(v) return type(v) == "string" and v:find(pattern) end)
    end,
    is_same = function(value) return testing.matcher(diff.show(value), function(v) return testing.fits(v, value) end) end,
    like = testing.like,
  }, {
    __index = function(_, name)
      local kind = tostring(name):match("^is_a?_?(%a+)$")
      return function() return testing.type(kind) end
    end,
  })
end

local function name_of(block, name)
  local parts = { name }
  while block do
    if block.name then table.insert(parts, 1, block.name) end
    block = block.parent
  end
  return table.concat(parts, " ")
end

--- The words that a spec uses, for one suite.
local function words(suite)
  local reverts = suite.reverts
  local function block(kind)
    return function(name, body)
      local new = {
        name = name, parent = suite.block, before = {}, after = {}, setup = {}, teardown = {}, left = 0,
        isInsulated = kind == "insulate",
      }
      suite.block = new
      local problem = body and attempt(body)
      suite.block = new.parent
      if problem then
        problem.name = name_of(new)
        suite.problems[#suite.problems + 1] = problem
      end
    end
  end
  local function hook(list)
    return function(fn) table.insert(suite.block[list], fn) end
  end
  local function test(name, body)
    local place = frames(2)[1] or {}
    suite.tests[#suite.tests + 1] = {
      name = name_of(suite.block, name), line = place.line or 0, body = body, block = suite.block,
      isPending = body == nil,
    }
  end
  local function kept(double)
    reverts[#reverts + 1] = double
    return double
  end
  local env = {
    describe = block("describe"), context = block("describe"), expose = block("describe"), insulate = block("insulate"),
    it = test, spec = test, test = test,
    before_each = hook("before"), after_each = hook("after"),
    setup = hook("setup"), lazy_setup = hook("setup"), strict_setup = hook("setup"),
    teardown = hook("teardown"), lazy_teardown = hook("teardown"), strict_teardown = hook("teardown"),
    assert = assertions, match = matchers(),
  }
  function env.pending(name, _)
    if suite.current then error(setmetatable({ reason = tostring(name or "") }, Pending), 0) end
    test(name, nil)
  end
  function env.finally(fn)
    if not suite.current then
      error(argument.text("finally belongs into a test", "finally вызывают внутри теста"), 2)
    end
    table.insert(suite.current.finally, 1, fn)
  end
  env.spy = setmetatable({
    new = testing.spy, on = function(t, name) return kept(testing.spy_on(t, name)) end,
  }, { __call = function(_, fn) return testing.spy(fn) end })
  env.stub = setmetatable({ new = function(...) return kept(testing.stub(...)) end }, {
    __call = function(_, ...)
      if select("#", ...) == 0 then return testing.spy() end
      return kept(testing.stub(...))
    end,
  })
  function env.mock(t, isStubbed)
    for name, value in pairs(t) do
      if type(value) == "function" then kept(isStubbed and testing.stub(t, name) or testing.spy_on(t, name)) end
    end
    return t
  end
  return env
end

--- Reads a spec: runs its `describe` blocks and gathers the tests, which do not run yet. The words become globals, as specs
--- expect it, so this is for a Lua state of its own.
---@ru Читает файл тестов: выполняет блоки `describe` и собирает тесты, не запуская их. Слова становятся глобальными, как
---@ru того ждут тесты, поэтому нужно отдельное состояние Lua.
---@param source string
---@param name string as positions show it
---@return b24.Suite
---@example
--- local suite = spec.load("describe('sum', function() it('adds', function() assert.equal(2, 1 + 1) end) end)", "a_spec.lua")
--- suite.tests[1].name --> "sum adds"
function spec.load(source, name)
  argument.check("b24.spec.load", 1, "source", source, "string")
  local root = { before = {}, after = {}, setup = {}, teardown = {}, left = 0 }
  local suite = setmetatable({ tests = {}, problems = {}, reverts = {}, root = root, block = root, open = {} }, Suite)
  for word, value in pairs(words(suite)) do rawset(_G, word, value) end
  local chunk, message = load(source, "@" .. name, "t")
  if not chunk then
    local file, line, rest = message:match("^(.-):(%d+): (.*)$")
    local place = math.tointeger(tonumber(line))
    suite.problems[1] = { status = "error", message = rest or message, file = file, line = place, trace = {}, name = name }
    return suite
  end
  local problem = attempt(chunk)
  if problem then
    problem.name = name
    suite.problems[#suite.problems + 1] = problem
  end
  return suite
end

local function path_of(block)
  local path = {}
  while block do
    table.insert(path, 1, block)
    block = block.parent
  end
  return path
end

--- Says which tests will run, so that `teardown` runs behind the last one of its block.
---@ru Задаёт, какие тесты будут запущены, чтобы `teardown` выполнился после последнего из своего блока.
---@param numbers integer[]
---@example
--- local suite = spec.load("it('a', function() end) it('b', function() end)", "a_spec.lua")
--- suite:select({ 2 })
--- suite.root.left --> 1
function Suite:select(numbers)
  for _, test in ipairs(self.tests) do
    for _, block in ipairs(path_of(test.block)) do block.left = 0 end
  end
  for _, number in ipairs(numbers) do
    for _, block in ipairs(path_of(self.tests[number].block)) do block.left = block.left + 1 end
  end
end

local function run_all(list)
  for _, fn in ipairs(list) do
    local problem = attempt(fn)
    if problem then return problem end
  end
end

--- Closes the blocks whose last test this was.
local function leave(test)
  local problem
  local path = path_of(test.block)
  for i = #path, 1, -1 do
    local block = path[i]
    block.left = block.left - 1
    if block.left == 0 and block.isOpen then
      problem = run_all(block.teardown) or problem
      if block.isInsulated then
        for key in pairs(_G) do
          if block.globals[key] == nil then rawset(_G, key, nil) end
        end
        for key, value in pairs(block.globals) do rawset(_G, key, value) end
      end
    end
  end
  return problem
end

--- Runs one test with everything around it.
---@ru Запускает один тест со всем, что его окружает.
---@param number integer
---@return { status: "passed"|"failed"|"error"|"pending", message?: string, file?: string, line?: integer, trace?: string[], seconds: number }
---@example
--- local suite = spec.load("it('fails', function() assert.is_true(false) end)", "a_spec.lua")
--- suite:select({ 1 })
--- suite:run(1).status --> "failed"
--- spec.load("pending('later')", "b_spec.lua"):run(1).status --> "pending"
function Suite:run(number)
  local test = self.tests[number]
  local start = now()
  if test.isPending then
    leave(test)
    return { status = "pending", seconds = 0 }
  end
  local path = path_of(test.block)
  local problem
  for _, block in ipairs(path) do
    if not block.isOpen then
      block.isOpen = true
      if block.isInsulated then
        block.globals = {}
        for key, value in pairs(_G) do block.globals[key] = value end
      end
      block.problem = run_all(block.setup)
    end
    problem = problem or block.problem
  end
  self.current = { finally = {} }
  if not problem then
    for _, block in ipairs(path) do problem = problem or run_all(block.before) end
    problem = problem or attempt(test.body)
    for i = #path, 1, -1 do
      local late = run_all(path[i].after)
      problem = problem or late
    end
  end
  local after = run_all(self.current.finally)
  self.current = nil
  for i = #self.reverts, 1, -1 do
    self.reverts[i]:revert()
    self.reverts[i] = nil
  end
  local last = leave(test)
  local result = problem or after or last or { status = "passed" }
  result.seconds = now() - start
  return result
end

return spec
