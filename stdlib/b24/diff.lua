--- What differs between two nested tables: a list of changes that can be shown, carried out and taken back.
---@ru Чем различаются две вложенные таблицы: список изменений, который можно показать, применить и отменить.
---
---     local diff = require "b24.diff"
local argument = require "b24.argument"
local tables = require "b24.table"

local diff = {}

---@class b24.Change
---@field path any[] the keys on the way
---@field op "add"|"remove"|"change"
---@field from any what was there
---@field to any what is there now

--- The changes that make `new` of `old`, in the order of the keys.
---@ru Изменения, превращающие `old` в `new`, в порядке ключей.
---@param old any
---@param new any
---@param options? { ignore?: any[] } keys that do not count, at any depth
---@return b24.Change[]
---@example
--- diff.changes({ a = 1 }, { a = 2 }) --> { { path = { "a" }, op = "change", from = 1, to = 2 } }
--- diff.changes({ f = { x = 1 } }, { f = { y = 1 } })[1].path --> { "f", "x" }
--- diff.changes({ id = 1, t = 5 }, { id = 1, t = 6 }, { ignore = { "t" } }) --> {}
function diff.changes(old, new, options)
  local ignored, changes = {}, {}
  for _, key in ipairs((options or {}).ignore or {}) do ignored[key] = true end
  local function compare(from, to, path)
    if tables.equal(from, to) then return end
    if type(from) == "table" and type(to) == "table" then
      local keys = {}
      for key in pairs(from) do keys[key] = true end
      for key in pairs(to) do keys[key] = true end
      for _, key in ipairs(tables.keys(keys)) do
        if not ignored[key] then compare(from[key], to[key], tables.concat(path, { key })) end
      end
      return
    end
    local op = from == nil and "add" or to == nil and "remove" or "change"
    changes[#changes + 1] = { path = path, op = op, from = tables.copy(from), to = tables.copy(to) }
  end
  compare(old, new, {})
  return changes
end

--- A path as Lua writes it.
---@ru Путь в записи Lua.
---@param path any[]
---@return string
---@example
--- diff.path({ "fields", "relations", 1, "a b" }) --> 'fields.relations[1]["a b"]'
function diff.path(path)
  local text = ""
  for _, key in ipairs(path) do
    if type(key) == "string" and key:match("^[%a_][%w_]*$") then
      text = text .. (text == "" and "" or ".") .. key
    elseif type(key) == "string" then
      text = text .. ("[%q]"):format(key)
    else
      text = text .. "[" .. tostring(key) .. "]"
    end
  end
  return text
end

--- A value as Lua writes it, tables in one line.
---@ru Значение в записи Lua, таблицы в одну строку.
---@param value any
---@param limit? integer cut after so many bytes
---@return string
---@example
--- diff.show({ 1, "a", { x = true } }) --> '{ 1, "a", { x = true } }'
--- diff.show("a\nb") --> '"a\\nb"'
function diff.show(value, limit)
  local open = {}
  local function show(v)
    if type(v) == "string" then
      return '"' .. v:gsub('[%c"\\]', function(c)
        local known = { ["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r", ['"'] = '\\"', ["\\"] = "\\\\" }
        return known[c] or ("\\x%02X"):format(c:byte())
      end) .. '"'
    end
    if type(v) ~= "table" then return tostring(v) end
    local meta = getmetatable(v)
    if type(meta) == "table" and meta.__tostring then return tostring(v) end
    if open[v] then return "{ ... }" end
    open[v] = true
    local parts, count = {}, #v
    for i = 1, count do parts[i] = show(v[i]) end
    for key, element in tables.sorted(v) do
      if not (math.type(key) == "integer" and key >= 1 and key <= count) then
        local name = type(key) == "string" and key:match("^[%a_][%w_]*$") or "[" .. show(key) .. "]"
        parts[#parts + 1] = name .. " = " .. show(element)
      end
    end
    open[v] = nil
    return #parts == 0 and "{}" or "{ " .. table.concat(parts, ", ") .. " }"
  end
  local text = show(value)
  if limit and #text > limit then
    local cut = utf8.offset(text, 0, limit) or limit
    return text:sub(1, cut - 1) .. "…"
  end
  return text
end

--- Changes in lines for people: `+` is new, `-` is gone, `~` has changed.
---@ru Изменения строками для людей: `+` появилось, `-` исчезло, `~` изменилось.
---@param changes b24.Change[]
---@return string
---@example
--- diff.text(diff.changes({ a = 1, b = 2 }, { a = 3, c = "x" })) --> '~ a: 1 -> 3\n- b: 2\n+ c: "x"'
function diff.text(changes)
  argument.check("b24.diff.text", 1, "changes", changes, "list")
  local lines = {}
  for i, change in ipairs(changes) do
    local path = diff.path(change.path)
    local place = path == "" and "" or path .. ": "
    if change.op == "add" then
      lines[i] = "+ " .. place .. diff.show(change.to)
    elseif change.op == "remove" then
      lines[i] = "- " .. place .. diff.show(change.from)
    else
      lines[i] = "~ " .. place .. diff.show(change.from) .. " -> " .. diff.show(change.to)
    end
  end
  return table.concat(lines, "\n")
end

--- A copy of a table with changes carried out. What a change found before must still be there.
---@ru Копия таблицы с применёнными изменениями. То, что изменение видело прежде, должно быть на месте.
---@param value any
---@param changes b24.Change[]
---@return any
---@example
--- local old, new = { a = 1, f = { x = 1 } }, { a = 2, f = { y = 3 } }
--- diff.apply(old, diff.changes(old, new)) --> { a = 2, f = { y = 3 } }
--- diff.apply({ a = 5 }, diff.changes({ a = 1 }, { a = 2 })) --> error: a is 5, not 1
function diff.apply(value, changes)
  argument.check("b24.diff.apply", 2, "changes", changes, "list")
  local result = tables.copy(value)
  for _, change in ipairs(changes) do
    local now = tables.get(result, change.path)
    if not tables.equal(now, change.from) then
      local path, is, was = diff.path(change.path), diff.show(now, 60), diff.show(change.from, 60)
      error(argument.text(
        ("b24.diff.apply: %s is %s, not %s"):format(path, is, was),
        ("b24.diff.apply: %s равно %s, а не %s"):format(path, is, was)), 2)
    end
    if #change.path == 0 then
      result = tables.copy(change.to)
    else
      tables.set(result, change.path, tables.copy(change.to))
    end
  end
  return result
end

--- The changes that take changes back.
---@ru Изменения, отменяющие изменения.
---@param changes b24.Change[]
---@return b24.Change[]
---@example
--- local changes = diff.changes({ a = 1 }, { b = 2 })
--- diff.apply({ b = 2 }, diff.inverse(changes)) --> { a = 1 }
function diff.inverse(changes)
  argument.check("b24.diff.inverse", 1, "changes", changes, "list")
  local opposite = { add = "remove", remove = "add", change = "change" }
  local result = {}
  for i = #changes, 1, -1 do
    local change = changes[i]
    result[#result + 1] = { path = change.path, op = opposite[change.op], from = change.to, to = change.from }
  end
  return result
end

return diff
