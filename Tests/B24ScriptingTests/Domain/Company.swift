import JSON

/// The small stateful company that the tests of workplaces, smart processes and access run against: what the documented
/// methods do to it, with the portal's odd habits as switches.
struct Company: Sendable {
    /// How a command is answered.
    enum Answer: Sendable {
        case result(JSONValue, total: Int? = nil, next: Int? = nil)
        case error(String, String = "", status: Int = 400)
    }

    struct Workplace: Sendable {
        var title: String
        var typeIDs: [Int64]
    }

    // MARK: Content

    var types: [Int64: JSONObject] = [:]
    var workplaces: [Int64: Workplace] = [:]
    var funnels: [Int64: [JSONObject]] = [:]
    var stages: [JSONObject] = []
    var items: [Int64: [Int64: JSONObject]] = [:]
    var users: [JSONObject] = []
    var departments: [JSONObject] = []
    var groups: [Int64: [JSONObject]] = [:]

    // MARK: Habits

    var callerIsCRMAdmin = true
    /// The first `add` of a workplace forgets its smart processes.
    var losesTypeIDsOnAdd = false
    /// Updates of workplaces are answered and ignored.
    var ignoresWorkplaceUpdates = false
    /// Relations are accepted and not kept.
    var swallowsRelations = false
    /// Fields of items that updates ignore.
    var ignoredItemFields: Set<String> = []
    var deniedItems: Set<Int64> = []
    /// Methods that this portal has installed itself.
    var customMethods: Set<String> = []
    var failingMethods: [String: Answer] = [:]

    static let flags = [
        "isAutomationEnabled", "isObserversEnabled", "isSetOpenPermissions", "isStagesEnabled", "isCategoriesEnabled",
        "isUseInUserfieldEnabled", "isRecyclebinEnabled",
    ]

    /// Leave (13, 156), Purchases (16, 1030), two called Archive (20, 22) and one whose entityTypeId is 13's twin.
    static var demo: Company {
        var company = Company()
        company.addType(13, entityTypeID: 156, "Leave", on: ["isObserversEnabled", "isSetOpenPermissions"])
        company.addType(16, entityTypeID: 1030, "Purchases", on: ["isSetOpenPermissions"])
        company.addType(20, entityTypeID: 1032, "Archive")
        company.addType(22, entityTypeID: 1034, "Archive")
        company.workplaces = [5: Workplace(title: "HR", typeIDs: []), 7: Workplace(title: "Office", typeIDs: [16])]
        company.funnels[156] = [
            ["id": 9, "name": "Managers", "sort": 200, "entityTypeId": 156, "isDefault": "N", "isSystem": "N"],
            ["id": 8, "name": "General", "sort": 100, "entityTypeId": 156, "isDefault": "Y", "isSystem": "N"],
        ]
        company.addStages()
        company.addPeople()
        return company
    }

    mutating func addType(_ id: Int64, entityTypeID: Int64, _ title: String, on: Set<String> = []) {
        var type: JSONObject = [
            "id": .integer(id), "title": .string(title), "entityTypeId": .integer(entityTypeID),
        ]
        for flag in Self.flags { type[flag] = on.contains(flag) ? "Y" : "N" }
        type["relations"] = ["parent": [], "child": []]
        type["linkedUserFields"] = [
            "CALENDAR_EVENT|UF_CRM_CAL_EVENT": "N", "TASKS_TASK|UF_CRM_TASK": "N",
            "TASKS_TASK_TEMPLATE|UF_CRM_TASK": "N",
        ]
        types[id] = type
    }

    mutating func addItem(_ id: Int64, of entityTypeID: Int64, _ fields: JSONObject = [:]) {
        var item: JSONObject = [
            "id": .integer(id), "title": .string("item \(id)"), "assignedById": 1, "opened": "Y", "observers": [],
            "categoryId": 8,
        ]
        for member in fields.members { item[member.key] = member.value }
        items[entityTypeID, default: [:]][id] = item
    }

    private mutating func addStages() {
        for (id, code, name, sort, semantics) in [
            (105, "FAIL", "Declined", "50", "F"), (101, "NEW", "Start", "10", ""),
            (104, "SUCCESS", "Done", "40", "S"), (102, "CLIENT", "Approval", "30", ""),
        ] {
            stages.append([
                "ID": .string(String(id)), "ENTITY_ID": "DYNAMIC_156_STAGE_8",
                "STATUS_ID": .string("DT156_8:\(code)"), "NAME": .string(name), "SORT": .string(sort),
                "SEMANTICS": semantics.isEmpty ? .null : .string(semantics),
            ])
        }
    }

    /// Departments 1 > 5 > 6 and 1 > 7; people 1...6, of whom 4 is dismissed; group 7.
    private mutating func addPeople() {
        departments = [
            ["ID": "1", "NAME": "Company"], ["ID": "5", "NAME": "Sales", "PARENT": "1"],
            ["ID": "6", "NAME": "Retail", "PARENT": "5"], ["ID": "7", "NAME": "Legal", "PARENT": "1"],
        ]
        for (id, name, department, active) in [
            ("1", "Boss", 1, true), ("2", "Sue", 5, true), ("3", "Rob", 6, true), ("4", "Gone", 5, false),
            ("5", "Lea", 7, true), ("6", "Tom", 6, true),
        ] {
            users.append([
                "ID": .string(id), "NAME": .string(name), "ACTIVE": .bool(active),
                "UF_DEPARTMENT": [.integer(Int64(department))],
            ])
        }
        groups[7] = [
            ["USER_ID": "1", "ROLE": "A"], ["USER_ID": "3", "ROLE": "E"], ["USER_ID": "5", "ROLE": "K"],
            ["USER_ID": "6", "ROLE": "Z"],
        ]
    }
}
