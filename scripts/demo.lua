--- A digital workplace in one minute: smart processes, where they live, and who may see what.
--- Цифровое рабочее место за минуту: смарт-процессы, где они живут и кому что видно.
---
--- Creates the workplace "People" with two smart processes, sets every permission lever that REST offers, and prints
--- what is left for a person to do. Run it as often as you like: what is in place already stays as it is.
--- Создаёт рабочее место «Персонал» с двумя смарт-процессами, задаёт все доступные через REST права и выводит то,
--- что остаётся сделать человеку. Запускайте сколько угодно раз: сделанное не меняется.
---
--- Example: b24 run scripts/demo.lua
---          b24 --dry-run run scripts/demo.lua      what it would do, without doing it

-- The demo speaks the language of b24 (--lang): `L` picks a text, `said` prints + for what is new, = for what was there.
-- Демо говорит на языке b24 (--lang): `L` выбирает текст, `said` выводит + для нового и = для того, что уже было.
local function L(en, ru) return b24.language == "ru" and ru or en end
local function said(isNew, text, ...) print((isNew and "  + " or "  = ") .. text:format(...)) end
local function heading(text) print("\n" .. text) end

-- Where we are. The portal is only contacted here, at the first question.
-- Где мы. К порталу обращаемся только здесь, при первом вопросе.
local me = b24.call("user.current")
print(L("Portal %s, as %s %s", "Портал %s, пользователь %s %s"):format(b24.portal.domain, me.NAME, me.LAST_NAME))

-- 1. Two smart processes. `ensure` looks first and writes only what differs.
-- 1. Два смарт-процесса. `ensure` сначала смотрит и записывает только отличия.
heading(L("1. Smart processes", "1. Смарт-процессы"))
local leave, changes = b24.spa.ensure {
  title = L("Leave", "Отпуска"), isStagesEnabled = true, isCategoriesEnabled = true, isBeginCloseDatesEnabled = true,
}
said(#changes > 0, "%s (id %d, entityTypeId %d)", leave.title, leave.id, leave.entityTypeId)

local trips
trips, changes = b24.spa.ensure { title = L("Business trips", "Командировки"), isStagesEnabled = true }
said(#changes > 0, "%s (id %d, entityTypeId %d)", trips.title, trips.id, trips.entityTypeId)

-- 2. The workplace. The list of its smart processes is always written whole, so that nothing gets lost.
-- 2. Рабочее место. Список смарт-процессов всегда записывается целиком, чтобы ничего не потерялось.
heading(L("2. Digital workplace", "2. Цифровое рабочее место"))
local people
people, changes = b24.workplace.ensure { title = L("People", "Персонал"), typeIds = { leave, trips } }
said(#changes > 0, L("%s (id %d) holds %s and %s", "%s (id %d): внутри %s и %s"),
  people.title, people.id, leave.title, trips.title)

-- 3. Permission levers: what REST can set. New funnels of Leave start closed; observers may be named on its items.
-- 3. Права, доступные через REST. Новые воронки отпусков закрыты для всех; в карточках можно назначать наблюдателей.
heading(L("3. Permissions that REST can set", "3. Права, которые задаются через REST"))
local before = leave.permissions:get()
leave.permissions:set { open_new_funnels = false, observers_enabled = true }
said(before.open_new_funnels, L("new funnels of %s are closed until somebody opens them",
  "%s: новые воронки закрыты, пока их кто-нибудь не откроет"), leave.title)

-- Two requests, so that there is something to protect.
-- Две заявки, чтобы было что защищать.
local there = {}
for item in leave.items:each {} do there[item.title] = true end
for _, title in ipairs {
  L("Anna, 1 to 14 July", "Анна, с 1 по 14 июля"), L("Peter, 5 to 9 August", "Пётр, с 5 по 9 августа"),
} do
  if not there[title] then leave.items:add { title = title } end
end

-- Record by record: not "available to everyone", and the HR department (D3) watches. The code is expanded to people.
-- Запись за записью: недоступны всем, а отдел кадров (D3) наблюдает. Код раскрывается в список сотрудников.
local closed = leave.items:close {}
said(closed.changed > 0, L("items of %s are not open to everyone (%d changed)",
  "%s: элементы не доступны всем подряд (изменено: %d)"), leave.title, closed.changed)
local watched = leave.items:observe({}, { add = { "D3" } })
said(watched.changed > 0, L("%s watch them (%d changed)", "%s: наблюдатели элементов (изменено: %d)"),
  b24.access.name { "D3" }.D3.name, watched.changed)

-- 4. Roles of CRM are beyond REST: b24 says so instead of pretending, and writes the steps for a person.
-- 4. Роли CRM через REST недоступны: b24 не делает вид, а пишет шаги для человека.
heading(L("4. Permissions that only a person can set", "4. Права, которые может задать только человек"))
local steps = leave.permissions:checklist { grants = { { code = "D3", action = "read", level = "all" } } }
for step in steps:gmatch "%f[%d]%d+%. [^\n]+" do print("  " .. step) end

-- The result, read back from the portal.
-- Результат, прочитанный с портала.
heading(L("Result", "Итог"))
local columns = {
  L("process", "смарт-процесс"), L("workplace", "рабочее место"), L("items", "элементов"),
  L("new funnels", "новые воронки"),
}
local rows = {}
for i, spa in ipairs { leave, trips } do
  local seen = spa.permissions:get()
  rows[i] = {
    [columns[1]] = spa.title,
    [columns[2]] = seen.workplace and seen.workplace.title or "CRM",
    [columns[3]] = spa.items:count(),
    [columns[4]] = seen.open_new_funnels and L("open", "открыты") or L("closed", "закрыты"),
  }
end
b24.print(rows, { columns = columns })

heading(L("Next: run it again (nothing changes), look around with: b24 run scripts/inventory.lua, or talk to it: b24",
  "Дальше: запустите ещё раз (ничего не изменится), осмотритесь: b24 run scripts/inventory.lua, или откройте приглашение: b24"))
