import GRDB
import JSON

/// What every webhook may ask about the portal and itself (`api-reference/common/system`, `api-reference/common/users`).
enum SystemMethods: MethodFamily {
    static let methods = [
        Method("profile", .basic, profile),
        Method("server.time", .basic, serverTime),
    ]

    /// `profile` has fewer members than `user.current` and needs no scope.
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

    private static func serverTime(_ call: Call, _ database: Database) throws -> Reply {
        Reply(.string(ServerTime(offset: call.choices.timeZoneOffset).iso(call.timestamp)))
    }
}
