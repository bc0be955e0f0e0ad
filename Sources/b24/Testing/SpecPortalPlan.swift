import B24Scripting
import Localization
import PortalEmulator

/// What a spec says of the portal that it wants: `--- @portal empty box employee` at its top.
struct SpecPortalPlan: Equatable {
    /// What is in it.
    var seed = LocalPortal.Seed.demo
    var flavour = LocalPortal.Flavour.cloud
    var plan = LocalPortal.Plan.basic
    /// The language of its data: the same wherever the spec runs.
    var language = Language.en
    /// Whose rights the calls have.
    var owner = LocalPortal.Owner.admin

    /// - Throws: a ``Complaint`` about a word that means nothing.
    init(_ header: ScriptHeader, file: String) throws {
        for tag in header.tags where tag.name == "portal" {
            for word in tag.text.split(whereSeparator: \.isWhitespace) where !take(String(word)) {
                throw Complaint.failure(
                    Texts.oddPortalWord(String(word), "\(file):\(tag.line)"), hint: Texts.portalWords(Self.words))
            }
        }
    }

    private mutating func take(_ word: String) -> Bool {
        switch word {
        case "demo": seed = .demo
        case "empty": seed = .empty
        case "admin": owner = .admin
        case "crm_admin": owner = .crmAdmin
        case "employee": owner = .employee
        case "extranet": owner = .extranet
        default:
            if let flavour = LocalPortal.Flavour(rawValue: word) {
                self.flavour = flavour
            } else if let plan = LocalPortal.Plan(rawValue: word) {
                self.plan = plan
            } else if let language = Language(rawValue: word) {
                self.language = language
            } else {
                return false
            }
        }
        return true
    }

    private static let words = [
        "demo", "empty", "cloud", "box", "basic", "enterprise", "admin", "crm_admin", "employee", "extranet", "en",
        "ru",
    ]
}
