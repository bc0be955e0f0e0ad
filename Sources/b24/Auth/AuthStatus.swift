import Bitrix24
import JSON
import Localization

/// Who a credential is and what it may do, as far as REST tells; found out by reading only.
struct AuthStatus: Sendable {
    /// What REST answers to a yes-or-no question.
    enum Answer: String, Sendable {
        case yes, no
        /// REST does not tell, or not this credential.
        case unknown
    }

    /// `acme.bitrix24.com`
    var domain: String
    /// `nil` for a webhook.
    var token: PortalToken?
    var userID: Int?
    var userName: String?
    /// Whether the user administers the portal. -> api-reference/common/users/profile
    var isAdmin = Answer.unknown
    /// Whether the user may change the settings of CRM: those who may read them. -> crm.type.fields
    var isCRMAdmin = Answer.unknown
    /// `nil` when the portal did not tell.
    var granted: [String]?
    var all: [String]?
    /// The portal's plan, where an application asks: `app.info` is closed to webhooks.
    var plan: String?
    var hasREST3 = Answer.unknown

    /// `Anna Smith`, `#7`; `nil` when the portal tells neither.
    var nameOrNumber: String? { userName ?? userID.map { "#\($0)" } }

    /// Scopes that the portal has and this credential has not.
    var missing: [String] {
        guard let granted, let all else { return [] }
        return all.filter { !granted.contains($0) }.sorted()
    }

    /// Asks the portal.
    ///
    /// - Throws: ``PortalError`` when the portal does not take the credential, or cannot be reached.
    static func ask(_ client: PortalClient, token: @Sendable () -> PortalToken?) async throws(PortalError) -> AuthStatus
    {
        // First alone: what is wrong with the credential itself is an error of a call, not of a batch's commands.
        let profile = try await client.call(Command("profile")).result
        let questions: [(key: String, command: Command)] = [
            ("admin", Command("user.admin")), ("granted", Command("scope")),
            ("all", Command("scope", ["full": true])), ("crm", Command("crm.type.fields")),
            ("app", Command("app.info")),
        ]
        var answers: [String: CommandOutcome] = [:]
        for (question, outcome) in zip(questions, try await client.batch(questions)) { answers[question.key] = outcome }
        var status = AuthStatus(domain: client.credential.domain, token: token())
        status.domain = status.token?.domain ?? status.domain
        status.userID = (profile["ID"]?.value).flatMap(number) ?? client.credential.userID
        let name = ["NAME", "LAST_NAME"].compactMap { profile[$0]?.value.stringValue }.filter { !$0.isEmpty }
        status.userName = name.isEmpty ? nil : name.joined(separator: " ")
        status.isAdmin = yesOrNo(result(answers["admin"])) ?? yesOrNo(profile["ADMIN"]) ?? .unknown
        status.granted = texts(result(answers["granted"]))
        status.all = texts(result(answers["all"]))
        status.isCRMAdmin = mayReadSettings(answers["crm"])
        status.plan = ["LICENSE_FAMILY", "LICENSE"].lazy
            .compactMap { result(answers["app"])?[$0]?.value.stringValue }.first { !$0.isEmpty }
        status.hasREST3 = await hasREST3(client)
        return status
    }

    /// REST 3 answers at an address of its own; a portal without it has no method there. -> api-reference/rest-v3
    private static func hasREST3(_ client: PortalClient) async -> Answer {
        do {
            _ = try await client.call(Command("rest.scope.list", restVersion: .three))
            return .yes
        } catch {
            if error.code.uppercased().hasPrefix("BITRIX_REST_V3_") { return .yes }
            return switch error.kind {
            case .insufficientScope, .accessDenied: .yes
            case .methodNotFound: .no
            default: .unknown
            }
        }
    }

    private static func result(_ outcome: CommandOutcome?) -> JSONSlice? {
        if case .done(let response)? = outcome { response.result } else { nil }
    }

    private static func yesOrNo(_ slice: JSONSlice?) -> Answer? {
        slice.flatMap { $0.value.boolValue }.map { $0 ? .yes : .no }
    }

    private static func mayReadSettings(_ outcome: CommandOutcome?) -> Answer {
        switch outcome {
        case .done?: .yes
        case .failed(let error)? where error.kind == .accessDenied: .no
        default: .unknown
        }
    }

    private static func texts(_ slice: JSONSlice?) -> [String]? {
        slice?.elements?.compactMap(\.value.stringValue)
    }

    private static func number(_ value: JSONValue) -> Int? {
        switch value {
        case .integer(let number): Int(exactly: number)
        case .string(let text): Int(text)
        default: nil
        }
    }
}
