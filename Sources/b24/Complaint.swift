import B24Scripting
import Bitrix24
import Credentials
import Libraries
import Localization
import PortalConfiguration

/// Something that the command itself (not a script, not a portal) has to say no to.
struct Complaint: Error, Sendable, CustomStringConvertible {
    let text: LocalizedText
    let hint: LocalizedText?
    let status: ExitStatus
    /// A stable word for `--json` readers.
    let kind: String

    /// For a script that catches it.
    var description: String { text[.ofProcess] }

    /// A wrong command line or configuration: exit code 2.
    static func usage(_ text: LocalizedText, hint: LocalizedText? = nil) -> Complaint {
        Complaint(text: text, hint: hint, status: .usage, kind: "usage")
    }

    /// Something did not work: exit code 1.
    static func failure(_ text: LocalizedText, hint: LocalizedText? = nil) -> Complaint {
        Complaint(text: text, hint: hint, status: .failed, kind: "failed")
    }

    /// Not confirmed, or not allowed: exit code 4.
    static func refusal(_ text: LocalizedText, hint: LocalizedText? = nil) -> Complaint {
        Complaint(text: text, hint: hint, status: .refused, kind: "policy_denied")
    }
}

extension Complaint {
    /// What is the command's business to say, in its form; `nil` for every other error.
    init?(_ error: any Error) {
        switch error {
        case let complaint as Complaint: self = complaint
        case let error as CredentialsError:
            let isUsage = error.kind == .configuration
            self.init(
                text: error.text, hint: error.hint, status: isUsage ? .usage : .failed,
                kind: isUsage ? "usage" : error.kind.rawValue)
        case let error as ConfigurationProblem: self.init(ConfigurationProblems([error]))
        case let error as ConfigurationProblems: self.init(error)
        case let error as ScriptLibraryError: self.init(error)
        case let error as LibraryError: self.init(error)
        default: return nil
        }
    }

    /// A description that says what cannot be.
    private init(_ error: ConfigurationProblems) {
        func lines(_ language: Language) -> String { error.problems.map { $0.line(language) }.joined(separator: "\n") }
        self.init(
            text: LocalizedText(lines(.en), ru: lines(.ru)), hint: nil, status: .failed, kind: "configuration")
    }

    /// A library that is not loaded.
    init(_ error: ScriptLibraryError) {
        self.init(
            text: error.text, hint: error.hint, status: error.kind == .policyDenied ? .refused : .failed,
            kind: error.kind.rawValue)
    }
}
