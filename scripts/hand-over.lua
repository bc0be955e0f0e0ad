--- Hand a leaver's records over: every item of every smart process that one person is responsible for goes to another.
---
--- Shows what would change; changes it with --apply. Also names the departments that the leaver heads: those are not
--- changed, because a new head is a decision.
---
---@arg from integer    user id of the leaver
---@arg to integer      user id of the successor
---@flag apply          make the changes
---
--- Example: b24 run scripts/hand-over.lua 5 7 --apply

local from, to = math.tointeger(tonumber(b24.args[1])), math.tointeger(tonumber(b24.args[2]))
if not (from and to) then error("what it needs: FROM_USER_ID TO_USER_ID [--apply] (see --help)", 0) end
if from == to then error("the leaver and the successor are the same person", 0) end

local function person(id)
  local user = b24.call("user.get", { ID = id })[1] or error(("there is no user %d"):format(id), 0)
  return user, ("%s %s"):format(user.NAME or "", user.LAST_NAME or "")
end
local _, leaver = person(from)
local successor_record, successor = person(to)
if not successor_record.ACTIVE then error(("%s is dismissed and can't take over"):format(successor), 0) end

local rows, failures = {}, 0
for _, row in ipairs(b24.spa.list()) do
  local result = b24.spa(row.id).items:assign({ assignedById = from }, to,
    { dry_run = not b24.args.apply, on_error = "continue" })
  failures = failures + #result.failures
  if result.changed > 0 or #result.failures > 0 then
    rows[#rows + 1] = { process = row.title, items = result.changed, failed = #result.failures }
  end
end

print(("%s -> %s%s"):format(leaver, successor, b24.args.apply and "" or " (nothing is changed without --apply)"))
if #rows > 0 then b24.print(rows, { columns = { "process", "items", "failed" } }) else print("nothing to hand over") end

for department in b24.each("department.get", { UF_HEAD = from }) do
  print(("still head of department %s '%s'"):format(department.ID, department.NAME))
end
