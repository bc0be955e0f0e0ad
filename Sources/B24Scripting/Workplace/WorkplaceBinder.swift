import Bitrix24
import JSON

/// Changes the set of a workplace: reads it, works the change out, writes the whole set, and checks what is there then.
///
/// An update replaces the whole set and the portal offers no compare-and-swap. Reading, writing and reading back travel
/// in one batch, so that what someone else changed in the meantime shows in the first reading, and is put right.
struct WorkplaceBinder: Sendable {
    /// What a script agreed to.
    enum Consent: Sendable {
        case nothing
        /// `move = "crm"`: out of CRM, not out of another workplace.
        case outOfCRM
        /// `move = true`
        case everything

        func covers(_ move: BindingChange.Move) -> Bool {
            switch self {
            case .nothing: false
            case .outOfCRM: move.from == .crm
            case .everything: true
            }
        }
    }

    private static let attempts = 3

    let workplaces: Workplaces
    var desk: Desk { workplaces.desk }

    /// Adds types to a workplace and takes types out of it; does nothing when nothing differs.
    ///
    /// - Parameters:
    ///   - id: the workplace.
    ///   - types: everything that `add` names, for messages.
    ///   - consent: which moves the script agreed to.
    /// - Returns: the workplace as it is afterwards and what changed, or `nil` when nothing had to.
    /// - Throws: ``ModuleError`` before anything is written when a move is not agreed to; after it when the set is not
    ///   what was written.
    func change(
        _ id: Int64, add: [SPAType] = [], remove: [Int64] = [], consent: Consent
    ) async throws -> (Workplace, BindingChange?) {
        try await change(id, types: add, consent: consent) {
            BindingChange($0, add: add.map(\.id), remove: remove, all: $1)
        }
    }

    /// Makes the set exactly this.
    func set(_ id: Int64, exactly types: [SPAType], consent: Consent) async throws -> (Workplace, BindingChange?) {
        try await change(id, types: types, consent: consent) {
            BindingChange($0, exactly: types.map(\.id), all: $1)
        }
    }

    private func change(
        _ id: Int64, types: [SPAType], consent: Consent, plan: (Workplace, [Workplace]) -> BindingChange
    ) async throws -> (Workplace, BindingChange?) {
        var all = try await workplaces.all()
        var workplace = try await current(id, all)
        let first = plan(workplace, all)
        try check(first, into: workplace, types, consent)
        guard !first.isEmpty else { return (workplace, nil) }
        var change = first
        for _ in 0..<Self.attempts {
            let (before, after) = try await write(change, to: id)
            if desk.isRehearsal { return (after, change) }
            guard Set(before.typeIDs) != Set(change.before) else {
                try Self.verify(after, change)
                workplaces.say(first.moves, types)
                return (after, change)
            }
            // Someone changed the set between our reading and our writing: work the change out again over theirs.
            let taken = change.before.filter { change.after.contains($0) && !before.typeIDs.contains($0) }
            all = try await workplaces.all()
            workplace = before
            let merged = plan(before, all)
            change = BindingChange(after, exactly: merged.after, all: all)
            // What someone else took out meanwhile was fetched back by this write; where it was put is lost.
            if !taken.isEmpty { desk.warn(DomainTexts.takenMeanwhile(workplace, taken)) }
            if change.isEmpty { return (after, first) }
        }
        throw ModuleError(
            .unexpectedAnswer, DomainTexts.keepsChanging(workplace), method: "crm.automatedsolution.update",
            outcome: .failed)
    }

    /// Lists leave out what a dry run planned; a single look does not.
    private func current(_ id: Int64, _ all: [Workplace]) async throws -> Workplace {
        if !desk.isRehearsal, let listed = all.first(where: { $0.id == id }) { return listed }
        return try await workplaces.get(id)
    }

    func check(
        _ change: BindingChange, into workplace: Workplace, _ types: [SPAType], _ consent: Consent
    ) throws {
        let refused = change.moves.filter { !consent.covers($0) }
        guard !refused.isEmpty else { return }
        let lines = refused.map { move in
            let label = types.first { $0.id == move.typeID }?.label ?? String(move.typeID)
            return DomainTexts.wouldMove(label, from: move.from)
        }
        throw ModuleError(
            .policyDenied, DomainTexts.needsMove(workplace, lines), hint: DomainTexts.moveHint,
            method: "crm.automatedsolution.update")
    }

    private func write(_ change: BindingChange, to id: Int64) async throws -> (before: Workplace, after: Workplace) {
        let read = Command("crm.automatedsolution.get", ["id": .integer(id)])
        let update = Command(
            "crm.automatedsolution.update",
            ["id": .integer(id), "fields": ["typeIds": .array(change.after.map(JSONValue.integer))]])
        let outcomes = try await desk.batch([read, update, read], halt: true)
        let errors = outcomes.compactMap { outcome -> PortalError? in
            if case .failed(let error) = outcome { error } else { nil }
        }
        // When the answer to all three is lost, it is the update that matters: it may have been made.
        if let error = errors.first(where: { $0.outcome == .unknown }) ?? errors.first { throw error }
        let answers = outcomes.compactMap { outcome -> JSONValue? in
            if case .done(let response) = outcome { response.result.value } else { nil }
        }
        guard answers.count == 3, let before = Workplace(answers[0]["automatedSolution"]),
            let after = Workplace(answers[2]["automatedSolution"])
        else {
            throw PortalError(kind: .unexpectedAnswer, method: update.method, outcome: .unknown)
        }
        return (before, after)
    }

    static func verify(_ workplace: Workplace, _ change: BindingChange) throws {
        let missing = change.after.filter { !workplace.typeIDs.contains($0) }
        let surplus = workplace.typeIDs.filter { !change.after.contains($0) }
        guard missing.isEmpty, surplus.isEmpty else {
            throw ModuleError(
                .unexpectedAnswer, DomainTexts.notAsWritten(workplace, missing: missing, surplus: surplus),
                hint: DomainTexts.bindingHint, method: "crm.automatedsolution.update", outcome: .failed)
        }
    }
}
