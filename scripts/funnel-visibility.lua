--- Open or close all items of a funnel: set or clear "available to everyone" on each.
---
--- Shows what would change; changes it with --apply. The flag matters to roles whose level is "All open".
---
---@arg spa string       title of the smart process
---@arg funnel string    name of the funnel
---@arg state string     open or close
---@flag apply           make the changes
---
--- Example: b24 run scripts/funnel-visibility.lua "Purchases" "Everyday purchases" close --apply

local title, name, state = b24.args[1], b24.args[2], b24.args[3]
if not (title and name and (state == "open" or state == "close")) then
  error('what it needs: "SMART PROCESS" "FUNNEL" open|close [--apply] (see --help)', 0)
end

local spa = b24.spa(title)
local funnel = spa.funnels:find(name)
if not funnel then
  local names = {}
  for _, known in ipairs(spa.funnels:list()) do names[#names + 1] = "'" .. known.name .. "'" end
  error(("'%s' has no funnel '%s'; it has %s"):format(title, name, table.concat(names, ", ")), 0)
end

local change = state == "open" and spa.items.open or spa.items.close
local result = change(spa.items, { categoryId = funnel.id },
  { dry_run = not b24.args.apply, on_error = "continue" })

local verb = b24.args.apply and "changed" or "would change"
print(("%s / %s: %s %d, %d are %s already, %d failed"):format(
  title, name, verb, result.changed, result.unchanged, state == "open" and "open" or "closed", #result.failures))
if #result.failures > 0 then b24.print(result.failures, { columns = { "item", "kind", "error" } }) end
