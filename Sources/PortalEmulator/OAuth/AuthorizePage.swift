import GRDB
import JSON
import Localization

/// `/oauth/authorize/` of the portal: a person lets an application act for them (`settings/oauth/index`). What goes
/// wrong is told on the page; the application hears of approval only.
struct AuthorizePage {
    /// What the browser gets.
    enum Outcome: Sendable, Equatable {
        case page(status: Int, html: String)
        case redirect(String)
    }

    let database: Database
    let choices: Choices
    let place: OAuthPlace
    let language: Language
    let signIn: LocalPortal.SignIn
    let now: Double

    func answer(_ parameters: Parameters) throws -> Outcome {
        let pages = OAuthPages(language: language)
        let clientID = parameters["client_id"]?.phpString ?? ""
        guard let application = try Applications.one(clientID, database) else {
            return .page(status: 400, html: pages.failure(Texts.unknownApplication))
        }
        guard !application.isPaymentExpired else {
            return .page(status: 400, html: pages.failure(Texts.paymentRequired))
        }
        let state = parameters["state"]?.phpString
        let userID: Int
        switch signIn {
        case .automatic(let owner):
            guard let id = try People.first(owner, database) else {
                return .page(status: 403, html: pages.failure(Texts.noOwner(owner.rawValue)))
            }
            userID = id
        case .form:
            switch parameters["decision"]?.phpString {
            case "allow": break
            case "refuse": return .page(status: 200, html: pages.refused(application))
            default:
                return .page(
                    status: 200, html: pages.form(application, state: state, people: try People.active(database)))
            }
            guard let id = parameters["user_id"]?.phpInteger, try People.isActive(id, database) else {
                return .page(status: 400, html: pages.failure(Texts.unknownPerson))
            }
            userID = id
        }
        guard try mayUse(application, userID) else {
            return .page(status: 403, html: pages.failure(Texts.userAccess))
        }
        let code = try Tokens(database, choices: choices, now: now).code(for: application.id, userID: userID)
        guard let address = application.redirectAddress else {
            return .page(status: 200, html: pages.code(code, application))
        }
        return .redirect(returning(to: address, application, code: code, state: state))
    }

    private func mayUse(_ application: LocalPortal.Application, _ userID: Int) throws -> Bool {
        guard let allowed = application.accessCodes else { return true }
        guard let person = try People.membership(userID, database) else { return false }
        return allowed.contains(where: person.carries)
    }

    /// The application's address with the parameters in the order of the page.
    private func returning(
        to address: String, _ application: LocalPortal.Application, code: String, state: String?
    ) -> String {
        let parameters: [(String, String?)] = [
            ("code", code), ("state", state), ("domain", place.host), ("member_id", place.memberID),
            ("scope", place.scopes(application).joined(separator: ",")), ("server_domain", place.host),
        ]
        let query = parameters.compactMap { name, value in value.map { "\(name)=\(PercentEncoding.encoded($0))" } }
        return address + (address.contains("?") ? "&" : "?") + query.joined(separator: "&")
    }
}
