--- A digital workplace in one minute: smart processes, where they live, and who may see what.
--- Цифровое рабочее место за минуту: смарт-процессы, где они живут и кому что видно.
---
--- Creates the workplace "People" with two smart processes, sets every permission lever that REST offers, and prints
--- what is left for a person to do. Run it as often as you like: what is in place already stays as it is.
--- Создаёт рабочее место «People» с двумя смарт-процессами, задаёт все доступные через REST права и выводит то,
--- что остаётся сделать человеку. Запускайте сколько угодно раз: сделанное не меняется.
---
--- Example: b24 run scripts/demo.lua
---          b24 --dry-run run scripts/demo.lua      what it would do, without doing it

--- A line of the report: + for what is new, = for what was there.
local function said(isNew, text, ...) print((isNew and "  + " or "  = ") .. text:format(...)) end

local function heading(text) print("\n" .. text) end

-- Where we are. The portal is only contacted here, at the first question.
-- Где мы. К порталу обращаемся только здесь, при первом вопросе.
local me = b24.call("user.current")
print(("Portal %s, as %s %s"):format(b24.portal.domain, me.NAME, me.LAST_NAME))

-- 1. Two smart processes. `ensure` looks first and writes only what differs.
-- 1. Два смарт-процесса. `ensure` сначала смотрит и записывает только отличия.
heading("1. Smart processes")
local leave, changes = b24.spa.ensure {
  title = "Leave", isStagesEnabled = true, isCategoriesEnabled = true, isBeginCloseDatesEnabled = true,
}
said(#changes > 0, "Leave (type %d, entityTypeId %d)", leave.id, leave.entityTypeId)

local trips
trips, changes = b24.spa.ensure { title = "Business trips", isStagesEnabled = true }
said(#changes > 0, "Business trips (type %d, entityTypeId %d)", trips.id, trips.entityTypeId)

-- 2. The workplace. The list of its smart processes is always written whole, so that nothing gets lost.
-- 2. Рабочее место. Список смарт-процессов всегда записывается целиком, чтобы ничего не потерялось.
heading("2. Digital workplace")
local people
people, changes = b24.workplace.ensure { title = "People", typeIds = { leave, trips } }
said(#changes > 0, "People (workplace %d) holds Leave and Business trips", people.id)

-- 3. Permission levers: what REST can set. New funnels of Leave start closed; observers may be named on its items.
-- 3. Права, доступные через REST. Новые воронки Leave закрыты для всех; в карточках можно назначать наблюдателей.
heading("3. Permissions that REST can set")
local before = leave.permissions:get()
leave.permissions:set { open_new_funnels = false, observers_enabled = true }
said(before.open_new_funnels, "new funnels of Leave are closed until somebody opens them")

-- Two requests, so that there is something to protect.
-- Две заявки, чтобы было что защищать.
local there = {}
for item in leave.items:each {} do there[item.title] = true end
for _, title in ipairs { "Anna, 1 to 14 July", "Peter, 5 to 9 August" } do
  if not there[title] then leave.items:add { title = title } end
end

-- Record by record: not "available to everyone", and the HR department (D3) watches. The code is expanded to people.
-- Запись за записью: недоступны всем, а отдел кадров (D3) наблюдает. Код раскрывается в список сотрудников.
local closed = leave.items:close {}
said(closed.changed > 0, "items of Leave are not open to everyone (%d changed)", closed.changed)
local watched = leave.items:observe({}, { add = { "D3" } })
said(watched.changed > 0, "Human Resources watch them (%d changed)", watched.changed)

-- 4. Roles of CRM are beyond REST: b24 says so instead of pretending, and writes the steps for a person.
-- 4. Роли CRM через REST недоступны: b24 не делает вид, а пишет шаги для человека.
heading("4. Permissions that only a person can set")
local steps = leave.permissions:checklist { grants = { { code = "D3", action = "read", level = "all" } } }
for step in steps:gmatch "%f[%d]%d+%. [^\n]+" do print("  " .. step) end

-- The result, read back from the portal.
-- Результат, прочитанный с портала.
heading("Result")
local rows = {}
for i, spa in ipairs { leave, trips } do
  local seen = spa.permissions:get()
  rows[i] = {
    process = spa.title,
    workplace = seen.workplace and seen.workplace.title or "CRM",
    items = spa.items:count(),
    ["new funnels"] = seen.open_new_funnels and "open" or "closed",
  }
end
b24.print(rows, { columns = { "process", "workplace", "items", "new funnels" } })

heading "Next: run it again (nothing changes), look around with  b24 run scripts/inventory.lua  or talk to it with  b24"
