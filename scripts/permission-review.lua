--- Review permissions: for every smart process what REST can tell, and a checklist for what only a person can set.
---
--- REST has no method that reads or writes CRM roles. This script therefore does two honest things: it reports the
--- levers that exist, and it writes the rest as steps for an administrator.
---
---@arg checklist string=    --checklist=FILE.md writes the steps as Markdown
---@read_only
---
--- Example: b24 run scripts/permission-review.lua --checklist=permissions.md

local rows, steps = {}, {}
for _, row in ipairs(b24.spa.list()) do
  local spa = b24.spa(row.id)
  local seen = spa.permissions:get()
  rows[#rows + 1] = {
    process = spa.title,
    workplace = seen.workplace and seen.workplace.title or "CRM",
    ["new funnels"] = seen.open_new_funnels and "open to all" or "closed",
    funnels = #seen.funnels,
    ["items opened"] = seen.items_opened,
  }
  steps[#steps + 1] = spa.permissions:checklist { open_new_funnels = false, format = "markdown" }
end
b24.print(rows, { columns = { "process", "workplace", "new funnels", "funnels", "items opened" } })

if b24.args.checklist then
  b24.file.write(b24.args.checklist, table.concat(steps, "\n\n") .. "\n")
  b24.log.info("steps for the administrator: " .. b24.args.checklist)
else
  b24.log.info("--checklist=FILE.md writes the steps that only a person can take")
end
