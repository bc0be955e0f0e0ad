import JSON

/// How `user.get` and `user.search` look for text.
enum UserSearch {
    /// Everything that a person is found by.
    static let text = "(name || ' ' || last_name || ' ' || second_name || ' ' || work_position)"

    /// The names of a person's departments.
    static let departmentNames =
        """
        (SELECT coalesce(group_concat(departments.name, ' '), '') FROM departments
            JOIN user_departments ON department_id = departments.id WHERE user_id = users.id)
        """

    /// Every word of `find` begins a word of a name, the position or a department.
    static func condition(_ find: String) -> SQLCondition {
        let text = "\(TextFolding.name)(' ' || \(text) || ' ' || \(departmentNames))"
        return .all(
            find.lowercased().split(whereSeparator: \.isWhitespace).map { word in
                SQLCondition("instr(\(text), ?) > 0", [" " + word])
            })
    }

    /// Conditions of `user.get`: a text without operator may hold `%`, as the example `"NAME": "Iv%"` does.
    static func masked(_ filter: JSONObject) -> JSONObject {
        JSONObject(
            filter.members.map { member in
                switch member.value {
                case .string(let text) where text.contains("%") && FilterPrefix.split(member.key).prefix == .none:
                    ("=%" + member.key, member.value)
                case .string(let text) where member.key == "NAME_SEARCH":
                    ("%" + member.key, .string(text))
                case .string("true"), .string("false"):
                    (member.key, .yesNo(member.value == "true"))
                default: (member.key, member.value)
                }
            })
    }

    /// Conditions of `user.search`: names and positions are looked for by their beginning.
    static func prefixed(_ filter: JSONObject) -> JSONObject {
        let names: Set<String> = ["NAME", "LAST_NAME", "WORK_POSITION", "UF_DEPARTMENT_NAME"]
        return JSONObject(
            masked(filter).members.map { member in
                guard names.contains(member.key), case .string(let text) = member.value, !text.isEmpty else {
                    return (member.key, member.value)
                }
                return ("=%" + member.key, .string(text + "%"))
            })
    }
}
