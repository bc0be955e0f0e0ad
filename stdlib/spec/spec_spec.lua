--- The words of specs, in the order in which they act.

local log = {}

describe("blocks", function()
  setup(function() log[#log + 1] = "setup" end)
  teardown(function() log[#log + 1] = "teardown" end)
  before_each(function() log[#log + 1] = "before" end)
  after_each(function() log[#log + 1] = "after" end)

  it("a", function()
    finally(function() log[#log + 1] = "finally" end)
    log[#log + 1] = "a"
  end)

  describe("inside", function()
    before_each(function() log[#log + 1] = "inner before" end)
    after_each(function() log[#log + 1] = "inner after" end)

    it("b", function() log[#log + 1] = "b" end)
  end)
end)

describe("afterwards", function()
  it("everything has run in its order", function()
    assert.are.same({
      "setup", "before", "a", "after", "finally", "before", "inner before", "b", "inner after", "after", "teardown",
    }, log)
  end)
end)

insulate("insulation", function()
  it("can write a global", function()
    rawset(_G, "left_over", true)
    assert.is_true(rawget(_G, "left_over"))
  end)
end)

it("leaves none of it behind", function() assert.is_nil(rawget(_G, "left_over")) end)

pending("is still to come")

it("can give up", function() pending("not on this portal") end)

describe("the suite of b24.spec", function()
  -- A suite puts its words into the globals; those of this one have to come back.
  local words = {}
  local spec = require "b24.spec"

  before_each(function()
    for _, word in ipairs { "it", "describe", "pending", "setup", "teardown", "before_each", "after_each", "finally" } do
      words[word] = _G[word]
    end
  end)
  after_each(function()
    for word, value in pairs(words) do rawset(_G, word, value) end
  end)

  local function run(source)
    local suite = spec.load(source, "other_spec.lua")
    local numbers, results = {}, {}
    for i in ipairs(suite.tests) do numbers[i] = i end
    suite:select(numbers)
    for i in ipairs(suite.tests) do results[i] = suite:run(i) end
    return results, suite
  end

  it("tells a failed assertion from an error, and where", function()
    local results = run("it('a', function()\n  assert.is_true(false)\nend)\nit('b', function() error('x') end)")
    assert.are.equal("failed", results[1].status)
    assert.are.equal(2, results[1].line)
    assert.are.equal("other_spec.lua", results[1].file)
    assert.are.equal("error", results[2].status)
    assert.are.equal("x", results[2].message)
    assert.are.equal(4, results[2].line)
  end)

  it("fails the tests of a block whose setup fails", function()
    local results = run("describe('d', function() setup(function() error('no') end) it('a', function() end) end)")
    assert.are.equal("error", results[1].status)
    assert.are.equal("no", results[1].message)
  end)

  it("runs what comes after a failed test", function()
    local results = run([[
      describe("d", function()
        after_each(function() cleaned = true end)
        it("a", function() error("x") end)
        it("b", function() assert.is_true(cleaned) end)
      end)]])
    assert.are.equal("passed", results[2].status)
  end)

  it("says what is wrong with a text that is no Lua", function()
    local _, suite = run("it('a', function() end")
    assert.are.equal(1, suite.problems[1].line)
    assert.contains("expected", suite.problems[1].message)
  end)
end)
