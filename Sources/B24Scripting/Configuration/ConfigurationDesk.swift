import Bitrix24
import JSON
import Localization
public import PortalConfiguration

/// What a portal is like, compared with what is described.
public struct ConfigurationSurvey: Sendable {
    /// What the portal has, in names.
    public let naming: Naming
    /// What is to be done.
    public fileprivate(set) var plan: ChangePlan
}

/// Reads the configuration of a portal and makes it as it is described. Every command passes the gate of the session.
public struct ConfigurationDesk: Sendable {
    let context: ModuleContext
    private var desk: Desk { Desk(context, position: nil) }

    /// What the portal has, in the names of a state file where it knows some.
    ///
    /// - Parameter book: gets the names of everything that was read.
    public func export(_ book: inout NameBook) async throws -> ConfigurationModel {
        let naming = try Naming(try await snapshot(grants: true) { _, _ in true }, ConfigurationModel(), book)
        for (address, object) in naming.objects { book[address] = object.id }
        return naming.model
    }

    /// What is to be done to make the portal as it is described.
    ///
    /// - Throws: `ConfigurationProblems` when a description fits several objects; `PortalError`.
    public func survey(_ desired: ConfigurationModel, _ book: NameBook, prunes: Bool) async throws
        -> ConfigurationSurvey
    {
        var book = book
        book.rename(by: desired)
        let spas = desired.parts(.spa, of: nil)
        let ids = Set(spas.compactMap { book[$0.address] })
        let titles = Set(spas.flatMap { [$0.naturalName, $0.formerName ?? $0.naturalName] })
        let asksGrants = desired.objects.contains {
            $0.address.kind != .workplace && $0.attributes["grants"] != nil
        }
        let snapshot = try await snapshot(grants: asksGrants) { ids.contains($0) || titles.contains($1) }
        let naming = try Naming(snapshot, desired, book)
        var access = ElementAccess(desk: desk)
        let deviating = try await access.deviating(from: desired, naming)
        return ConfigurationSurvey(
            naming: naming, plan: Planner.plan(desired, naming, book, prunes: prunes, deviating: deviating))
    }

    /// Never inlined: Swift 6.3.1 crashes where it splits async closures with such bodies inside.
    @inline(never)
    private func snapshot(
        grants: Bool, _ isWanted: (_ id: String, _ title: String) -> Bool
    ) async throws -> PortalSnapshot {
        try await PortalReading(desk: desk).snapshot(grants: grants, isWanted)
    }

    /// The name under which the portal is on record.
    public func domain() async throws -> String { try await context.gate.client().credential.domain }

    /// Makes the portal as it is described.
    ///
    /// It goes in rounds: read, work out what is left, do what can be done. Hence it ends only when the portal is as it is
    /// described, and one that was stopped goes on where it was.
    ///
    /// - Parameters:
    ///   - desired: the portal as it is described.
    ///   - agreed: the plan that a person has seen: nothing beyond it is done.
    ///   - prunes: whether what is not described is deleted.
    ///   - book: the names; kept by `save` before and after everything that is made.
    ///   - save: writes the names down.
    ///   - progress: called with steps that are done.
    public func apply(
        _ desired: ConfigurationModel, agreed: ChangePlan, prunes: Bool, book: inout NameBook,
        save: @escaping @Sendable (NameBook) throws -> Void,
        progress: @escaping @Sendable ([PlanStep]) -> Void
    ) async throws {
        var carrying = StepCarrying(desk: desk, book: book, save: save, progress: progress)
        defer { book = carrying.book }
        var last: [PlanStep] = []
        // Elements are people's daily work: those that come or change meanwhile are for the next apply.
        var rules = Set(agreed.steps.filter { $0.part == .access }.map(\.address))
        while true {
            var survey = try await survey(desired, carrying.book, prunes: prunes)
            survey.plan.steps.removeAll { $0.part == .access && !rules.contains($0.address) }
            let beyond = survey.plan.beyond(agreed, made: carrying.book.making)
            guard beyond.isEmpty else {
                throw ModuleError(
                    .policyDenied, ConfigurationTexts.changedMeanwhile(beyond.map(\.line)),
                    hint: ConfigurationTexts.planAgain)
            }
            try carrying.note(survey.naming, desired)
            guard !survey.plan.steps.isEmpty else { return try carrying.settle() }
            let done = try await carrying.carryOut(survey.plan.steps, survey.naming)
            guard !done.isEmpty, survey.plan.steps != last else {
                throw ModuleError(
                    .unexpectedAnswer, ConfigurationTexts.noConvergence(survey.plan.steps.map(\.line)),
                    outcome: .failed)
            }
            last = survey.plan.steps
            for step in done where step.part == .access { rules.remove(step.address) }
        }
    }
}

extension ScriptSession {
    /// Configurations of the session's portal.
    public var configurations: ConfigurationDesk { ConfigurationDesk(context: context) }
}

extension PlanStep {
    /// For messages: `change spa "Leave": title`.
    var line: String {
        let names = changes.map(\.name).joined(separator: ", ")
        return "\(action.rawValue) \(address)" + (names.isEmpty || action == .create ? "" : ": " + names)
    }
}
