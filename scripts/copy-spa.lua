--- Copy a smart process: a new one with the same settings, funnels, stages and custom fields. Items are not copied.
---
---@arg source string    title of the smart process to copy
---@arg title string     title of the new one
---
--- Example: b24 run scripts/copy-spa.lua "Purchases" "Purchases (archive)"

local source_title, title = b24.args[1], b24.args[2]
if not (source_title and title) then error('what it needs: "SOURCE" "NEW TITLE" (see --help)', 0) end
if b24.spa.find(title) then error(("there is a smart process '%s' already"):format(title), 0) end

local source = b24.spa(source_title)

-- Settings: every switch that can be written, and the links to other CRM objects.
local settings = { title = title }
local original = b24.spa.get(source.id)
for name, field in pairs(b24.spa.fields()) do
  if name:match("^is%u") and not field.isReadOnly and original[name] ~= nil and name ~= "isExternal" then
    settings[name] = original[name]
  end
end
settings.relations = original.relations
local copy = b24.spa(b24.spa.add(settings).id)
print(("smart process %d '%s' (entityTypeId %d)"):format(copy.id, title, copy.entityTypeId))

--- Makes the stages of one funnel equal to another's: known ones updated, new ones added, surplus ones removed.
local function copy_stages(from, to)
  local entity = ("DYNAMIC_%d_STAGE_%d"):format(copy.entityTypeId, to.id)
  local code = function(stage) return (stage.STATUS_ID:gsub("^.-:", "")) end
  local present = {}
  for _, stage in ipairs(copy.stages(to)) do present[code(stage)] = stage end
  for _, stage in ipairs(source.stages(from)) do
    local fields = { NAME = stage.NAME, SORT = tonumber(stage.SORT), COLOR = stage.COLOR }
    local same = present[code(stage)]
    if same then
      b24.call("crm.status.update", { id = same.ID, fields = fields })
      present[code(stage)] = nil
    else
      fields.ENTITY_ID, fields.STATUS_ID, fields.SEMANTICS = entity, code(stage), stage.SEMANTICS
      b24.call("crm.status.add", { fields = fields })
    end
  end
  for _, stage in pairs(present) do
    b24.call("crm.status.delete", { id = stage.ID, params = { FORCED = "Y" } })
  end
end

-- Funnels: the new smart process has a default one; the others are added.
if original.isCategoriesEnabled then
  local default
  for _, funnel in ipairs(copy.funnels:list()) do if funnel.isDefault then default = funnel end end
  for _, funnel in ipairs(source.funnels:list()) do
    local twin
    if funnel.isDefault and default then
      twin = copy.funnels:update(default.id, { name = funnel.name, sort = funnel.sort })
    else
      twin = copy.funnels:add { name = funnel.name, sort = funnel.sort }
    end
    if original.isStagesEnabled then copy_stages(funnel, twin) end
    print(("funnel %d '%s'"):format(twin.id, twin.name))
  end
end

-- Custom fields: the same names under the new type's id.
local function fields_of(spa)
  return b24.collect("userfieldconfig.list",
    { moduleId = "crm", select = { "*" }, filter = { entityId = "CRM_" .. spa.id } })
end
for _, field in ipairs(fields_of(source)) do
  local whole = b24.call("userfieldconfig.get", { moduleId = "crm", id = field.id }).field
  local options
  for i, option in ipairs(whole.enum or {}) do
    options = options or {}
    options[i] = { value = option.value, def = option.def, sort = option.sort, xmlId = option.xmlId }
  end
  local name = whole.fieldName:gsub("^UF_CRM_%d+_", ("UF_CRM_%d_"):format(copy.id))
  b24.call("userfieldconfig.add", {
    moduleId = "crm",
    field = {
      entityId = "CRM_" .. copy.id,
      fieldName = name,
      userTypeId = whole.userTypeId, multiple = whole.multiple, mandatory = whole.mandatory, sort = whole.sort,
      showFilter = whole.showFilter, editInList = whole.editInList, isSearchable = whole.isSearchable,
      settings = whole.settings, editFormLabel = whole.editFormLabel, helpMessage = whole.helpMessage,
      enum = options,
    },
  })
  print(("field %s"):format(name))
end
