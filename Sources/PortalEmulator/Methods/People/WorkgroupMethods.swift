import GRDB
import JSON
import Localization

/// `sonet_group.get` and `sonet_group.user.get` (`api-reference/sonet-group/sonet-group-get`,
/// `api-reference/sonet-group/members/sonet-group-user-get`).
enum WorkgroupMethods: MethodFamily {
    private static let scope = ScopeRule.anyOf(["sonet", "sonet_group", "socialnetwork"])

    static let methods: [Method] = [
        Method("sonet_group.get", scope, get),
        Method("sonet_group.user.get", scope, members),
    ]

    private static let map = FieldMap([
        ("ID", "id", .integer), ("NAME", "name", .text), ("OWNER_ID", "owner_id", .integer),
        ("ACTIVE", "active", .flag), ("VISIBLE", "visible", .flag), ("OPENED", "opened", .flag),
        ("CLOSED", "closed", .flag), ("DATE_CREATE", "date_create", .time), ("DATE_UPDATE", "date_update", .time),
        ("DATE_ACTIVITY", "date_activity", .time), ("IS_EXTRANET", "is_extranet", .flag),
    ])

    private static let get: Handler = { call, database in
        var parameters: JSONObject = [
            "filter": .object(
                try rewritten(call.parameters.optionalObject("FILTER", "filter")).conditions(on: map, call.choices))
        ]
        let order = call.parameters.optionalObject("ORDER", "order")
        parameters["order"] = .object(order.isEmpty ? ["ID": "DESC"] : try order.conditions(on: map, call.choices))
        parameters["start"] = call.parameters["start", "START"]
        var query = try ListQuery(call.with(parameters), fields: map)
        if let id = call.parameters["GROUP_ID"]?.phpInteger { query.restrict(SQLCondition("id = ?", [id])) }
        let seesAll = call.caller.isAdmin && call.parameters["IS_ADMIN"] == "Y"
        if !seesAll { query.restrict(visible(to: call.caller)) }
        let time = ServerTime(offset: call.choices.timeZoneOffset)
        return try query.reply(
            database,
            select: "*, (SELECT count(*) FROM workgroup_members WHERE group_id = workgroups.id) AS members",
            from: "workgroups"
        ) { describe($0, time, call.language) }
    }

    private static let members: Handler = { call, database in
        guard let id = call.parameters["ID", "id"]?.phpInteger, id > 0 else {
            throw RESTError("", Texts.workgroupIDWrong)
        }
        let visible = visible(to: call.caller)
        let group = try database.row(
            "SELECT 1 FROM workgroups WHERE id = ? AND \(visible.sql)", [id] + visible.arguments)
        guard group != nil || call.caller.isAdmin else { throw RESTError("", Texts.workgroupNotFound) }
        guard try database.row("SELECT 1 FROM workgroups WHERE id = ?", [id]) != nil else {
            throw RESTError("", Texts.workgroupNotFound)
        }
        let rows = try database.rows(
            """
            SELECT user_id, workgroup_members.role FROM workgroup_members JOIN users ON users.id = user_id
            WHERE group_id = ? AND active = 'Y' ORDER BY user_id
            """, [id])
        return Reply(
            .array(rows.map { ["USER_ID": .string(String($0[0] as Int)), "ROLE": .string($0[1])] }))
    }

    /// Groups that everybody sees in the list, and one's own; a guest sees the guest's own only.
    private static func visible(to caller: Caller) -> SQLCondition {
        let isMember = SQLCondition(
            "id IN (SELECT group_id FROM workgroup_members WHERE user_id = ?)", [caller.userID])
        return caller.isIntranet ? .any([SQLCondition("visible = 'Y'"), isMember]) : isMember
    }

    /// The operators that only this method has: `><` between, `!><` outside, `?` search.
    private static func rewritten(_ filter: JSONObject) -> JSONObject {
        var conditions: [(String, JSONValue)] = []
        for member in filter.members {
            let bounds = member.value.phpArray ?? []
            if member.key.hasPrefix("!><"), bounds.count == 2 {
                let name = member.key.dropFirst(3)
                conditions.append(
                    (String(conditions.count), ["logic": "OR", "<\(name)": bounds[0], ">\(name)": bounds[1]]))
            } else if member.key.hasPrefix("><"), bounds.count == 2 {
                let name = member.key.dropFirst(2)
                conditions += [(">=\(name)", bounds[0]), ("<=\(name)", bounds[1])]
            } else if member.key.hasPrefix("?") {
                conditions.append(("%" + member.key.dropFirst(), member.value))
            } else {
                conditions.append((member.key, member.value))
            }
        }
        return JSONObject(conditions)
    }

    private static func describe(_ row: Row, _ time: ServerTime, _ language: Language) -> JSONValue {
        func text(_ column: String) -> JSONValue {
            let text: String = row[column]
            return text.isEmpty ? .null : .string(text)
        }
        func number(_ column: String) -> JSONValue { .string(String(row[column] as Int)) }
        func date(_ column: String) -> JSONValue { .string(time.iso(row[column])) }
        let subject = LocalizedText("Workgroups", ru: "Рабочие группы")
        return [
            "ID": number("id"), "SITE_ID": row["is_extranet"] == "Y" ? "ex" : "s1", "NAME": text("name"),
            "DESCRIPTION": text("description"), "DATE_CREATE": date("date_create"), "DATE_UPDATE": date("date_update"),
            "ACTIVE": text("active"), "VISIBLE": text("visible"), "OPENED": text("opened"), "CLOSED": text("closed"),
            "SUBJECT_ID": number("subject_id"), "OWNER_ID": number("owner_id"), "KEYWORDS": text("keywords"),
            "NUMBER_OF_MEMBERS": number("members"), "DATE_ACTIVITY": date("date_activity"),
            "SUBJECT_NAME": .string(subject[language]), "PROJECT": text("project"),
            "IS_EXTRANET": text("is_extranet"),
        ]
    }
}
