--- Calendar dates: reading, writing, counting, weeks, months, working days. A date is a value; nothing changes it.
---@ru Календарные даты: чтение, запись, счёт, недели, месяцы, рабочие дни. Дата — значение, её ничто не меняет.
---
---     local date = require "b24.date"
local argument = require "b24.argument"

local date = {}

local function check(name, ...) return argument.check("b24.date." .. name, ...) end

---@class b24.Date
---@field year integer
---@field month integer
---@field day integer
local Date = {}

-- Days since 1970-01-01 and back, of the Gregorian calendar (http://howardhinnant.github.io/date_algorithms.html).

local function days_of(year, month, day)
  if month <= 2 then year = year - 1 end
  local era = year // 400
  local of_era = year - era * 400
  local of_year = (153 * (month + (month > 2 and -3 or 9)) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
end

local function civil(days)
  days = days + 719468
  local era = days // 146097
  local of_era = days - era * 146097
  local year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
  local of_year = of_era - (365 * year + year // 4 - year // 100)
  local month = (5 * of_year + 2) // 153
  local day = of_year - (153 * month + 2) // 5 + 1
  month = month + (month < 10 and 3 or -9)
  return year + era * 400 + (month <= 2 and 1 or 0), month, day
end

local function is_leap(year) return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) end

local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function length(year, month) return month == 2 and is_leap(year) and 29 or lengths[month] end

local function make(year, month, day)
  return setmetatable({ year = year, month = month, day = day }, Date)
end

local function from_days(days) return make(civil(days)) end

local function is_date(value) return getmetatable(value) == Date end

local function fail(en, ru, level) error(argument.text(en, ru), (level or 2) + 1) end

local function valid(year, month, day)
  return month >= 1 and month <= 12 and day >= 1 and day <= length(year, month)
end

--- A date of its parts.
---@ru Дата из частей.
---@param year integer
---@param month integer
---@param day integer
---@return b24.Date
---@example
--- tostring(date.new(2026, 11, 27)) --> "2026-11-27"
--- date.new(2026, 2, 30) --> error: there is no such day: 2026-02-30
function date.new(year, month, day)
  check("new", 1, "year", year, "integer")
  check("new", 2, "month", month, "integer")
  check("new", 3, "day", day, "integer")
  if not valid(year, month, day) then
    local text = ("%04d-%02d-%02d"):format(year, month, day)
    fail("b24.date.new: there is no such day: " .. text, "b24.date.new: такого дня нет: " .. text)
  end
  return make(year, month, day)
end

local function shift_of(zone)
  if zone == nil or zone == "Z" or zone == "" then return 0 end
  local sign, hours, minutes = tostring(zone):match("^([+-])(%d%d):?(%d%d)$")
  if not sign then return nil end
  local seconds = tonumber(hours) * 3600 + tonumber(minutes) * 60
  return math.tointeger(sign == "-" and -seconds or seconds)
end

--- Reads a date as the portal and people write it: `2026-11-27`, `2026-11-27T09:00:00+03:00`, `27.11.2026`. Of a moment the
--- day is taken that it is in its own zone.
---@ru Читает дату в записи портала и людей: `2026-11-27`, `2026-11-27T09:00:00+03:00`, `27.11.2026`. У момента берётся день
---@ru в его собственном часовом поясе.
---@param text string
---@return b24.Date
---@example
--- tostring(date.parse("27.11.2026 10:30")) --> "2026-11-27"
--- tostring(date.parse("2026-11-27T23:30:00+03:00")) --> "2026-11-27"
--- date.parse("tomorrow") --> error: 'tomorrow' is no date
function date.parse(text)
  check("parse", 1, "text", text, "string")
  local year, month, day, rest = text:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)(.*)$")
  if not year then day, month, year, rest = text:match("^(%d%d?)%.(%d%d?)%.(%d%d%d%d)(.*)$") end
  if year and (rest == "" or rest:match("^[T ]%d%d:%d%d")) then
    year, month, day = math.tointeger(tonumber(year)), math.tointeger(tonumber(month)), math.tointeger(tonumber(day))
    if valid(year, month, day) then return make(year, month, day) end
  end
  fail(("b24.date.parse: '%s' is no date"):format(text), ("b24.date.parse: '%s' не дата"):format(text))
end

--- The day of a moment in a zone.
---@ru День, на который приходится момент в часовом поясе.
---@param seconds number since 1970, as `b24.time.now()` gives
---@param zone? string `"+03:00"`; UTC by default
---@return b24.Date
---@example
--- tostring(date.at(1795816800, "+03:00")) --> "2026-11-28"
--- tostring(date.at(0)) --> "1970-01-01"
function date.at(seconds, zone)
  check("at", 1, "seconds", seconds, "number")
  local shift = shift_of(zone)
  if not shift then
    fail(("b24.date.at: '%s' is no time zone such as +03:00"):format(zone),
      ("b24.date.at: '%s' не часовой пояс вида +03:00"):format(zone))
  end
  return from_days(math.floor(seconds + shift) // 86400)
end

--- The day it is now.
---@ru Сегодняшний день.
---@param zone? string `"+03:00"`; UTC by default
---@return b24.Date
---@example
--- date.today("+03:00") >= date.new(2026, 1, 1) --> true
function date.today(zone) return date.at(b24 and b24.time.now() or os.time(), zone) end

--- Days of a range, one at a time, both ends included.
---@ru Дни промежутка по одному, включая оба конца.
---@param first b24.Date
---@param last b24.Date
---@param step? integer days, 1 by default; below zero goes back
---@return fun(): b24.Date?
---@example
--- local days = {}
--- for day in date.range(date.new(2026, 2, 27), date.new(2026, 3, 1)) do days[#days + 1] = tostring(day) end
--- days --> { "2026-02-27", "2026-02-28", "2026-03-01" }
function date.range(first, last, step)
  step = step or 1
  local at, stop = first:days(), last:days()
  return function()
    if step > 0 and at > stop or step < 0 and at < stop or step == 0 then return nil end
    local day = from_days(at)
    at = at + step
    return day
  end
end

--- The Monday of an ISO week; week 1 is the one with the year's first Thursday.
---@ru Понедельник недели ISO; первая неделя та, в которой первый четверг года.
---@param year integer
---@param week integer
---@return b24.Date
---@example
--- tostring(date.of_week(2026, 1)) --> "2025-12-29"
function date.of_week(year, week)
  check("of_week", 1, "year", year, "integer")
  check("of_week", 2, "week", week, "integer")
  return make(year, 1, 4):start_of("week"):add { days = 7 * (week - 1) }
end

--- Whether something is a date of this module.
---@ru Является ли значение датой этого модуля.
---@param value any
---@return boolean
---@example
--- date.is_date(date.new(2026, 1, 1)) --> true
--- date.is_date("2026-01-01") --> false
function date.is_date(value) return is_date(value) end

--- Days since 1970-01-01.
---@ru Число дней с 1970-01-01.
---@return integer
---@example
--- date.new(1970, 1, 31):days() --> 30
function Date:days() return days_of(self.year, self.month, self.day) end

--- The moment at which the day begins in a zone, for `b24.time.format`.
---@ru Момент начала дня в часовом поясе, для `b24.time.format`.
---@param zone? string `"+03:00"`; UTC by default
---@return integer seconds since 1970
---@example
--- date.new(1970, 1, 2):seconds("+03:00") --> 75600
function Date:seconds(zone)
  local shift = shift_of(zone)
  if not shift then fail(("'%s' is no time zone"):format(zone), ("'%s' не часовой пояс"):format(zone)) end
  return self:days() * 86400 - shift
end

--- The day of the week: 1 is Monday, 7 is Sunday.
---@ru День недели: 1 — понедельник, 7 — воскресенье.
---@return integer
---@example
--- date.new(2026, 11, 27):weekday() --> 5
function Date:weekday() return (self:days() + 3) % 7 + 1 end

--- The ISO week, and the year that it belongs to.
---@ru Неделя ISO и год, к которому она относится.
---@return integer week
---@return integer year
---@example
--- select(2, date.new(2027, 1, 1):week()) --> 2026
--- (date.new(2027, 1, 1):week()) --> 53
function Date:week()
  local thursday = from_days(self:days() - self:weekday() + 4)
  return (thursday:days() - days_of(thursday.year, 1, 1)) // 7 + 1, thursday.year
end

--- The quarter, 1 to 4.
---@ru Квартал, от 1 до 4.
---@return integer
---@example
--- date.new(2026, 11, 27):quarter() --> 4
function Date:quarter() return (self.month + 2) // 3 end

--- Another date so much later (or earlier); the 31st becomes the last day of a shorter month.
---@ru Дата на столько позже (или раньше); 31-е число становится последним днём более короткого месяца.
---@param by { days?: integer, weeks?: integer, months?: integer, years?: integer }
---@return b24.Date
---@example
--- tostring(date.new(2026, 1, 31):add { months = 1 }) --> "2026-02-28"
--- tostring(date.new(2026, 1, 1):add { days = -1 }) --> "2025-12-31"
function Date:add(by)
  argument.check("b24.Date:add", 1, "by", by, "table")
  local months = self.year * 12 + self.month - 1 + (by.years or 0) * 12 + (by.months or 0)
  local year, month = months // 12, months % 12 + 1
  local days = days_of(year, month, math.min(self.day, length(year, month)))
  return from_days(days + (by.days or 0) + (by.weeks or 0) * 7)
end

--- The first day of the week, month, quarter or year.
---@ru Первый день недели, месяца, квартала или года.
---@param unit "week"|"month"|"quarter"|"year"
---@return b24.Date
---@example
--- tostring(date.new(2026, 11, 27):start_of("quarter")) --> "2026-10-01"
--- tostring(date.new(2026, 11, 27):start_of("week")) --> "2026-11-23"
function Date:start_of(unit)
  if unit == "week" then return from_days(self:days() - self:weekday() + 1) end
  if unit == "month" then return make(self.year, self.month, 1) end
  if unit == "quarter" then return make(self.year, self:quarter() * 3 - 2, 1) end
  if unit == "year" then return make(self.year, 1, 1) end
  fail(("there is no unit '%s': week, month, quarter, year"):format(tostring(unit)),
    ("нет единицы '%s': week, month, quarter, year"):format(tostring(unit)))
end

--- The last day of the week, month, quarter or year.
---@ru Последний день недели, месяца, квартала или года.
---@param unit "week"|"month"|"quarter"|"year"
---@return b24.Date
---@example
--- tostring(date.new(2028, 2, 10):end_of("month")) --> "2028-02-29"
function Date:end_of(unit)
  local start = self:start_of(unit)
  if unit == "week" then return start:add { days = 6 } end
  return start:add { months = unit == "month" and 1 or unit == "quarter" and 3 or 12 }:add { days = -1 }
end

--- A date in words of your own: `YYYY`, `YY`, `MM`, `M`, `DD`, `D`.
---@ru Дата в нужной записи: `YYYY`, `YY`, `MM`, `M`, `DD`, `D`.
---@param form? string `YYYY-MM-DD` by default
---@return string
---@example
--- date.new(2026, 3, 8):format("DD.MM.YYYY") --> "08.03.2026"
--- date.new(2026, 3, 8):format("D.M.YY") --> "8.3.26"
function Date:format(form)
  local parts = {
    YYYY = ("%04d"):format(self.year), YY = ("%02d"):format(self.year % 100), MM = ("%02d"):format(self.month),
    M = tostring(self.month), DD = ("%02d"):format(self.day), D = tostring(self.day),
  }
  return ((form or "YYYY-MM-DD"):gsub("[YMD]+", parts))
end

Date.__index = Date
Date.__name = "b24.Date"
Date.__tostring = function(self) return self:format() end
Date.__eq = function(a, b) return a:days() == b:days() end
Date.__lt = function(a, b) return a:days() < b:days() end
Date.__le = function(a, b) return a:days() <= b:days() end
Date.__sub = function(a, b)
  if is_date(b) then return a:days() - b:days() end
  return a:add { days = -b }
end
Date.__add = function(a, b)
  if is_date(a) then return a:add { days = b } end
  return b:add { days = a }
end

---@class b24.Calendar
local Calendar = {}
Calendar.__index = Calendar
Calendar.__name = "b24.Calendar"

local function day_set(list)
  local set = {}
  for _, day in ipairs(list or {}) do set[(is_date(day) and day or date.parse(day)):days()] = true end
  return set
end

--- A calendar of working days. `holidays` are days off, `workdays` are days that are worked on though they would be off.
---@ru Календарь рабочих дней. `holidays` — нерабочие дни, `workdays` — рабочие дни, выпавшие на выходные (переносы).
---@param options? { holidays?: (b24.Date|string)[], workdays?: (b24.Date|string)[], weekend?: integer[] }
---@return b24.Calendar
---@example
--- local calendar = date.calendar { holidays = { "2026-11-04" }, workdays = { "2026-11-01" } }
--- calendar:is_working(date.new(2026, 11, 4)) --> false
--- calendar:is_working(date.new(2026, 11, 1)) --> true
function date.calendar(options)
  options = options or {}
  check("calendar", 1, "options", options, "table")
  local weekend = {}
  for _, day in ipairs(options.weekend or { 6, 7 }) do weekend[day] = true end
  local off = 0
  for _ in pairs(weekend) do off = off + 1 end
  if off > 6 then
    fail("b24.date.calendar: a week needs a working day", "b24.date.calendar: в неделе нужен рабочий день")
  end
  local calendar = { off = day_set(options.holidays), on = day_set(options.workdays), weekend = weekend }
  return setmetatable(calendar, Calendar)
end

--- The days off of article 112 of the Labour Code of Russia: 1 to 8 January, 23 February, 8 March, 1 and 9 May, 12 June,
--- 4 November; one that meets a weekend is made up for on the next working day, but those of January. What the
--- government moves each year is yours to add.
---@ru Нерабочие праздничные дни по статье 112 Трудового кодекса РФ: 1–8 января, 23 февраля, 8 марта, 1 и 9 мая, 12 июня,
---@ru 4 ноября; совпавший с выходным переносится на следующий рабочий день, кроме январских. Ежегодные переносы
---@ru правительства добавьте сами.
---@param year integer
---@return b24.Date[]
---@example
--- local days = date.russian_holidays(2026)
--- tostring(days[1]) --> "2026-01-01"
--- #days --> 16
--- tostring(days[11]) --> "2026-03-09"
function date.russian_holidays(year)
  check("russian_holidays", 1, "year", year, "integer")
  local days, taken = {}, {}
  local function add(day)
    days[#days + 1] = day
    taken[day:days()] = true
  end
  for day = 1, 8 do add(make(year, 1, day)) end
  local others = { { 2, 23 }, { 3, 8 }, { 5, 1 }, { 5, 9 }, { 6, 12 }, { 11, 4 } }
  for _, other in ipairs(others) do add(make(year, other[1], other[2])) end
  for _, other in ipairs(others) do
    local day = make(year, other[1], other[2])
    if day:weekday() > 5 then
      repeat day = day + 1 until day:weekday() <= 5 and not taken[day:days()]
      add(day)
    end
  end
  table.sort(days)
  return days
end

--- Whether a day is worked on.
---@ru Рабочий ли день.
---@param day b24.Date
---@return boolean
---@example
--- date.calendar():is_working(date.new(2026, 11, 28)) --> false
function Calendar:is_working(day)
  local at = day:days()
  if self.on[at] then return true end
  return not self.off[at] and not self.weekend[day:weekday()]
end

--- The day itself when it is worked on, else the next that is.
---@ru Сам день, если он рабочий, иначе ближайший следующий рабочий.
---@param day b24.Date
---@return b24.Date
---@example
--- tostring(date.calendar():next(date.new(2026, 11, 28))) --> "2026-11-30"
function Calendar:next(day)
  while not self:is_working(day) do day = day + 1 end
  return day
end

--- The day so many working days later (or earlier): for deadlines.
---@ru День через столько рабочих дней (или раньше): для сроков.
---@param day b24.Date
---@param count integer
---@return b24.Date
---@example
--- tostring(date.calendar():add(date.new(2026, 11, 27), 2)) --> "2026-12-01"
function Calendar:add(day, count)
  argument.check("b24.Calendar:add", 2, "count", count, "integer")
  local step = count < 0 and -1 or 1
  for _ = 1, math.abs(count) do
    repeat day = day + step until self:is_working(day)
  end
  return day
end

--- How many working days there are in a range, both ends included.
---@ru Сколько рабочих дней в промежутке, включая оба конца.
---@param first b24.Date
---@param last b24.Date
---@return integer
---@example
--- local calendar = date.calendar { holidays = date.russian_holidays(2026) }
--- calendar:count(date.new(2026, 11, 1), date.new(2026, 11, 30)) --> 20
function Calendar:count(first, last)
  local count = 0
  for day in date.range(first, last) do
    if self:is_working(day) then count = count + 1 end
  end
  return count
end

return date
