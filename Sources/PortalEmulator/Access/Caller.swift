import Permissions

/// Who a request runs as: the owner of the webhook or of the token. REST never widens that person's rights.
struct Caller: Sendable {
    /// What a person calls with.
    enum Origin: Sendable {
        case webhook(_ id: Int)
        case application(LocalPortal.Application)
    }

    let userID: Int
    let role: LocalPortal.Owner
    let origin: Origin
    /// `nil`: all scopes.
    let scopes: Set<String>?
    /// What grants see of the person.
    let membership: Membership

    /// The application that calls; `nil` for a webhook.
    var application: LocalPortal.Application? {
        if case .application(let application) = origin { application } else { nil }
    }

    /// Portal administrator.
    var isAdmin: Bool { role == .admin }
    /// "Administrative access to the CRM section".
    var isCRMAdmin: Bool { membership.role.administersCRM }
    /// Somebody of the company, not a guest.
    var isIntranet: Bool { role != .extranet }

    /// - Throws: 403 `allowed_only_intranet_user` for guests.
    func requireIntranet() throws {
        guard isIntranet else { throw RESTError.onlyIntranet }
    }

    /// - Throws: 400 `ACCESS_DENIED` for those who do not administer CRM.
    func requireCRMAdmin() throws {
        guard isCRMAdmin else { throw RESTError.accessDenied }
    }

    /// - Throws: 403 `insufficient_scope`; for custom fields without the scope of their module 400 with an empty code,
    ///   as documented for `userfieldconfig.*`.
    func require(_ rule: ScopeRule) throws {
        guard allows(rule) else { throw RESTError("insufficient_scope", Texts.insufficientScope, status: 403) }
        if case .userFieldConfig = rule, let scopes, !scopes.contains("crm") {
            throw RESTError("", Texts.moreScopes("crm"))
        }
    }

    func allows(_ rule: ScopeRule) -> Bool {
        guard let scopes else { return true }
        switch rule {
        case .basic: return true
        case .anyOf(let names): return names.contains { scopes.contains($0) }
        case .userFieldConfig: return scopes.contains("userfieldconfig")
        }
    }
}
