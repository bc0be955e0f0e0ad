import Bitrix24

/// Whether a command may be sent at all: is there such a method, and may this client call it in this run.
struct Admission {
    let catalogue: MethodCatalogue
    let policy: ScriptSession.Policy
    let grant: ClientGrant

    /// - Parameter undocumented: lets a method through that the catalogue does not know; it counts as a write.
    /// - Parameter onlyReads: such a method is known to read only.
    /// - Returns: what the command does to the portal.
    /// - Throws: ``PortalError`` or ``ModuleError``; nothing has been sent.
    func effect(of command: Command, undocumented: Bool, onlyReads: Bool = false) throws -> MethodCatalogue.Effect {
        let method = command.method
        // A portal takes the form of the answer at the end of a name: judged is the method that it then means.
        let bare = MethodName.bare(method)
        guard bare.lowercased() != "batch" else {
            throw ModuleError(.invalidArgument, Texts.batchAsCall, method: method)
        }
        let entry = catalogue.entry(undocumented ? bare : method, restVersion: command.restVersion?.rawValue)
        if entry == nil, !undocumented, let version = command.restVersion, catalogue.contains(method) {
            throw PortalError(.methodVersion, method: method, details: ["version": String(version.rawValue)])
        }
        guard entry != nil || undocumented else { throw UnknownMethod.error(method, catalogue) }
        guard MethodName.isValid(method) else {
            throw ModuleError(.invalidArgument, CapabilityTexts.oddMethodName(method), method: method)
        }
        // A child that runs an isolated script may claim anything: the name has to fit.
        let isRead = entry == nil && onlyReads && bare.lowercased().hasSuffix(".get")
        let effect = isRead ? .read : effect(entry, bare)
        try check(bare, Need.Kind(effect), isBasic: entry?.isBasic ?? false)
        if policy.readOnly, effect != .read {
            var details = ["effect": effect.rawValue]
            switch policy.readOnlyOrigin {
            case .flag: details["flag"] = "--read-only"
            case .profile: details["profile"] = policy.profile
            case .prompt: details["mode"] = ".readonly"
            }
            throw PortalError(kind: .policyDenied, method: method, details: details)
        }
        if entry?.needsApplication == true {
            throw PortalError(kind: .applicationContext, method: method)
        }
        if let reason = policy.refuses?(command, Need.Kind(effect)) {
            throw ModuleError(.policyDenied, reason, method: method)
        }
        return effect
    }

    /// Of a method that exists in another version of REST alone, the worse counts: it may be that one which runs.
    private func effect(_ entry: MethodCatalogue.Entry?, _ method: String) -> MethodCatalogue.Effect {
        if let entry { return entry.effect }
        return catalogue.effect(of: method) == .destructive ? .destructive : .write
    }

    private func check(_ method: String, _ kind: Need.Kind, isBasic: Bool) throws {
        if let refusal = policy.profileRules.refusal(of: method, kind, isBasic: isBasic) {
            throw CapabilityError.ruled(refusal, profile: policy.profile, method, kind)
        }
        if let refusal = policy.flagRules.refusal(of: method, kind, isBasic: isBasic) {
            throw CapabilityError.ruled(refusal, profile: nil, method, kind)
        }
        try grant.admit(method, kind, isBasic: isBasic)
    }
}

extension MethodCatalogue.Entry {
    /// It only tells the credential about itself: every credential may, and what it needs is not worth declaring.
    var isBasic: Bool { effect == .read && scopes == ["basic"] }
}
