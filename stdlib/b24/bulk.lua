--- Much of the same at once: items in chunks, failures gathered and told, what failed tried again.
---@ru Много однотипного сразу: элементы порциями, ошибки собраны и показаны, неудачное повторено.
---
---     local bulk = require "b24.bulk"
local argument = require "b24.argument"
local retry = require "b24.retry"
local tables = require "b24.table"

local bulk = {}

---@class b24.BulkResult
---@field done any[] what `fn` returned, by the index of the item
---@field failures table[] failure records, as `b24.map` makes them
---@field count integer how many items there were
---@field succeeded integer how many succeeded
local Result = {}
Result.__index = Result
Result.__name = "b24.BulkResult"

local function result_of(done, failures, count)
  return setmetatable({ done = done, failures = failures, count = count, succeeded = count - #failures }, Result)
end

--- Works on every item with the client's `map`, goes on after failures, and tries those again whose failure is safe to
--- repeat. The client is the `b24` that the caller holds, or a narrower one of `b24.only`.
---@ru Обрабатывает все элементы через `map` клиента, продолжает после ошибок и повторяет те, повтор которых безопасен.
---@ru Клиент — это `b24` вызывающего кода или более узкий из `b24.only`.
---@param client table `b24`
---@param items any[]
---@param fn fun(item: any, index: integer): any
---@param options? { rounds?: integer, delay?: number, concurrency?: integer, sleep?: fun(seconds: number) } `rounds` = 3 tries in all
---@return b24.BulkResult
---@example
--- local client = require("b24.testing").client({ ["crm.item.update"] = { item = {} } })
--- local result = bulk.run(client, { 1, 2 }, function(id) return client.call("crm.item.update", { id = id }) end)
--- result.succeeded --> 2
--- result:is_whole() --> true
function bulk.run(client, items, fn, options)
  argument.check("b24.bulk.run", 1, "client", client, "table")
  argument.check("b24.bulk.run", 2, "items", items, "list")
  argument.check("b24.bulk.run", 3, "fn", fn, "function")
  options = options or {}
  local done, errors, failures, places = {}, {}, {}, {}
  for i in ipairs(items) do places[i] = i end
  local rounds, together = options.rounds or 3, { on_error = "continue", concurrency = options.concurrency }
  for round = 1, rounds do
    local results = client.map(places, function(place) return table.pack(pcall(fn, items[place], place)) end, together)
    local again, failed = {}, {}
    for i, place in ipairs(places) do
      if results[i][1] then
        done[place] = results[i][2]
      else
        errors[place] = results[i][2]
        local repeats = round < rounds and retry.is_safe(errors[place])
        table.insert(repeats and again or failed, place)
      end
    end
    -- Only what stays a failure becomes a record of the run.
    local _, records = client.map(failed, function(place) error(errors[place], 0) end, together)
    for _, record in ipairs(records) do
      local place = failed[record.index]
      failures[#failures + 1] = tables.merge(record, { index = place })
      failures[#failures].item = items[place]
    end
    if #again == 0 then break end
    (options.sleep or client.sleep)(retry.pause(round, { delay = options.delay }))
    places = again
  end
  return result_of(done, tables.sort(failures, "index"), #items)
end

--- Works on an iterator (or a list) in chunks, so that memory stays small: for exports and clean-ups of any size.
---@ru Обрабатывает итератор (или список) порциями, не занимая много памяти: для выгрузок и чисток любого размера.
---@param client table `b24`
---@param source any[]|fun(): any
---@param size integer how many at a time
---@param fn fun(item: any, index: integer): any
---@param options? table as for `run`, and `on_chunk`, called with the result of each chunk
---@return { count: integer, succeeded: integer, failures: table[] }
---@example
--- local client, sizes = require("b24.testing").client(), {}
--- local options = { on_chunk = function(result) sizes[#sizes + 1] = result.count end }
--- bulk.stream(client, { 1, 2, 3 }, 2, function(n) return n end, options).succeeded --> 3
--- sizes --> { 2, 1 }
function bulk.stream(client, source, size, fn, options)
  argument.check("b24.bulk.stream", 3, "size", size, "integer")
  options = options or {}
  local all = { count = 0, succeeded = 0, failures = {} }
  for batch in require("b24.func").batches(source, size) do
    local result = bulk.run(client, batch, fn, options)
    for _, record in ipairs(result.failures) do
      record.index = record.index + all.count
      table.insert(all.failures, record)
    end
    all.count = all.count + result.count
    all.succeeded = all.succeeded + result.succeeded
    if options.on_chunk then options.on_chunk(result) end
  end
  return setmetatable(all, Result)
end

--- Whether everything succeeded.
---@ru Удалось ли всё.
---@return boolean
---@example
--- bulk.run(require("b24.testing").client(), {}, function() end):is_whole() --> true
function Result:is_whole() return #self.failures == 0 end

--- The failures by their kind, the most frequent first: what one reads before a hundred lines.
---@ru Ошибки по видам, сначала самые частые: то, что читают прежде сотни строк.
---@return { kind: string, count: integer, example: string }[]
---@example
--- local client = require("b24.testing").client()
--- local result = bulk.run(client, { 1, 2 }, function() error("broken", 0) end)
--- result:by_kind()[1].count --> 2
function Result:by_kind()
  local kinds = {}
  for kind, records in tables.sorted(tables.group(self.failures, function(r) return r.kind or "unknown" end)) do
    kinds[#kinds + 1] = { kind = kind, count = #records, example = tostring(records[1].error) }
  end
  return tables.sort(kinds, "-count")
end

--- The items that failed: to write them to a file, or to work on them again.
---@ru Неудачные элементы: чтобы записать их в файл или обработать ещё раз.
---@return any[]
---@example
--- local client = require("b24.testing").client()
--- local result = bulk.run(client, { 5, 6 }, function(n) if n == 6 then error("no", 0) end end)
--- result:failed_items() --> { 6 }
function Result:failed_items() return tables.map(self.failures, "item") end

return bulk
