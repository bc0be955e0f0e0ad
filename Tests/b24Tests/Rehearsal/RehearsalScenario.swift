import PortalEmulator

/// A script, and as whom it runs. What becomes of it nobody says here: the run on the portal does.
struct RehearsalScenario: Sendable, CustomStringConvertible {
    var name: String
    var lua: String
    var owner = LocalPortal.Owner.admin
    var scopes: [String]?
    /// Flags of both the rehearsal and the run.
    var flags: [String] = []
    /// Whether the copy uses other words than the portal for the same error.
    var wordsDiffer = false
    /// The `kind` with which it has to end; `nil` for a result. So that a scenario is what its name says.
    var kind: String?

    var description: String { name }

    init(
        _ name: String, _ lua: String, as owner: LocalPortal.Owner = .admin, scopes: [String]? = nil,
        flags: [String] = [], wordsDiffer: Bool = false, fails kind: String? = nil
    ) {
        self.name = name
        self.lua = lua
        self.owner = owner
        self.scopes = scopes
        self.flags = flags
        self.wordsDiffer = wordsDiffer
        self.kind = kind
    }
}

extension RehearsalScenario {
    /// In groups, each for a portal of its own.
    static let groups: [(name: String, scenarios: [RehearsalScenario])] = [
        ("workplaces", workplaces), ("smart processes", smartProcesses), ("funnels", funnels), ("items", items),
        ("fields", fields), ("rights", rights), ("policy", policy),
    ]

    // MARK: Workplaces

    private static let workplaces = [
        RehearsalScenario(
            "a workplace with smart processes",
            "return b24.workplace.add{title = 'Legal', typeIds = {b24.spa.find('Contracts').id}}"),
        RehearsalScenario(
            "a workplace without a title", "b24.call('crm.automatedsolution.add', {fields = {title = ''}})",
            fails: "required_field"),
        RehearsalScenario(
            "a workplace that holds smart processes is not deleted",
            "b24.workplace.delete(b24.workplace.find('Back office').id)", fails: "has_bound_types"),
        RehearsalScenario(
            "a workplace is emptied and deleted",
            """
            local w = b24.workplace.add{title = 'Short life', typeIds = {b24.spa.find('Leave requests').id}}
            b24.workplace.update(w.id, {typeIds = b24.array{}})
            b24.call('crm.automatedsolution.delete', {id = w.id})
            return b24.workplace.find('Short life') == nil, b24.workplace.find('HR').typeIds
            """),
        RehearsalScenario(
            "an unknown workplace", "b24.call('crm.automatedsolution.delete', {id = 9999})", fails: "not_found"),
        RehearsalScenario(
            "a move between workplaces",
            """
            local w = b24.workplace.add{title = 'New home'}
            b24.workplace.attach(w.id, 'Purchases', {move = true})
            return b24.workplace.get(w.id).typeIds, b24.workplace.find('Back office').typeIds
            """),
        RehearsalScenario(
            "a move that nobody has agreed to",
            "b24.workplace.attach(b24.workplace.find('HR').id, 'Equipment')", fails: "policy_denied"),
        RehearsalScenario(
            "a move back to CRM",
            """
            local w = b24.workplace.find('New home') or b24.workplace.add{title = 'New home 2', typeIds = {b24.spa.find('Support').id}}
            b24.workplace.update(w.id, {typeIds = b24.array{}})
            return #b24.workplace.get(w.id).typeIds
            """),
    ]

    // MARK: Smart processes

    private static let smartProcesses = [
        RehearsalScenario(
            "a smart process, its funnel and its stages",
            """
            local t = b24.spa.add{title = 'Visits', isStagesEnabled = true}
            local s = b24.spa(t.id)
            local stages = {}
            for _, row in ipairs(s.stages(s.funnels:list()[1])) do stages[#stages + 1] = row.STATUS_ID end
            return t.id, t.entityTypeId, stages
            """),
        RehearsalScenario(
            "an entityTypeId out of range",
            "b24.call('crm.type.add', {fields = {title = 'X', entityTypeId = 1031}})", fails: "invalid_argument"),
        RehearsalScenario(
            "an entityTypeId that is taken",
            "b24.call('crm.type.add', {fields = {title = 'X', entityTypeId = 156}})", fails: "invalid_argument"),
        RehearsalScenario(
            "an unknown smart process", "b24.call('crm.type.update', {id = 999, fields = {title = 'X'}})",
            fails: "not_found"),
        RehearsalScenario(
            "a smart process with items is not deleted",
            "b24.call('crm.type.delete', {id = b24.spa.find('Support').id})", fails: "invalid_argument"),
        RehearsalScenario(
            "a smart process whose items are deleted first",
            """
            local t = b24.spa.find('Equipment')
            local s = b24.spa(t.id)
            for item in s.items:each() do s.items:delete(item.id) end
            b24.call('crm.type.delete', {id = t.id})
            return b24.spa.find('Equipment') == nil
            """),
        RehearsalScenario(
            "relations give a field to the children",
            """
            local s = b24.spa('Contracts')
            b24.call('crm.type.update', {id = s.id, fields = {relations = {parent = {
              {entityTypeId = b24.spa('Purchases').entityTypeId, isChildrenListEnabled = 'true'}}}}})
            local item = b24.call('crm.item.list', {entityTypeId = 156, order = {id = 'ASC'}}).items[1]
            local changed = b24.call('crm.item.update', {entityTypeId = 156, id = item.id, fields = {parentId1036 = 5}}).item
            return changed.parentId1036, b24.call('crm.type.get', {id = s.id}).type.relations
            """),
        RehearsalScenario(
            "a switch turned off hides a field",
            """
            local s = b24.spa('Support')
            b24.spa.update(s.id, {isSourceEnabled = false})
            local item = b24.call('crm.item.list', {entityTypeId = 1046, order = {id = 'ASC'}}).items[1]
            return item.sourceId == b24.null
            """),
    ]

    // MARK: Funnels and stages

    private static let funnels = [
        RehearsalScenario(
            "a funnel without a name",
            "b24.call('crm.category.add', {entityTypeId = 1036, fields = {name = ' '}})", fails: "required_field"),
        RehearsalScenario(
            "a funnel with items is not deleted",
            "b24.call('crm.category.delete', {entityTypeId = 1036, id = 13})", fails: "invalid_argument"),
        RehearsalScenario(
            "the default funnel is not deleted",
            "b24.call('crm.category.delete', {entityTypeId = 1032, id = 11})", fails: "invalid_argument"),
        RehearsalScenario(
            "a new funnel that got an item",
            """
            local f = b24.call('crm.category.add', {entityTypeId = 1046, fields = {name = 'VIP'}}).category
            b24.call('crm.item.add', {entityTypeId = 1046, fields = {title = 'x', categoryId = f.id}})
            b24.call('crm.category.delete', {entityTypeId = 1046, id = f.id})
            """, fails: "invalid_argument"),
        RehearsalScenario(
            "a funnel whose items move out first",
            """
            local s = b24.spa('Support')
            for item in s.items:each{filter = {categoryId = 17}} do s.items:update(item.id, {categoryId = 16}) end
            b24.call('crm.category.delete', {entityTypeId = 1046, id = 17})
            return #s.funnels:list()
            """),
        RehearsalScenario(
            "a new stage, and an item in it",
            """
            local id = b24.call('crm.status.add', {fields = {ENTITY_ID = 'DYNAMIC_1032_STAGE_11', STATUS_ID = 'LEGAL', NAME = 'Legal', SORT = 35}})
            local item = b24.call('crm.item.list', {entityTypeId = 1032, order = {id = 'ASC'}}).items[1]
            return id, b24.call('crm.item.update', {entityTypeId = 1032, id = item.id, fields = {stageId = 'DT1032_11:LEGAL'}}).item.stageId
            """),
        RehearsalScenario(
            "a stage with items is not deleted",
            """
            for _, row in ipairs(b24.call('crm.status.list', {filter = {ENTITY_ID = 'DYNAMIC_1032_STAGE_11'}})) do
              if row.STATUS_ID == 'DT1032_11:PREPARATION' then b24.call('crm.status.delete', {id = row.ID}) end
            end
            """, fails: "invalid_argument"),
        RehearsalScenario(
            "a second stage of success",
            "b24.call('crm.status.add', {fields = {ENTITY_ID = 'DYNAMIC_1032_STAGE_11', STATUS_ID = 'WON', NAME = 'Won', SEMANTICS = 'S'}})",
            fails: "server_error"),
        RehearsalScenario(
            "a directory that is not there",
            "b24.call('crm.status.add', {fields = {ENTITY_ID = 'DYNAMIC_1032_STAGE_99', STATUS_ID = 'X', NAME = 'X'}})",
            fails: "invalid_argument"),
        RehearsalScenario(
            "another default funnel",
            """
            b24.call('crm.category.update', {entityTypeId = 1036, id = 13, fields = {isDefault = 'Y', name = 'Main'}})
            local names = {}
            for _, f in ipairs(b24.spa('Purchases').funnels:list()) do names[#names + 1] = f.name .. tostring(f.isDefault) end
            return names, b24.call('crm.item.add', {entityTypeId = 1036, fields = {title = 'x'}}).item.categoryId
            """),
    ]

    // MARK: Items

    private static let items = [
        RehearsalScenario(
            "new ids follow those of the portal",
            """
            local first = b24.call('crm.item.add', {entityTypeId = 1032, fields = {title = 'a'}}).item.id
            local second = b24.call('crm.item.add', {entityTypeId = 1032, fields = {title = 'b'}}).item.id
            return first, second
            """),
        RehearsalScenario(
            "a stage of another funnel",
            "b24.call('crm.item.update', {entityTypeId = 1036, id = 1, fields = {stageId = 'DT1036_99:NEW'}})",
            fails: "invalid_argument"),
        RehearsalScenario(
            "an unknown item", "b24.call('crm.item.update', {entityTypeId = 1036, id = 9999, fields = {title = 'x'}})",
            fails: "not_found"),
        RehearsalScenario(
            "an unknown entityTypeId", "b24.call('crm.item.add', {entityTypeId = 1998, fields = {title = 'x'}})",
            fails: "not_found"),
        RehearsalScenario(
            "a required custom field is missing",
            "b24.call('crm.item.add', {entityTypeId = 156, fields = {title = 'x'}})", fails: "required_field"),
        RehearsalScenario(
            "somebody who does not exist",
            "b24.call('crm.item.add', {entityTypeId = 1036, fields = {title = 'x', assignedById = 999}})",
            fails: "invalid_argument"),
        RehearsalScenario(
            "a colleague",
            "return b24.call('crm.item.add', {entityTypeId = 1036, fields = {title = 'x', assignedById = 9}}).item.assignedById"
        ),
        RehearsalScenario(
            "items are listed, changed and counted",
            """
            local s = b24.spa('Purchases')
            local n = 0
            for item in s.items:each{filter = {categoryId = 12}} do
              s.items:update(item.id, {title = 'Seen ' .. item.id})
              n = n + 1
            end
            return n, s.items:count{['%title'] = 'Seen'}, s.items:get(1).title
            """),
        RehearsalScenario(
            "items are deleted, and a list is shorter",
            """
            local s = b24.spa('Leave requests')
            local before = s.items:count()
            for _, item in ipairs(s.items:list{order = {id = 'DESC'}, limit = 3}) do s.items:delete(item.id) end
            return before - s.items:count(), b24.try(function() return s.items:get(32) end)
            """),
        RehearsalScenario(
            "a batch whose commands use each other's results",
            """
            local results = b24.batch{
              a = {'crm.item.add', {entityTypeId = 1036, fields = {title = 'by batch'}}},
              b = {'crm.item.update', {entityTypeId = 1036, id = '$result[a][item][id]', fields = {title = 'new'}}},
              c = {'crm.item.get', {entityTypeId = 1036, id = '$result[a][item][id]'}},
            }
            return results.c.item.title
            """),
        RehearsalScenario(
            "a single value where a list is due",
            "b24.call('crm.item.update', {entityTypeId = 1036, id = 2, fields = {observers = 5}})",
            fails: "invalid_argument"),
        RehearsalScenario(
            "an import from before the newest item",
            "b24.call('crm.item.import', {entityTypeId = 1036, fields = {title = 'old', createdTime = '2019-01-01T10:00:00+03:00'}})",
            fails: "invalid_argument"),
        RehearsalScenario(
            "too many items in one import",
            """
            local data = {}
            for i = 1, 21 do data[i] = {title = 'row ' .. i} end
            b24.call('crm.item.batchImport', {entityTypeId = 1036, data = data})
            """, fails: "limit_exceeded"),
        RehearsalScenario(
            "many at once, some of which fail",
            """
            b24.map({1, 9998, 3}, function(id) return b24.call('crm.item.update', {entityTypeId = 1032, id = id, fields = {title = 'm' .. id}}) end,
              {on_error = 'continue', concurrency = 1})
            """, fails: "partial"),
        RehearsalScenario(
            "a card layout that makes no sense",
            "b24.call('crm.item.details.configuration.set', {entityTypeId = 1036, data = {{name = 'main', type = 'section'}}})",
            fails: "required_field"),
    ]

    // MARK: Custom fields

    private static let fields = [
        RehearsalScenario(
            "a new required field is missed at once",
            """
            local t = b24.spa.find('Support')
            b24.call('userfieldconfig.add', {moduleId = 'crm', field = {entityId = 'CRM_' .. t.id, fieldName = 'UF_CRM_' .. t.id .. '_REASON',
              userTypeId = 'string', mandatory = 'Y', editFormLabel = {en = 'Reason'}}})
            b24.call('crm.item.add', {entityTypeId = t.entityTypeId, fields = {title = 'x'}})
            """, fails: "required_field"),
        RehearsalScenario(
            "a field name that is taken",
            "b24.call('userfieldconfig.add', {moduleId = 'crm', field = {entityId = 'CRM_2', fieldName = 'UF_CRM_2_DAYS', userTypeId = 'string'}})",
            fails: "already_exists"),
        RehearsalScenario(
            "a choice that the field does not have",
            "b24.call('crm.item.update', {entityTypeId = 1032, id = 1, fields = {ufCrm2Kind = 999}})",
            fails: "invalid_argument"),
        RehearsalScenario(
            "values of custom fields",
            """
            local item = b24.call('crm.item.update', {entityTypeId = 1032, id = 2, fields = {ufCrm2Days = 9, ufCrm2Paid = 'N', ufCrm2Substitute = 7}}).item
            return item.ufCrm2Days, item.ufCrm2Paid, item.ufCrm2Substitute, item.begindate, item.closedate, item.ufCrm2Kind
            """),
        RehearsalScenario(
            "a field is deleted with its values",
            """
            for _, f in ipairs(b24.call('userfieldconfig.list', {moduleId = 'crm', filter = {entityId = 'CRM_2'}}).fields) do
              if f.fieldName == 'UF_CRM_2_PAID' then b24.call('userfieldconfig.delete', {moduleId = 'crm', id = f.id}) end
            end
            return b24.call('crm.item.get', {entityTypeId = 1032, id = 4}).item.ufCrm2Paid
            """),
    ]

    // MARK: Rights

    private static let rights = [
        RehearsalScenario(
            "an employee adds a workplace", "b24.call('crm.automatedsolution.add', {fields = {title = 'Mine'}})",
            as: .employee, fails: "access_denied"),
        RehearsalScenario(
            "an employee adds a smart process", "b24.call('crm.type.add', {fields = {title = 'Mine'}})", as: .employee,
            fails: "access_denied"),
        RehearsalScenario(
            "an employee adds a purchase",
            "return b24.call('crm.item.add', {entityTypeId = 1036, fields = {title = 'Pens', categoryId = 12}}).item.createdBy",
            as: .employee),
        RehearsalScenario(
            "an employee changes somebody else's leave",
            "b24.call('crm.item.update', {entityTypeId = 1032, id = 5, fields = {title = 'x'}})", as: .employee,
            wordsDiffer: true,
            fails: "access_denied"),
        RehearsalScenario(
            "an employee writes into a funnel that is closed",
            "b24.call('crm.item.add', {entityTypeId = 1036, fields = {title = 'x', categoryId = 13}})", as: .employee,
            fails: "access_denied"),
        RehearsalScenario(
            "a guest", "b24.call('crm.item.add', {entityTypeId = 1036, fields = {title = 'x'}})", as: .extranet,
            fails: "access_denied"),
        RehearsalScenario(
            "who administers CRM alone brings no history",
            "b24.call('crm.item.import', {entityTypeId = 1036, fields = {title = 'x', createdBy = 5}})", as: .crmAdmin,
            fails: "invalid_argument"),
        RehearsalScenario(
            "who administers CRM alone adds a smart process",
            "return b24.spa.add{title = 'Of CRM'}.title", as: .crmAdmin),
        RehearsalScenario(
            "a webhook without the scope for CRM", "b24.call('crm.type.add', {fields = {title = 'x'}})",
            scopes: ["user"], fails: "insufficient_scope"),
        RehearsalScenario(
            "a webhook without the scope for custom fields",
            "b24.call('userfieldconfig.add', {moduleId = 'crm', field = {entityId = 'CRM_2', fieldName = 'UF_CRM_2_A', userTypeId = 'string'}})",
            scopes: ["crm"], fails: "insufficient_scope"),
        RehearsalScenario(
            "fields are known without the scope for them",
            "b24.call('crm.item.add', {entityTypeId = 156, fields = {title = 'x'}})", scopes: ["crm"],
            fails: "required_field"),
    ]

    // MARK: Policy and plain Lua

    private static let policy = [
        RehearsalScenario(
            "read-only", "b24.call('crm.item.add', {entityTypeId = 1036, fields = {title = 'x'}})",
            flags: ["--read-only"], fails: "policy_denied"),
        RehearsalScenario(
            "one write too many",
            "for i = 1, 3 do b24.call('crm.item.add', {entityTypeId = 1036, fields = {title = 'x' .. i}}) end",
            flags: ["--max-writes", "2"], fails: "policy_denied"),
        RehearsalScenario(
            "nobody to ask", "b24.call('crm.type.delete', {id = b24.spa.find('Contracts').id})", flags: ["--no-input"],
            fails: "policy_denied"),
        RehearsalScenario("an error of Lua's own", "local t = nil; return t.x", fails: "lua"),
        RehearsalScenario("an error of the script", "error('no such department')", fails: "lua"),
        RehearsalScenario(
            "an error that is caught",
            """
            local ok, err = b24.try(b24.call, 'crm.automatedsolution.delete', {id = b24.workplace.find('Back office').id})
            return ok, err.kind, err.code, err.outcome
            """),
    ]
}
