import Bitrix24
import Localization

/// Who the credential is and what it may do, as the portal says.
struct UserChecks: Sendable {
    var answer: Result<AuthStatus, any Error>
    /// The rate that the profile's `plan` chooses.
    var plan: PortalClient.Plan
    /// Of the profile, for advice; `nil` where there is none to change.
    var profile: String?

    /// Whether an error is about the portal's plan, not about the credential.
    private var isOfPlan: Bool {
        if case .failure(let error as PortalError) = answer { error.kind == .planRequired } else { false }
    }

    var user: Check {
        switch answer {
        case .success(let status): .ok(.user, Texts.authPerson(status.userName, status.userID))
        case .failure where isOfPlan: .skipped(.user, because: .plan)
        case .failure(let error): .problem(.user, error)
        }
    }

    var admin: Check {
        guard case .success(let status) = answer else { return .skipped(.admin, because: .user) }
        return switch (status.isAdmin, status.isCRMAdmin) {
        case (.yes, _): .ok(.admin, Texts.isAdministrator)
        case (.no, .yes), (.unknown, .yes): .ok(.admin, Texts.isCRMAdministrator)
        case (.unknown, _): .skipped(.admin, Texts.administratorNotTold)
        case (.no, .unknown):
            .warning(
                .admin, Texts.unknownAdministrator,
                fix: status.granted?.contains("crm") == false ? Texts.askForCRMScope : nil)
        case (.no, .no): .warning(.admin, Texts.noAdministrator, fix: Texts.becomeAdministrator)
        }
    }

    var scopes: Check {
        guard case .success(let status) = answer else { return .skipped(.scopes, because: .user) }
        guard let granted = status.granted else { return .skipped(.scopes, Texts.scopesNotTold) }
        let missing = NeededScope.all.filter { !$0.isGranted(by: granted) }
        guard !missing.isEmpty else { return .ok(.scopes, Texts.scopesSuffice(granted.count, of: status.all?.count)) }
        return .warning(
            .scopes, Texts.scopesMissing(missing),
            fix: status.token == nil ? Texts.tickInWebhook(missing) : Texts.tickInApplication(missing))
    }

    var planCheck: Check {
        guard case .success(let status) = answer else {
            if isOfPlan, case .failure(let error) = answer { return .problem(.plan, error) }
            return .skipped(.plan, because: .user)
        }
        guard let told = status.plan else { return .ok(.plan, Texts.planNotTold) }
        // The families of app.info: ent is Enterprise. -> api-reference/common/system/app-info
        let isEnterprise = told.lowercased().hasPrefix("ent")
        if isEnterprise, plan == .basic {
            return .warning(.plan, Texts.planIsFaster(told), fix: profile.map(Texts.setPlanEnterprise))
        }
        if !isEnterprise, plan == .enterprise {
            return .warning(.plan, Texts.planIsSlower(told), fix: profile.map(Texts.setPlanBasic))
        }
        return .ok(.plan, Texts.planIs(told))
    }
}

/// A scope that functions of b24 need, and for what.
struct NeededScope: Sendable {
    /// The one to tick.
    var name: String
    /// Others that do as well.
    var alternatives: [String] = []
    var purpose: LocalizedText

    static let all = [
        NeededScope(name: "crm", purpose: LocalizedText("SPAs, workplaces", ru: "смарт-процессы, рабочие места")),
        NeededScope(
            name: "user", alternatives: ["user_basic", "user_brief"], purpose: LocalizedText("people", ru: "сотрудники")
        ),
        NeededScope(name: "department", purpose: LocalizedText("departments", ru: "подразделения")),
        NeededScope(name: "sonet_group", purpose: LocalizedText("workgroups", ru: "рабочие группы")),
        NeededScope(name: "userfieldconfig", purpose: LocalizedText("custom fields", ru: "пользовательские поля")),
    ]

    func isGranted(by granted: [String]) -> Bool { ([name] + alternatives).contains(where: granted.contains) }
}
