import Bitrix24
import JSON
import Localization

extension AuthStatus {
    /// For programs.
    ///
    /// - Parameter now: Unix time.
    func data(profile: String, now: Double) -> JSONObject {
        var object: JSONObject = ["profile": .string(profile)]
        for member in data.members { object[member.key] = member.value }
        guard let token else { return object }
        object["token"] = [
            "obtained_at": token.obtainedAt.map { .integer(Int64($0)) } ?? .null,
            "expires": token.expires.map { .integer(Int64($0)) } ?? .null,
            "expires_in": token.expires.map { .integer(Int64($0) - Int64(now)) } ?? .null,
            "renewable": .bool(token.isRenewable), "client_id": token.clientID.map(JSONValue.string) ?? .null,
            "authorization_server": (token.authorizationServer?.text).map(JSONValue.string) ?? .null,
            "member_id": token.memberID.map(JSONValue.string) ?? .null,
            "status": token.status.map(JSONValue.string) ?? .null,
        ]
        return object
    }

    /// What the portal told.
    var data: JSONObject {
        func answer(_ answer: Answer) -> JSONValue { answer == .unknown ? .null : .bool(answer == .yes) }
        func list(_ scopes: [String]?) -> JSONValue {
            scopes.map { .array($0.sorted().map(JSONValue.string)) } ?? .null
        }
        return [
            "domain": .string(domain), "credential": .string(token == nil ? "webhook" : "token"),
            "user_id": userID.map { .integer(Int64($0)) } ?? .null,
            "user": userName.map(JSONValue.string) ?? .null, "admin": answer(isAdmin), "crm_admin": answer(isCRMAdmin),
            "scopes": list(granted), "missing_scopes": all == nil ? .null : list(missing),
            "legacy_scopes": list(granted?.filter(ScopeNames.isLegacy)),
            "plan": plan.map(JSONValue.string) ?? .null, "rest_3": answer(hasREST3),
        ]
    }

    /// For a person: one fact a line.
    func lines(profile: String, now: Double, _ language: Language, style: Style) -> [String] {
        var facts: [(LocalizedText, String)] = [
            (Texts.authPortal, "\(domain) (\(profile))"),
            (Texts.authCredential, (token == nil ? Texts.authWebhook : Texts.authToken)[language]),
            (Texts.authUser, Texts.authPerson(userName, userID)[language]),
            (Texts.authAdmin, Texts.authAnswer(isAdmin)[language]),
            (Texts.authCRMAdmin, Texts.authAnswer(isCRMAdmin)[language]),
        ]
        if let token { facts.append((Texts.authTokenAge, Texts.authExpiry(token, now)[language])) }
        facts.append((Texts.authPlan, (plan.map(Texts.verbatim) ?? Texts.authUnknownPlan)[language]))
        facts.append((Texts.authREST3, Texts.authAnswer(hasREST3)[language]))
        if let granted {
            facts.append((Texts.authScopes, granted.isEmpty ? "-" : granted.sorted().joined(separator: ", ")))
            let legacy = granted.filter(ScopeNames.isLegacy).sorted()
            if !legacy.isEmpty { facts.append((Texts.authLegacyScopes, legacy.joined(separator: ", "))) }
        }
        if all != nil {
            let names = missing.map { ScopeNames.tickBox($0, language) }
            facts.append((Texts.authMissingScopes, names.isEmpty ? "-" : names.joined(separator: ", ")))
        }
        return facts.map { style.bold($0[language]) + ": " + $1 }
    }
}
