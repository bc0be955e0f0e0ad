--- Specs have a portal of their own.
---
--- @portal demo

local bulk = require "b24.bulk"
local report = require "b24.report"
local retry = require "b24.retry"

local type_id = b24.spa.list()[1].entityTypeId

describe("the portal of a spec", function()
  it("is there, with its demo data", function()
    assert.is_true(#b24.spa.list() > 0)
  end)

  it("keeps what tests write until the end of the file", function()
    local id = b24.call("crm.item.add", { entityTypeId = type_id, fields = { title = "One" } }).item.id
    assert.are.equal("One", b24.call("crm.item.get", { entityTypeId = type_id, id = id }).item.title)
  end)
end)

describe("modules over a real client", function()
  it("work in bulk and tell what failed", function()
    local ids = b24.map({ 1, 2, 3 }, function(n)
      return b24.call("crm.item.add", { entityTypeId = type_id, fields = { title = "Deal " .. n } }).item.id
    end)
    local result = bulk.run(b24, { ids[1], ids[2], 999999 }, function(id)
      return b24.call("crm.item.update", { entityTypeId = type_id, id = id, fields = { title = "Changed" } }).item.title
    end)
    assert.are.equal(2, result.succeeded)
    assert.are.same({ 999999 }, result:failed_items())
    assert.are.equal("not_found", result:by_kind()[1].kind)
    assert.are.same({ "Changed", "Changed" }, result.done)
  end)

  it("do not repeat what was refused for good", function()
    local tries = 0
    assert.has_error(function()
      retry.call(function()
        tries = tries + 1
        b24.call("crm.item.get", { entityTypeId = type_id, id = 999999 })
      end)
    end, "not_found")
    assert.are.equal(1, tries)
  end)

  it("print records of the portal", function()
    local page = report.new(b24.workplace.list(), { columns = { "id", "title" } })
    assert.matches("^id  title", page:text())
    assert.contains("| id | title |", page:markdown())
  end)
end)
