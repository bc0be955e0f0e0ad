import JSON
import Localization

/// What became of a command on one portal of several.
struct PortalOutcome: Sendable {
    let profile: String
    /// The portal's domain, where it is known.
    var portal: String?
    /// How its process ended; for one that was not started, what kept it from it.
    var code: Int32
    /// What `--json` says; `nil` when the process ended without a word.
    var envelope: JSONValue?
    /// Why there is no envelope.
    var problem: LocalizedText?
    var isStarted = true

    /// What went wrong, on one line; empty when nothing did.
    func error(_ language: Language) -> String {
        let text = envelope?["error"]?["message"]?.stringValue ?? problem?[language] ?? ""
        return text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    }

    /// The envelope, and whose it is.
    func json(_ language: Language) -> JSONObject {
        var object: JSONObject = ["profile": .string(profile), "exit_code": .integer(Int64(code))]
        object["portal"] = portal.map(JSONValue.string)
        guard let members = envelope?.objectValue else {
            object["schema"] = 1
            object["data"] = .null
            object["meta"] = ["exit_code": .integer(Int64(code))]
            object["error"] = [
                "kind": .string(isStarted ? "failed" : "not_started"), "message": .string(error(language)),
                "exit_code": .integer(Int64(code)),
            ]
            return object
        }
        for member in members.members { object[member.key] = member.value }
        return object
    }

    /// The exit code of all together: that of the worst.
    ///
    /// Interrupted is worse than failed, failed than refused, refused than partly done, that than different, and all are worse than
    /// done. Failures of several kinds are a failure, 1; of one kind, that one.
    static func together(_ codes: [Int32]) -> Int32 {
        let worst = codes.map(Severity.init).max { $0.rawValue < $1.rawValue } ?? .done
        let same = Set(codes.filter { Severity($0) == worst })
        guard same.count > 1 else { return same.first ?? 0 }
        return worst == .interrupted ? 130 : 1
    }

    private enum Severity: Int {
        case done, changes, partial, refused, failed, interrupted

        init(_ code: Int32) {
            self =
                switch code {
                case 0: .done
                case 5: .changes
                case 3: .partial
                case 4: .refused
                case 130, 143: .interrupted
                default: .failed
                }
        }
    }
}
