import GRDB
import JSON

/// `user.current`, `user.get` and `user.search` (`api-reference/user/*`).
enum UserMethods: MethodFamily {
    private static let scope = ScopeRule.anyOf(["user", "user_basic", "user_brief"])

    static let methods: [Method] = [
        Method("user.current", scope, current),
        Method("user.get", scope, get),
        Method("user.search", scope, search),
    ]

    static let map = FieldMap([
        ("ID", "id", .integer), ("ACTIVE", "active", .flag), ("XML_ID", "xml_id", .code), ("NAME", "name", .text),
        ("LAST_NAME", "last_name", .text), ("SECOND_NAME", "second_name", .text), ("EMAIL", "email", .text),
        ("TIME_ZONE", "time_zone", .code), ("LAST_LOGIN", "last_login", .time),
        ("DATE_REGISTER", "date_register", .time), ("TIMESTAMP_X", "updated_time", .time),
        ("LAST_ACTIVITY_DATE", "last_activity", .time), ("IS_ONLINE", "is_online", .flag),
        ("PERSONAL_GENDER", "personal_gender", .code), ("PERSONAL_BIRTHDAY", "personal_birthday", .code),
        ("PERSONAL_MOBILE", "personal_mobile", .text), ("PERSONAL_CITY", "personal_city", .text),
        ("PERSONAL_WWW", "personal_www", .text), ("WORK_PHONE", "work_phone", .text),
        ("WORK_POSITION", "work_position", .text), ("UF_EMPLOYMENT_DATE", "employment_date", .code),
        ("UF_PHONE_INNER", "work_phone", .text), ("USER_TYPE", "user_type", .code),
        ("UF_DEPARTMENT", departments, .list), ("NAME_SEARCH", UserSearch.text, .text),
        ("UF_DEPARTMENT_NAME", UserSearch.departmentNames, .text),
    ])

    private static let departments =
        "(SELECT json_group_array(department_id) FROM user_departments WHERE user_id = users.id)"

    private static let current: Handler = { call, database in
        guard let row = try database.row("SELECT * FROM users WHERE id = ?", [call.caller.userID]) else {
            return Reply(.object([:]))
        }
        return Reply(UserAnswer(call).current(row, departments: try departments(of: call.caller.userID, database)))
    }

    private static let get: Handler = { call, database in
        var filter = call.parameters.optionalObject("FILTER", "filter")
        // Fields may also stand beside `sort` and `order`.
        for member in call.parameters.object.members where map[FilterPrefix.split(member.key).field] != nil {
            filter[member.key] = member.value
        }
        return try list(UserSearch.masked(filter), nil, call, database)
    }

    private static let search: Handler = { call, database in
        let filter = call.parameters.optionalObject("FILTER", "filter")
        // FIND excludes all other fields.
        if let text = filter["FIND"]?.phpString {
            return try list([:], UserSearch.condition(text), call, database)
        }
        return try list(UserSearch.prefixed(filter), nil, call, database)
    }

    private static func list(
        _ filter: JSONObject, _ more: SQLCondition?, _ call: Call, _ database: Database
    ) throws -> Reply {
        var parameters: JSONObject = ["filter": .object(try filter.conditions(on: map, call.choices))]
        parameters["start"] = call.parameters["start", "START"]
        let field = call.parameters["sort", "SORT"]?.phpString ?? "ID"
        let direction = call.parameters["order", "ORDER"]?.phpString?.uppercased() == "DESC" ? "DESC" : "ASC"
        if map[field] != nil { parameters["order"] = [field: .string(direction)] }
        var query: ListQuery
        do {
            query = try ListQuery(call.with(parameters), fields: map)
        } catch is RESTError {
            // "If the value is not recognized as a date, the condition retrieves no records."
            return Reply(.array([]), total: 0)
        }
        query.restrict(more)
        query.restrict(visible(to: call))
        let answer = UserAnswer(call)
        return try query.reply(database, from: "users") { row in
            answer(row, departments: try departments(of: row["id"], database))
        }
    }

    /// Bots, mail users and the system users of integrations are in no list; a guest knows the people of the guest's
    /// workgroups only (``Choices/limitsGuestsToTheirGroups``).
    private static func visible(to call: Call) -> SQLCondition? {
        let isAdminMode = call.caller.isAdmin && call.parameters["ADMIN_MODE", "admin_mode"]?.phpFlag ?? false
        var parts = isAdminMode ? [] : [SQLCondition("external_auth_id IS NULL")]
        if !call.caller.isIntranet, call.choices.limitsGuestsToTheirGroups {
            parts.append(
                SQLCondition(
                    """
                    (id = ? OR id IN (SELECT user_id FROM workgroup_members WHERE group_id IN
                        (SELECT group_id FROM workgroup_members WHERE user_id = ?)))
                    """, [call.caller.userID, call.caller.userID]))
        }
        return parts.isEmpty ? nil : .all(parts)
    }

    private static func departments(of userID: Int, _ database: Database) throws -> [Int] {
        try database.rows(
            "SELECT department_id FROM user_departments WHERE user_id = ? ORDER BY department_id", [userID]
        ).map { $0[0] }
    }
}
