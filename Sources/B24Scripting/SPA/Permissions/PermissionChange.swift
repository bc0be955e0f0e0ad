import Bitrix24
import JSON
import Localization
import LuaRuntime
import Permissions

/// What `spa.permissions:set` does: everything is looked at first, then everything is written.
struct PermissionChange: Sendable {
    let spa: SPAScope
    let desk: Desk
    let spec: PermissionSpec

    /// What is left to write after the look.
    private struct Plan {
        var grants: [PlacedGrant] = []
        var flags = JSONObject()
        /// The workplace to change and what happens to it; `nil` when the smart process is at home already.
        var binding: (workplace: Int64, attach: Bool)?
    }

    /// - Returns: the names of what was changed and of what was so already.
    func apply() async throws -> (changed: [String], unchanged: [String]) {
        let type = try await SPATypes(desk: desk).get(spa.type.id)
        let plan = try await look(type)
        var changed: [String] = []
        do {
            // The portal's own method goes first: of all steps it is the most likely to fail.
            if !plan.grants.isEmpty {
                try await writeGrants(type, plan.grants)
                changed.append("grants")
            }
            if !plan.flags.isEmpty {
                try await writeFlags(type, plan.flags)
                changed += names(plan.flags)
            }
            if let binding = plan.binding {
                try await bind(type, binding)
                changed.append("workplace")
            }
        } catch  where !changed.isEmpty {
            throw partly(error, changed)
        }
        return (changed, wished.filter { !changed.contains($0) })
    }

    private var wished: [String] {
        var names: [String] = []
        if spec.openNewFunnels != nil { names.append("open_new_funnels") }
        if spec.observersEnabled != nil { names.append("observers_enabled") }
        if spec.home != nil { names.append("workplace") }
        if !spec.grants.isEmpty { names.append("grants") }
        return names
    }

    // MARK: Looking

    private func look(_ type: SPAType) async throws -> Plan {
        var plan = Plan()
        if !spec.grants.isEmpty {
            guard desk.context.gate.catalogue.entry(spec.method) == nil else {
                throw ModuleError(.invalidArgument, DomainTexts.notACustomMethod(spec.method))
            }
            guard try await CustomMethod(desk: desk, name: spec.method).isAvailable() else {
                throw ModuleError(
                    .unsupportedByREST, DomainTexts.grantsUnsupported(spec.method),
                    hint: DomainTexts.grantsHint, method: spec.method)
            }
            plan.grants = try await missing(type)
        }
        for (name, wanted) in [
            ("isSetOpenPermissions", spec.openNewFunnels), ("isObserversEnabled", spec.observersEnabled),
        ] {
            if let wanted, type.flag(name) != wanted { plan.flags[name] = .bool(wanted) }
        }
        // Only a CRM administrator may change a type; asking for the fields takes the same right and changes nothing.
        if !plan.flags.isEmpty { _ = try await desk.send("crm.type.fields") }
        if let home = spec.home { plan.binding = try await look(for: home, type) }
        return plan
    }

    /// The grants to write: all of them unless the portal tells that it has them, none when nothing is missing.
    private func missing(_ type: SPAType) async throws -> [PlacedGrant] {
        let wished = try await Funnels(desk: desk, type: type).placed(spec.grants)
        guard let present = try await PortalGrants(desk: desk, type: type, method: spec.method).read() else {
            return wished
        }
        let isThere =
            spec.replacesGrants
            ? present == GrantTable(wished)
            : wished.allSatisfy { present.level($0.grant.code, $0.grant.action, on: $0.object) == $0.grant.level }
        return isThere ? [] : wished
    }

    private func look(for home: PermissionSpec.Home, _ type: SPAType) async throws -> (workplace: Int64, attach: Bool)?
    {
        let workplaces = Workplaces(desk: desk)
        let all = try await workplaces.all()
        let current = all.first { $0.typeIDs.contains(type.id) }
        switch home {
        case .crm: return current.map { ($0.id, false) }
        case .workplace(let reference):
            let target = try await workplaces.find(reference)
            guard target.id != current?.id else { return nil }
            let change = BindingChange(target, add: [type.id], remove: [], all: all)
            try WorkplaceBinder(workplaces: workplaces).check(change, into: target, [type], consent)
            return (target.id, true)
        }
    }

    private var consent: WorkplaceBinder.Consent { spec.move ? .everything : .nothing }

    // MARK: Writing

    private func writeGrants(_ type: SPAType, _ grants: [PlacedGrant]) async throws {
        let portal = PortalGrants(desk: desk, type: type, method: spec.method)
        guard let stored = try await portal.write(grants, replace: spec.replacesGrants) else { return }
        let lost = grants.filter { stored.level($0.grant.code, $0.grant.action, on: $0.object) != $0.grant.level }
        guard lost.isEmpty else {
            throw ModuleError(
                .unexpectedAnswer, DomainTexts.grantsIgnored(spec.method, lost), method: spec.method, outcome: .failed)
        }
    }

    private func writeFlags(_ type: SPAType, _ flags: JSONObject) async throws {
        let updated = try await SPATypes(desk: desk).update(type, flags, function: "permissions:set")
        if desk.isRehearsal { return }
        let ignored = flags.members.filter { updated.fields[$0.key] != $0.value }.map(\.key)
        guard ignored.isEmpty else {
            throw ModuleError(
                .unexpectedAnswer, DomainTexts.switchesIgnored(updated, ignored), method: "crm.type.update",
                outcome: .failed)
        }
    }

    private func bind(_ type: SPAType, _ binding: (workplace: Int64, attach: Bool)) async throws {
        let binder = WorkplaceBinder(workplaces: Workplaces(desk: desk))
        _ = try await binder.change(
            binding.workplace, add: binding.attach ? [type] : [], remove: binding.attach ? [] : [type.id],
            consent: consent)
    }

    private func names(_ flags: JSONObject) -> [String] {
        flags.members.map { $0.key == "isSetOpenPermissions" ? "open_new_funnels" : "observers_enabled" }
    }

    /// An error in the middle must say what has been done by then.
    private func partly(_ error: any Error, _ changed: [String]) -> ModuleError {
        let english = ErrorFacts(error, .en)
        let russian = ErrorFacts(error, .ru)
        return ModuleError(
            english.kind, DomainTexts.partlySet(LocalizedText(english.message, ru: russian.message), changed),
            hint: english.hint.isEmpty ? nil : LocalizedText(english.hint, ru: russian.hint), method: english.method,
            outcome: english.outcome, cause: error as? PortalError)
    }
}
