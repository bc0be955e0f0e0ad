import GRDB
import JSON

/// A person as `user.*` answers: which members depends on the scope of the webhook
/// (`api-reference/user/user-get`, `api-reference/user/user-scope`).
struct UserAnswer {
    let time: ServerTime
    let choices: Choices
    /// What the scope opens; `nil` for everything.
    let allowed: Set<String>?
    /// What `select` asks for; `nil` for everything.
    let selected: Set<String>?

    init(_ call: Call) {
        time = ServerTime(offset: call.choices.timeZoneOffset)
        choices = call.choices
        allowed = Self.allowed(call.caller.scopes)
        let names = (call.parameters["select", "SELECT"]?.phpArray ?? []).compactMap(\.phpString)
        selected = names.isEmpty || names.contains("*") ? nil : Set(names)
    }

    /// One person of a list.
    func callAsFunction(_ row: Row, departments: [Int]) -> JSONValue {
        var answer = JSONObject()
        for (name, value) in members(row, departments: departments) where isShown(name) { answer[name] = value }
        return .object(answer)
    }

    private func isShown(_ name: String) -> Bool {
        guard allowed?.contains(name) ?? true else { return false }
        guard let selected else { return true }
        return selected.contains(name) || name.hasPrefix("UF_") && selected.contains("UF_*")
    }

    private func members(_ row: Row, departments: [Int]) -> [(String, JSONValue)] {
        func text(_ column: String) -> JSONValue { .string(row[column]) }
        /// Left out by the portal while nobody has filled it in.
        func filled(_ name: String, _ column: String) -> [(String, JSONValue)] {
            let value: String = row[column] ?? ""
            return value.isEmpty ? [] : [(name, .string(value))]
        }
        var members: [(String, JSONValue)] = [
            ("ID", .string(String(row["id"] as Int))), ("ACTIVE", .bool(row["active"] == "Y")),
            ("NAME", text("name")), ("LAST_NAME", text("last_name")),
        ]
        members += filled("SECOND_NAME", "second_name")
        members += [
            ("EMAIL", text("email")), ("LAST_LOGIN", iso(row["last_login"])),
            ("DATE_REGISTER", iso(row["date_register"])),
        ]
        members += filled("TIME_ZONE", "time_zone")
        members += [
            ("IS_ONLINE", text("is_online")),
            ("TIMESTAMP_X", date(row["updated_time"]) { time.dotted($0) }),
            ("LAST_ACTIVITY_DATE", date(row["last_activity"]) { time.plain($0) }),
            ("PERSONAL_GENDER", text("personal_gender")),
        ]
        members += filled("PERSONAL_WWW", "personal_www")
        members.append(("PERSONAL_BIRTHDAY", text("personal_birthday")))
        members += filled("PERSONAL_MOBILE", "personal_mobile") + filled("PERSONAL_CITY", "personal_city")
        members += filled("PERSONAL_PHOTO", "personal_photo") + filled("WORK_PHONE", "work_phone")
        return members + [
            ("WORK_POSITION", text("work_position")), ("UF_EMPLOYMENT_DATE", text("employment_date")),
            ("UF_DEPARTMENT", .array(departments.map { .int($0) })), ("USER_TYPE", text("user_type")),
        ]
    }

    /// `{}` is what the official example of `user.get` shows for these two dates.
    private func date(_ unix: Int64?, _ text: (Int64) -> String) -> JSONValue {
        if choices.answersUserDatesAsEmptyObjects { return .object([:]) }
        return unix.map { .string(text($0)) } ?? ""
    }

    private func iso(_ unix: Int64?) -> JSONValue { unix.map { .string(time.iso($0)) } ?? "" }

    /// The members of `user.current`, whose example has fewer.
    func current(_ row: Row, departments: [Int]) -> JSONValue {
        var answer = JSONObject()
        for (name, value) in members(row, departments: departments)
        where name != "TIMESTAMP_X" && name != "USER_TYPE" && isShown(name) {
            answer[name] =
                name == "LAST_ACTIVITY_DATE" ? .string((row["last_activity"] as Int64?).map(time.plain) ?? "") : value
        }
        return .object(answer)
    }

    private static func allowed(_ scopes: Set<String>?) -> Set<String>? {
        guard let scopes, !scopes.contains("user") else { return nil }
        var allowed = common
        if scopes.contains("user_basic") { allowed.formUnion(["EMAIL", "PERSONAL_MOBILE", "WORK_PHONE"]) }
        return allowed
    }

    /// What both narrow scopes open, of the members that this portal has.
    private static let common: Set<String> = [
        "ID", "ACTIVE", "NAME", "LAST_NAME", "SECOND_NAME", "IS_ONLINE", "TIME_ZONE", "TIMESTAMP_X", "DATE_REGISTER",
        "LAST_ACTIVITY_DATE", "PERSONAL_GENDER", "PERSONAL_BIRTHDAY", "PERSONAL_PHOTO", "PERSONAL_CITY",
        "WORK_POSITION", "UF_EMPLOYMENT_DATE", "UF_DEPARTMENT",
    ]
}
