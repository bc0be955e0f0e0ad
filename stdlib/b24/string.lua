--- Texts by their characters (UTF-8), Cyrillic and Latin letters with their case; Lua's `string` counts bytes.
---@ru Тексты по символам (UTF-8), кириллица и латиница с учётом регистра; `string` самого Lua считает байты.
---
---     local strings = require "b24.string"
local argument = require "b24.argument"

local strings = {}

local function check(name, ...) return argument.check("b24.string." .. name, ...) end

--- The code points of a text; bytes that are not UTF-8 raise an error.
local function codes(name, text)
  check(name, 1, "text", text, "string")
  local length, wrong = utf8.len(text)
  if length then
    local points = {}
    for _, code in utf8.codes(text) do points[#points + 1] = code end
    return points
  end
  error(argument.text(
    ("b24.string.%s: byte %d of the text is not UTF-8"):format(name, wrong),
    ("b24.string.%s: байт %d текста не UTF-8"):format(name, wrong)), 3)
end

--- Long texts are put together in pieces: a function takes no more than so many arguments.
local function text_of(points, first, last)
  local parts = {}
  for i = first, last, 200 do
    parts[#parts + 1] = utf8.char(table.unpack(points, i, math.min(i + 199, last)))
  end
  return table.concat(parts)
end

local function lower_code(c)
  if c < 0x80 then return c >= 0x41 and c <= 0x5A and c + 32 or c end
  if c >= 0xC0 and c <= 0xDE and c ~= 0xD7 then return c + 32 end
  if c >= 0x100 and c <= 0x17F then
    if c == 0x130 or c == 0x131 or c == 0x138 or c == 0x149 or c == 0x17F then return c end
    if c == 0x178 then return 0xFF end
    local odd = c >= 0x139 and c <= 0x148 or c >= 0x179 and c <= 0x17E
    return c % 2 == (odd and 1 or 0) and c + 1 or c
  end
  if c >= 0x391 and c <= 0x3A9 and c ~= 0x3A2 then return c + 32 end
  if c >= 0x410 and c <= 0x42F then return c + 32 end
  if c >= 0x400 and c <= 0x40F then return c + 80 end
  if c == 0x4C0 then return 0x4CF end
  if c >= 0x460 and c <= 0x481 or c >= 0x48A and c <= 0x4BF or c >= 0x4D0 and c <= 0x52F then
    return c % 2 == 0 and c + 1 or c
  end
  if c >= 0x4C1 and c <= 0x4CE then return c % 2 == 1 and c + 1 or c end
  return c
end

local capitals = {}
for c = 0x41, 0x52F do
  local small = lower_code(c)
  if small ~= c then capitals[small] = c end
end

local function mapped(name, text, change)
  local points = codes(name, text)
  for i, c in ipairs(points) do points[i] = change(c) end
  return text_of(points, 1, #points)
end

--- In small letters.
---@ru Строчными буквами.
---@param text string
---@return string
---@example
--- strings.lower("Ёлка ABC") --> "ёлка abc"
function strings.lower(text) return mapped("lower", text, lower_code) end

--- In capitals.
---@ru Прописными буквами.
---@param text string
---@return string
---@example
--- strings.upper("ёлка abc") --> "ЁЛКА ABC"
function strings.upper(text)
  return mapped("upper", text, function(c) return capitals[c] or c end)
end

--- The first letter as a capital, the others as they are.
---@ru Первая буква прописная, остальные как есть.
---@param text string
---@return string
---@example
--- strings.capitalize("отпуск Анны") --> "Отпуск Анны"
function strings.capitalize(text)
  local points = codes("capitalize", text)
  if points[1] then points[1] = capitals[points[1]] or points[1] end
  return text_of(points, 1, #points)
end

--- How many characters.
---@ru Число символов.
---@param text string
---@return integer
---@example
--- strings.len("Ёлка") --> 4
function strings.len(text) return #codes("len", text) end

--- A part by characters; numbers below zero count from the end.
---@ru Часть по символам; отрицательные номера считаются с конца.
---@param text string
---@param first integer
---@param last? integer
---@return string
---@example
--- strings.sub("Привет", 1, 3) --> "При"
--- strings.sub("Привет", -2) --> "ет"
function strings.sub(text, first, last)
  local points = codes("sub", text)
  check("sub", 2, "first", first, "integer")
  check("sub", 3, "last", last, "integer", true)
  local count = #points
  last = last or count
  if first < 0 then first = count + first + 1 end
  if last < 0 then last = count + last + 1 end
  return text_of(points, math.max(first, 1), math.min(last, count))
end

--- The characters as a list.
---@ru Символы списком.
---@param text string
---@return string[]
---@example
--- strings.chars("Да!") --> { "Д", "а", "!" }
function strings.chars(text)
  local points = codes("chars", text)
  for i, c in ipairs(points) do points[i] = utf8.char(c) end
  return points
end

local function is_blank(c) return c == 32 or c >= 9 and c <= 13 or c == 0xA0 or c == 0x202F or c == 0xFEFF end

--- Without white space at both ends, the non-breaking spaces of spreadsheets included.
---@ru Без пробелов по краям, включая неразрывные пробелы из электронных таблиц.
---@param text string
---@return string
---@example
--- strings.trim("  Анна\u{A0}\n") --> "Анна"
function strings.trim(text)
  local points = codes("trim", text)
  local first, last = 1, #points
  while first <= last and is_blank(points[first]) do first = first + 1 end
  while last >= first and is_blank(points[last]) do last = last - 1 end
  return text_of(points, first, last)
end

--- Trimmed, with one space wherever there was white space inside.
---@ru Без пробелов по краям и с одним пробелом там, где внутри их было несколько.
---@param text string
---@return string
---@example
--- strings.squeeze("  Анна \n  Петрова ") --> "Анна Петрова"
function strings.squeeze(text)
  local points, result = codes("squeeze", strings.trim(text)), {}
  for _, c in ipairs(points) do
    if not is_blank(c) then result[#result + 1] = c elseif result[#result] ~= 32 then result[#result + 1] = 32 end
  end
  return text_of(result, 1, #result)
end

--- Whether there is nothing but white space; nil counts.
---@ru Нет ничего, кроме пробелов; nil тоже считается пустым.
---@param text? string
---@return boolean
---@example
--- strings.is_blank(" \t") --> true
--- strings.is_blank(nil) --> true
function strings.is_blank(text)
  return text == nil or strings.trim(text) == ""
end

--- Whether a text begins so.
---@ru Начинается ли текст так.
---@param text string
---@param start string
---@return boolean
---@example
--- strings.starts_with("UF_CRM_1", "UF_") --> true
function strings.starts_with(text, start)
  check("starts_with", 1, "text", text, "string")
  check("starts_with", 2, "start", start, "string")
  return text:sub(1, #start) == start
end

--- Whether a text ends so.
---@ru Заканчивается ли текст так.
---@param text string
---@param ending string
---@return boolean
---@example
--- strings.ends_with("report.csv", ".csv") --> true
function strings.ends_with(text, ending)
  check("ends_with", 1, "text", text, "string")
  check("ends_with", 2, "ending", ending, "string")
  return ending == "" or text:sub(-#ending) == ending
end

--- Whether a text holds another, no pattern.
---@ru Содержит ли текст другой текст (не шаблон).
---@param text string
---@param part string
---@return boolean
---@example
--- strings.contains("a.b", ".") --> true
function strings.contains(text, part)
  check("contains", 1, "text", text, "string")
  check("contains", 2, "part", part, "string")
  return text:find(part, 1, true) ~= nil
end

--- One text in place of another, everywhere; neither is a pattern.
---@ru Один текст вместо другого, везде; это не шаблоны.
---@param text string
---@param part string
---@param with string
---@return string
---@example
--- strings.replace("1.2.3", ".", "-") --> "1-2-3"
function strings.replace(text, part, with)
  check("replace", 3, "with", with, "string")
  return table.concat(strings.split(text, part), with)
end

--- The parts between separators; empty ones stay.
---@ru Части между разделителями; пустые сохраняются.
---@param text string
---@param separator string no pattern
---@return string[]
---@example
--- strings.split("a,b,,c", ",") --> { "a", "b", "", "c" }
function strings.split(text, separator)
  check("split", 1, "text", text, "string")
  check("split", 2, "separator", separator, "string")
  if separator == "" then return strings.chars(text) end
  local parts, from = {}, 1
  while true do
    local first, last = text:find(separator, from, true)
    parts[#parts + 1] = text:sub(from, (first or 0) - 1)
    if not first then return parts end
    from = last + 1
  end
end

--- The lines, whatever ends them; no empty one after the last line end.
---@ru Строки текста при любых концах строк; без пустой после последнего конца строки.
---@param text string
---@return string[]
---@example
--- strings.lines("a\r\nb\n") --> { "a", "b" }
function strings.lines(text)
  check("lines", 1, "text", text, "string")
  local lines = strings.split((text:gsub("\r\n?", "\n")), "\n")
  if lines[#lines] == "" then lines[#lines] = nil end
  return lines
end

--- Columns that a character takes in a terminal.
local function columns(c)
  if c < 0x300 then return c >= 0x20 and (c < 0x7F or c >= 0xA0) and 1 or 0 end
  if c <= 0x36F or c >= 0x483 and c <= 0x489 or c >= 0x200B and c <= 0x200F or c >= 0x20D0 and c <= 0x20FF
    or c >= 0xFE00 and c <= 0xFE0F or c == 0xFEFF then
    return 0
  end
  if c >= 0x1100 and c <= 0x115F or c >= 0x2E80 and c <= 0xA4CF and c ~= 0x303F or c >= 0xAC00 and c <= 0xD7A3
    or c >= 0xF900 and c <= 0xFAFF or c >= 0xFE30 and c <= 0xFE6F or c >= 0xFF00 and c <= 0xFF60
    or c >= 0xFFE0 and c <= 0xFFE6 or c >= 0x1F300 and c <= 0x1F64F or c >= 0x1F900 and c <= 0x1F9FF
    or c >= 0x20000 and c <= 0x3FFFD then
    return 2
  end
  return 1
end

--- Columns that a text takes in a terminal.
---@ru Ширина текста в терминале.
---@param text string
---@return integer
---@example
--- strings.width("Ёлка") --> 4
--- strings.width("日本") --> 4
function strings.width(text)
  local width = 0
  for _, c in ipairs(codes("width", text)) do width = width + columns(c) end
  return width
end

--- A text filled up with spaces.
---@ru Текст, дополненный пробелами до ширины.
---@param text string
---@param width integer
---@param align? "left"|"right"|"center"
---@return string
---@example
--- strings.pad("Да", 4) .. "|" --> "Да  |"
--- strings.pad("7", 3, "right") --> "  7"
--- strings.pad("x", 4, "center") .. "|" --> " x  |"
function strings.pad(text, width, align)
  check("pad", 1, "text", text, "string")
  check("pad", 2, "width", width, "integer")
  local missing = width - strings.width(text)
  if missing <= 0 then return text end
  local before = align == "right" and missing or align == "center" and missing // 2 or 0
  return (" "):rep(before) .. text .. (" "):rep(missing - before)
end

--- A text cut to a width, with an ellipsis where something is missing.
---@ru Текст, обрезанный до ширины, с многоточием вместо недостающего.
---@param text string
---@param width integer
---@param ellipsis? string `…`
---@return string
---@example
--- strings.truncate("Согласование договора", 12) --> "Согласовани…"
--- strings.truncate("Да", 12) --> "Да"
function strings.truncate(text, width, ellipsis)
  local points = codes("truncate", text)
  check("truncate", 2, "width", width, "integer")
  if strings.width(text) <= width then return text end
  ellipsis = ellipsis or "…"
  local left, last = width - strings.width(ellipsis), 0
  for i, c in ipairs(points) do
    left = left - columns(c)
    if left < 0 then break end
    last = i
  end
  return text_of(points, 1, last) .. ellipsis
end

--- Lines of a text that are no wider than a width; a longer word has a line of its own.
---@ru Строки текста не шире заданной ширины; слово длиннее неё занимает отдельную строку.
---@param text string
---@param width integer
---@return string[]
---@example
--- strings.wrap("раз два три", 7) --> { "раз два", "три" }
function strings.wrap(text, width)
  check("wrap", 1, "text", text, "string")
  check("wrap", 2, "width", width, "integer")
  local result = {}
  for _, line in ipairs(strings.split(text, "\n")) do
    local current
    for word in line:gmatch("%S+") do
      if not current then
        current = word
      elseif strings.width(current) + 1 + strings.width(word) <= width then
        current = current .. " " .. word
      else
        result[#result + 1] = current
        current = word
      end
    end
    result[#result + 1] = current or ""
  end
  return result
end

--- Each line with something in front of it; empty lines stay empty.
---@ru Каждая строка с отступом; пустые остаются пустыми.
---@param text string
---@param prefix string
---@return string
---@example
--- strings.indent("a\n\nb", "  ") --> "  a\n\n  b"
function strings.indent(text, prefix)
  check("indent", 1, "text", text, "string")
  check("indent", 2, "prefix", prefix, "string")
  local lines = strings.split(text, "\n")
  for i, line in ipairs(lines) do lines[i] = line == "" and "" or prefix .. line end
  return table.concat(lines, "\n")
end

local latin = {
  ["а"] = "a", ["б"] = "b", ["в"] = "v", ["г"] = "g", ["д"] = "d", ["е"] = "e", ["ё"] = "e", ["ж"] = "zh", ["з"] = "z",
  ["и"] = "i", ["й"] = "i", ["к"] = "k", ["л"] = "l", ["м"] = "m", ["н"] = "n", ["о"] = "o", ["п"] = "p", ["р"] = "r",
  ["с"] = "s", ["т"] = "t", ["у"] = "u", ["ф"] = "f", ["х"] = "kh", ["ц"] = "ts", ["ч"] = "ch", ["ш"] = "sh",
  ["щ"] = "shch", ["ъ"] = "ie", ["ы"] = "y", ["ь"] = "", ["э"] = "e", ["ю"] = "iu", ["я"] = "ia",
  ["і"] = "i", ["ї"] = "i", ["є"] = "ie", ["ґ"] = "g", ["ў"] = "u",
  ["ä"] = "a", ["ö"] = "o", ["ü"] = "u", ["ß"] = "ss", ["é"] = "e", ["è"] = "e", ["á"] = "a", ["ç"] = "c", ["ñ"] = "n",
}

--- Cyrillic in Latin letters, as in Russian passports (ICAO Doc 9303).
---@ru Кириллица латиницей, как в загранпаспорте (ICAO Doc 9303).
---@param text string
---@return string
---@example
--- strings.transliterate("Юлия Щукина") --> "Iuliia Shchukina"
function strings.transliterate(text)
  local result = {}
  for i, char in ipairs(strings.chars(text)) do
    local small = strings.lower(char)
    local letters = latin[small]
    if letters and small ~= char then letters = letters:sub(1, 1):upper() .. letters:sub(2) end
    result[i] = letters or char
  end
  return table.concat(result)
end

--- A text as a part of a file name or an address: small Latin letters, digits and dashes.
---@ru Текст для имени файла или адреса: строчная латиница, цифры и дефисы.
---@param text string
---@param separator? string `-`
---@return string
---@example
--- strings.slug("Отпуск: Анна (2026)") --> "otpusk-anna-2026"
--- strings.slug("Заявка № 5", "_") --> "zaiavka_5"
function strings.slug(text, separator)
  separator = separator or "-"
  local words = {}
  for word in strings.lower(strings.transliterate(text)):gmatch("[a-z0-9]+") do words[#words + 1] = word end
  return table.concat(words, separator)
end

--- The place of a letter in the alphabet: ё follows е, small and capital letters are the same.
local function collation(text)
  local points = codes("compare", text)
  for i, c in ipairs(points) do
    c = lower_code(c)
    points[i] = c == 0x451 and 0x435 * 2 + 1 or c * 2
  end
  return points
end

--- Whether one text stands before another in a list for people: for `table.sort`.
---@ru Стоит ли один текст раньше другого в списке для людей (ё после е, без учёта регистра): для `table.sort`.
---@param one string
---@param other string
---@return boolean
---@example
--- strings.before("ёлка", "жук") --> true
--- strings.before("анна", "Борис") --> true
function strings.before(one, other)
  local a, b = collation(one), collation(other)
  for i = 1, math.min(#a, #b) do
    if a[i] ~= b[i] then return a[i] < b[i] end
  end
  if #a ~= #b then return #a < #b end
  return one < other
end

--- How many letters two texts are apart: for names that are nearly the same.
---@ru На сколько букв различаются два текста: чтобы найти почти одинаковые имена.
---@param one string
---@param other string
---@return integer
---@example
--- strings.distance("Петров", "Петрова") --> 1
function strings.distance(one, other)
  local a, b = codes("distance", one), codes("distance", other)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local above = row[j]
      row[j] = a[i] == b[j] and diagonal or 1 + math.min(diagonal, above, row[j - 1])
      diagonal = above
    end
  end
  return row[#b]
end

--- A number with its thousands apart and a fixed number of places: `1 234 567,50`.
---@ru Число с разделением тысяч и заданным числом знаков: `1 234 567,50`.
---@param number number
---@param places? integer none by default
---@param separators? { thousands?: string, decimal?: string } a non-breaking space and a comma by default
---@return string
---@example
--- strings.number(1234567.5, 2, { thousands = " " }) --> "1 234 567,50"
--- strings.number(-1000, 0, { thousands = "'" }) --> "-1'000"
function strings.number(number, places, separators)
  check("number", 1, "number", number, "number")
  separators = separators or {}
  local sign, whole, rest = ("%." .. (places or 0) .. "f"):format(number):match("^(%-?)(%d+)%.?(%d*)$")
  if not whole then return tostring(number) end
  local thousands = separators.thousands or "\u{A0}"
  local groups = {}
  while #whole > 3 do
    table.insert(groups, 1, whole:sub(-3))
    whole = whole:sub(1, -4)
  end
  table.insert(groups, 1, whole)
  return sign .. table.concat(groups, thousands) .. (rest ~= "" and (separators.decimal or ",") .. rest or "")
end

return strings
