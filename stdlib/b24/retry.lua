--- Trying again, where that is safe: a write whose fate is not known is never repeated.
---@ru Повтор там, где он безопасен: запись с неизвестным исходом никогда не повторяется.
---
---     local retry = require "b24.retry"
local argument = require "b24.argument"

local retry = {}

local function field(err, name)
  local kind = type(err)
  if kind ~= "table" and kind ~= "userdata" then return nil end
  local ok, value = pcall(function() return err[name] end)
  return ok and value or nil
end

--- Whether a failure may be tried again: b24 says that it is `retryable`, and it is known that nothing was written.
---@ru Можно ли повторить после ошибки: она `retryable`, и известно, что ничего не записано.
---@param err any what `b24.try` or `pcall` returned
---@return boolean
---@example
--- retry.is_safe({ retryable = true, outcome = "refused" }) --> true
--- retry.is_safe({ retryable = true, outcome = "unknown" }) --> false
--- retry.is_safe("no connection") --> false
function retry.is_safe(err)
  return field(err, "retryable") == true and field(err, "outcome") ~= "unknown"
end

--- The pause before a try, in seconds: it doubles, up to `longest`; what the portal asks for counts more.
---@ru Пауза перед попыткой в секундах: удваивается до `longest`; просьба портала важнее.
---@param attempt integer how many tries there were
---@param options? { delay?: number, factor?: number, longest?: number }
---@param err? any its `retry_after` counts
---@return number
---@example
--- retry.pause(1) --> 1
--- retry.pause(3) --> 4
--- retry.pause(20) --> 60
--- retry.pause(1, nil, { retry_after = 7 }) --> 7
function retry.pause(attempt, options, err)
  options = options or {}
  local pause = (options.delay or 1) * (options.factor or 2) ^ (attempt - 1)
  pause = math.min(pause, options.longest or 60)
  return math.max(pause, tonumber(field(err, "retry_after")) or 0)
end

--- Calls a function until it succeeds; its last failure is raised. By default five tries of what is safe to repeat.
---@ru Вызывает функцию, пока она не выполнится; последняя ошибка передаётся дальше. По умолчанию пять попыток там, где
---@ru повтор безопасен.
---@param fn fun(attempt: integer): ...
---@param options? { attempts?: integer, delay?: number, factor?: number, longest?: number, when?: fun(err: any): boolean, sleep?: fun(seconds: number), on_retry?: fun(err: any, attempt: integer, pause: number) }
---@return any ...
---@example
--- local tries = 0
--- local function flaky()
---   tries = tries + 1
---   if tries < 3 then error({ retryable = true, outcome = "refused" }) end
---   return "done"
--- end
--- retry.call(flaky, { sleep = function() end }) --> "done"
--- tries --> 3
--- retry.call(function() error("broken", 0) end) --> error: broken
function retry.call(fn, options)
  argument.check("b24.retry.call", 1, "fn", fn, "function")
  options = options or {}
  argument.check("b24.retry.call", 2, "options", options, "table")
  local attempts = options.attempts or 5
  local when = options.when or retry.is_safe
  local sleep = options.sleep or function(seconds) b24.sleep(seconds) end
  local attempt = 1
  while true do
    local result = table.pack(pcall(fn, attempt))
    if result[1] then return table.unpack(result, 2, result.n) end
    local err = result[2]
    if attempt >= attempts or not when(err) then error(err, 0) end
    local pause = retry.pause(attempt, options, err)
    if options.on_retry then options.on_retry(err, attempt, pause) end
    sleep(pause)
    attempt = attempt + 1
  end
end

--- Calls a function until it gives something that is neither nil nor false: for what the portal does later.
---@ru Вызывает функцию, пока она не даст что-то, кроме nil и false: для того, что портал делает не сразу.
---@param fn fun(): any
---@param options? { timeout?: number, delay?: number, factor?: number, longest?: number, sleep?: fun(seconds: number) }
---@return any? value nil when the time is over (300 seconds by default)
---@example
--- local asked = 0
--- local function ready() asked = asked + 1 return asked == 3 and "ready" end
--- retry.wait_for(ready, { sleep = function() end }) --> "ready"
--- retry.wait_for(function() return false end, { timeout = 5, sleep = function() end }) --> nil
function retry.wait_for(fn, options)
  argument.check("b24.retry.wait_for", 1, "fn", fn, "function")
  options = options or {}
  local sleep = options.sleep or function(seconds) b24.sleep(seconds) end
  local waited, attempt = 0, 1
  while true do
    local value = fn()
    if value then return value end
    local pause = math.min(retry.pause(attempt, options), (options.timeout or 300) - waited)
    if pause <= 0 then return nil end
    sleep(pause)
    waited = waited + pause
    attempt = attempt + 1
  end
end

return retry
