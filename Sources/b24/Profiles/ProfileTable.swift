import B24Scripting
import Bitrix24
import Credentials
import JSON
import Localization
import LuaRuntime

/// The profiles in rows. Reads no secret, and opens no store.
struct ProfileTable {
    let configuration: Configuration

    /// Every row has all members, so that tables and CSV have all columns.
    var rows: [JSONObject] { configuration.profiles.map(row) }

    func row(_ profile: Profile) -> JSONObject {
        func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
        return [
            "name": .string(profile.name), "default": .bool(profile.name == configuration.defaultProfile),
            "domain": text(profile.domain), "user": text(profile.user), "plan": text(profile.plan?.rawValue),
            "protected": .bool(profile.isProtected), "read_only": .bool(profile.isReadOnly),
            "allow": .array(profile.rules.allow.map { .string($0.description) }),
            "deny": .array(profile.rules.deny.map { .string($0.description) }),
            "max_writes": profile.maxWrites.map { .integer(Int64($0)) } ?? .null,
            "max_memory": text(profile.maxMemory.map { Amounts.text(bytes: $0) }),
            "max_cpu": text(profile.maxCPU.map { Amounts.text($0) }),
            "max_time": text(profile.maxTime.map { Amounts.text($0) }),
            "sandbox": text(profile.sandbox?.rawValue),
            "audit": text(profile.audit?.rawValue),
            "store": text(
                profile.webhookFile != nil ? "webhook-file" : configuration.declaredKind(of: profile)?.rawValue),
            "authorization_server": text(profile.authorizationServer), "client_id": text(profile.clientID),
        ]
    }

    /// For a person: what is on is named, what is off is not.
    func text(width: Int?, _ language: Language) -> String {
        let brief = configuration.profiles.map { profile -> JSONObject in
            var row = JSONObject()
            let all = self.row(profile)
            row["name"] = .string((profile.name == configuration.defaultProfile ? "* " : "  ") + profile.name)
            for name in ["domain", "user", "plan", "store"] { row[name] = all[name] }
            let modes = [(profile.isProtected, "protected"), (profile.isReadOnly, "read-only")]
            row["mode"] = .string(modes.filter(\.0).map(\.1).joined(separator: ", "))
            return row
        }
        let formatter = TableFormatter(
            width: width ?? .max, columns: ["name", "domain", "user", "plan", "store", "mode"], language: language)
        return formatter.format(LuaValue(inOrder: .array(brief.map(JSONValue.object))))
    }
}
