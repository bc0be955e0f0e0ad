import GRDB
import JSON

/// What a webhook may ask about its owner, whatever its scopes (`api-reference/common/users`, `.../access-name`).
enum CallerMethods: MethodFamily {
    static let methods = [
        Method("profile", .basic, profile),
        Method("user.admin", .basic) { call, _ in Reply(.bool(call.caller.isAdmin)) },
        Method("user.access", .basic, access),
        Method("access.name", .basic, accessName),
    ]

    /// Fewer members than `user.current`, and no scope needed.
    private static func profile(_ call: Call, _ database: Database) throws -> Reply {
        guard
            let row = try database.row(
                "SELECT name, last_name, personal_gender, time_zone, personal_photo FROM users WHERE id = ?",
                [call.caller.userID])
        else { return Reply(.object([:])) }
        var profile: JSONObject = [
            "ID": .string(String(call.caller.userID)), "ADMIN": .bool(call.caller.isAdmin),
            "NAME": .string(row["name"]), "LAST_NAME": .string(row["last_name"]),
            "PERSONAL_GENDER": .string(row["personal_gender"]), "TIME_ZONE": .string(row["time_zone"]),
        ]
        if let photo = row["personal_photo"] as String? { profile["PERSONAL_PHOTO"] = .string(photo) }
        return Reply(.object(profile))
    }

    /// Whether the caller carries one of the codes; administrators carry all.
    private static func access(_ call: Call, _ database: Database) throws -> Reply {
        let codes = try codes(call)
        return Reply(.bool(call.caller.isAdmin || codes.contains(where: call.caller.membership.carries)))
    }

    /// Names of access codes; unknown ones are left out, nothing asked is `false`.
    private static func accessName(_ call: Call, _ database: Database) throws -> Reply {
        let codes = try codes(call)
        guard !codes.isEmpty else { return Reply(false) }
        var names = JSONObject()
        for code in codes {
            guard let found = try AccessCodeName.of(code, call, database) else { continue }
            names[code] = [
                "provider": .string(found.provider), "name": .string(found.name), "provider_id": .string(found.id),
            ]
        }
        return Reply(.phpEncoded(names))
    }

    private static func codes(_ call: Call) throws -> [String] {
        guard let value = call.parameters["ACCESS", "access"] else { throw RESTError.missing("ACCESS") }
        if let list = value.phpArray { return list.compactMap(\.phpString) }
        return [value.phpString].compactMap { $0 }.filter { !$0.isEmpty }
    }
}
