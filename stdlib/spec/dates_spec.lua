--- Dates and working days beyond the examples.

local date = require "b24.date"

describe("b24.date", function()
  it("counts days over four hundred years", function()
    local day, number = date.new(1800, 1, 1), date.new(1800, 1, 1):days()
    for _ = 1, 146097 do
      day, number = day + 1, number + 1
      if day:days() ~= number then assert.are.equal(number, day:days(), tostring(day)) end
    end
    assert.are.equal("2200-01-01", tostring(day))
  end)

  it("knows the weeks of ISO 8601", function()
    local known = { ["2005-01-01"] = { 53, 2004 }, ["2008-12-29"] = { 1, 2009 }, ["2010-01-03"] = { 53, 2009 } }
    for text, week in pairs(known) do assert.are.same(week, { date.parse(text):week() }) end
  end)

  it("refuses days that do not exist", function()
    for _, text in ipairs { "2026-02-29", "2026-13-01", "31.04.2026", "2026-1-1", "" } do
      assert.error_matches(function() date.parse(text) end, "is no date")
    end
    assert.are.equal("2024-02-29", tostring(date.parse("29.02.2024")))
  end)

  it("goes back over weekends and holidays", function()
    local calendar = date.calendar { holidays = date.russian_holidays(2026) }
    assert.are.equal("2025-12-31", tostring(calendar:add(date.new(2026, 1, 9), -1)))
    assert.are.equal("2026-05-12", tostring(calendar:next(date.new(2026, 5, 9))))
    assert.has_error(function() date.calendar { weekend = { 1, 2, 3, 4, 5, 6, 7 } } end)
  end)

  it("puts moments into the day of their zone", function()
    local evening = b24.time.parse("2026-11-27T22:30:00Z")
    assert.are.equal("2026-11-28", tostring(date.at(evening, "+03:00")))
    assert.are.equal("2026-11-27T00:00:00+03:00", b24.time.format(date.new(2026, 11, 27):seconds("+03:00"), "+03:00"))
  end)
end)
