import B24Scripting
import Bitrix24
import JSON

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the audit says of a run with each of its writes.
public struct AuditFacts: Sendable {
    /// The profile's name.
    public var profile: String
    /// `run`, `eval`, `call`, `repl`.
    public var command: String
    /// The script as it was named; redacted.
    public var script: String?
    /// The script's text, of which the audit holds the hash.
    public var text: String?
    /// Of the program.
    public var version: String
    /// Whether the values of fields are recorded, too. They may be personal.
    public var holdsValues = false

    /// Facts.
    public init(profile: String, command: String, version: String) {
        self.profile = profile
        self.command = command
        self.version = version
    }

    /// The name of the person at this machine; not taken from the environment, where anybody can put any.
    static let person: String = {
        guard let user = getpwuid(geteuid()) else { return String(geteuid()) }
        return String(cString: user.pointee.pw_name)
    }()

    /// What is known of a write before it is sent.
    ///
    /// - Parameter hash: of the script's text.
    func entry(_ write: WriteIntent, id: String, run: String?, hash: String?, _ portal: JournalPortal) -> JSONObject {
        var entry: JSONObject = [
            "time": .string(ISOTime(unixTime: write.sentAt).text()), "person": .string(Self.person),
        ]
        entry["user"] = portal.userID.map { .integer(Int64($0)) }
        entry["profile"] = .string(profile)
        entry["portal"] = .string(portal.domain)
        entry["run"] = run.map(JSONValue.string)
        entry["write"] = .string(id)
        entry["command"] = .string(command)
        entry["script"] = script.map(JSONValue.string)
        entry["script_hash"] = hash.map(JSONValue.string)
        entry["version"] = .string(version)
        entry["method"] = .string(write.command.method)
        entry["effect"] = .string(write.effect.rawValue)
        for name in ["entityTypeId", "ownerType"] { entry[name] = write.command.parameters[name] }
        entry["object"] = write.objectID.map(JSONValue.string)
        entry["where"] = write.position.map(JSONValue.string)
        if let library = write.library {
            entry["library"] = .string(library.name)
            entry["library_version"] = .string(library.version)
            entry["library_commit"] = library.commit.map(JSONValue.string)
            if library.isLinked { entry["library_linked"] = true }
        }
        if holdsValues {
            entry["params"] = .object(write.command.parameters)
        } else {
            let names = Self.fieldNames(write.command.parameters)
            if !names.isEmpty { entry["fields"] = .array(names.map(JSONValue.string)) }
        }
        return entry
    }

    /// The names of the fields that a write sets: what it is about, without what it says.
    private static func fieldNames(_ parameters: JSONObject) -> [String] {
        for name in ["fields", "FIELDS", "field"] {
            if let fields = parameters[name]?.objectValue { return fields.members.map(\.key) }
        }
        return []
    }

    /// Adds how a write ended.
    static func end(_ entry: JSONObject, _ outcome: WriteOutcome) -> JSONObject {
        var entry = entry
        if entry["object"] == nil { entry["object"] = outcome.objectID.map(JSONValue.string) }
        entry["outcome"] = .string(outcome.state.rawValue)
        entry["error"] = outcome.error.map { .string($0.code.isEmpty ? $0.kind : $0.code) }
        entry["request_id"] = outcome.requestID.flatMap { $0.isEmpty ? nil : .string($0) }
        entry["attempts"] = .integer(Int64(outcome.attempts))
        entry["ended"] = .string(ISOTime(unixTime: outcome.answeredAt).text())
        return entry
    }
}
