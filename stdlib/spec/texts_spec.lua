--- Texts, reports, templates, differences: what the examples leave out.

local diff = require "b24.diff"
local i18n = require "b24.i18n"
local report = require "b24.report"
local strings = require "b24.string"
local tables = require "b24.table"
local template = require "b24.template"

describe("b24.string", function()
  it("turns every Russian letter over and back", function()
    local small, large = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎ"
    assert.are.equal(large, strings.upper(small))
    assert.are.equal(small, strings.lower(large))
    assert.are.equal("ÄÖÜŽ", strings.upper("äöüž"))
  end)

  it("takes long texts", function()
    local long = ("Ёж"):rep(100000)
    assert.are.equal(200000, strings.len(strings.lower(long)))
  end)

  it("says which byte is no UTF-8", function()
    assert.error_matches(function() strings.lower("a\xFF") end, "byte 2 .* not UTF%-8")
  end)
end)

describe("b24.table", function()
  it("copies cycles", function()
    local loop = { name = "x" }
    loop.self = loop
    local copy = tables.copy(loop)
    assert.is_true(rawequal(copy.self, copy))
    assert.is_true(tables.equal(loop, copy))
  end)

  it("keeps what JSON arrays and objects are", function()
    assert.are.equal("[]", b24.json.encode(tables.copy(b24.array {})))
    assert.are.equal("{}", b24.json.encode(tables.copy(b24.object {})))
  end)

  it("sorts by several fields, each its own way", function()
    local rows = { { a = 1, b = "x" }, { a = 2, b = "x" }, { a = 1, b = "y" } }
    assert.are.same({ { a = 1, b = "y" }, { a = 2, b = "x" }, { a = 1, b = "x" } }, tables.sort(rows, "-b", "-a"))
  end)
end)

describe("b24.report", function()
  local rows = {
    { who = "Анна", sum = 10.5, stage = "Новая" }, { who = "Борис", sum = 2, stage = "Успех" },
    { who = "Яна", stage = "Новая" },
  }

  it("groups, with totals of groups and of everything", function()
    local page = report.new(rows, {
      title = "Сделки", group_by = "stage",
      columns = { { key = "who", title = "Кто", total = "count" }, { key = "sum", title = "Сумма", total = "sum" } },
    })
    assert.are.equal([[
Сделки

Новая
Кто    Сумма
-----  -----
Анна    10.5
Яна
-----  -----
2       10.5

Успех
Кто    Сумма
-----  -----
Борис      2
-----  -----
1          2

-----  -----
3       12.5]], page:text())
  end)

  it("escapes what would be a mark", function()
    local page = report.new({ { ["<t>"] = "a|b\n<script>" } })
    assert.contains("&lt;script&gt;", page:html())
    assert.contains("a|b<br>", page:html())
    assert.does_not.match("<script>", page:html())
    assert.contains("a\\|b \\<script\\>", page:markdown())
  end)
end)

describe("b24.template", function()
  it("leaves no empty lines for sections on lines of their own", function()
    local text = template.text("Deals:\n{{#rows}}\n- {{title}} ({{sum | money}})\n{{/rows}}\nEnd", {
      rows = { { title = "A", sum = 1000 }, { title = "B", sum = 2 } },
    })
    assert.are.equal("Deals:\n- A (1\u{A0}000,00)\n- B (2,00)\nEnd", text)
  end)

  it("looks outwards for names", function()
    assert.are.equal("x1x2", template.text("{{#list}}{{name}}{{.}}{{/list}}", { name = "x", list = { 1, 2 } }))
  end)

  it("runs nothing of what it is given", function()
    assert.are.equal("{{b}} os.exit()", template.text("{{a}} {{c}}", { a = "{{b}}", c = "os.exit()", b = "no" }))
  end)

  it("names the line of a mistake", function()
    assert.error_matches(function() template.text("a\nb {{/x}}", {}) end, "line 2: '{{/x}}' ends nothing")
    assert.error_matches(function() template.text("{{a | upcase}}", {}) end, "no filter 'upcase'")
  end)
end)

describe("b24.diff", function()
  it("carries out and takes back any change", function()
    local old = { id = 1, f = { list = { 1, 2, 3 }, x = "a" } }
    local new = { f = { list = { 1, 5 }, x = { y = true } }, n = false }
    local changes = diff.changes(old, new)
    assert.are.same(new, diff.apply(old, changes))
    assert.are.same(old, diff.apply(new, diff.inverse(changes)))
  end)
end)

describe("b24.i18n", function()
  it("counts in Russian", function()
    local texts = i18n.new({ ru = { d = { one = "{n} день", few = "{n} дня", many = "{n} дней" } } }, "ru")
    local shown = tables.map({ 0, 1, 2, 5, 11, 14, 21, 104, 111 }, function(n) return texts:get("d", { n = n }) end)
    assert.are.same({
      "0 дней", "1 день", "2 дня", "5 дней", "11 дней", "14 дней", "21 день", "104 дня", "111 дней",
    }, shown)
  end)
end)
