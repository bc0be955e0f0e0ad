--- The assertions of b24.assert, as they are used in specs.

local testing = require "b24.testing"

local function message_of(fn, ...)
  local ok, err = pcall(fn, ...)
  return not ok and tostring(err) or "it holds"
end

describe("b24.assert", function()
  it("is Lua's assert when it is called", function()
    assert(true)
    assert.are.same({ 5, "x" }, { assert(5, "x") })
    assert.are.equal("no", message_of(function() assert(false, "no") end))
  end)

  it("reads with and without the filling words", function()
    assert.equal(1, 1)
    assert.are.equal(1, 1)
    assert.is_equal(1, 1)
    assert.is_not.equal(1, 2)
    assert.are_not_equal(1, 2)
    assert.is_true(true)
    assert.is.True(true)
    assert.is_not.Nil(0)
    assert.is.falsy(nil)
    assert.is_not_nil(0)
    assert.has_no.errors(function() end)
    assert.has.no_error(function() end)
    assert.is_string("x")
    assert.is_not.a.number("x")
    assert.is.empty({})
    assert.near(1, 1.01, 0.1)
    assert.matches("^a", "abc")
    assert.contains("b", { "a", "b" })
    assert.does_not.match("z", "abc")
  end)

  it("shows what was expected and where it differs", function()
    local text = message_of(assert.are.same, { id = 1, tags = { "a" } }, { id = 2, tags = { "a" } })
    assert.contains("Expected: { id = 1, tags = { \"a\" } }", text)
    assert.contains("~ id: 1 -> 2", text)
    local lines = message_of(assert.are.equal, "a\nb", "a\nc")
    assert.contains("  a\n- b\n+ c", lines)
    assert.contains("own words", message_of(assert.is_true, false, "own words"))
  end)

  it("knows an error by its text, its kind and its pattern", function()
    assert.has_error(function() error("broken") end)
    assert.has_error(function() error("broken") end, "broken")
    assert.has_error(function() error({ kind = "not_found" }) end, "not_found")
    assert.error_matches(function() error("a long story") end, "long")
    assert.contains("there was none", message_of(assert.has_error, function() end))
    assert.contains("broken", message_of(assert.has_no.errors, function() error("broken") end))
  end)

  it("says so when there is no such assertion", function()
    assert.contains("no assertion 'is_ture'", message_of(function() assert.is_ture(true) end))
  end)

  it("takes matchers for values", function()
    assert.are.same({ id = match._, name = match.is_string() }, { id = 5, name = "x" })
    assert.are_not.same({ id = match.is_number() }, { id = "5" })
  end)
end)

describe("spies and stubs", function()
  local account = { rename = function(name) return "now " .. name end }

  it("record and pass on", function()
    local spied = spy.on(account, "rename")
    assert.are.equal("now A", account.rename("A"))
    assert.spy(spied).was.called()
    assert.spy(spied).was.called(1)
    assert.spy(spied).was.called_with("A")
    assert.spy(spied).was_not.called_with("B")
    assert.spy(spied).returned_with("now A")
    assert.contains("1. (\"A\")", message_of(assert.spy(spied).was.called_with, "B"))
  end)

  it("are taken back after each test", function()
    assert.is_function(account.rename)
    stub(account, "rename").returns("stub")
    assert.is_table(account.rename)
  end)

  it("can be made of nothing", function()
    local doubled = spy.new(function() end)
    doubled(1, nil)
    assert.spy(doubled).called_with(1, nil)
    assert.spy(doubled).called_at_least(1)
    assert.spy(doubled).called_at_most(1)
    assert.spy(doubled).called_more_than(0)
    assert.spy(doubled).called_less_than(2)
  end)
end)

describe("a client without a portal", function()
  it("fails as it is told", function()
    local client = testing.client {
      ["crm.item.get"] = testing.failure { kind = "not_found", code = "NOT_FOUND" },
    }
    local ok, err = client.try(client.call, "crm.item.get", { id = 1 })
    assert.is_false(ok)
    assert.is_true(err:is("not_found"))
    assert.has_error(function() client.call("crm.item.get") end, "not_found")
  end)
end)
