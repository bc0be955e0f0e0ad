public import JSON
public import Localization

/// How a grant on a SPA, or on something in it, travels to and from the portal's own method: `{"accessCode": "D5",
/// "action": "read", "level": "department"}`, with `funnelId` for one funnel, `stageId` for one stage, and `role` for what a
/// code has through a role: such rows are only read
/// (`docs/self-hosted-permissions.md`).
extension PlacedGrant {
    /// The row; `nil` for objects that belong to no SPA.
    public var payload: JSONObject? {
        guard object.entityTypeID != nil else { return nil }
        var row: JSONObject = [
            "accessCode": .string(grant.code.text), "action": .string(grant.action.rawValue),
            "level": .string(grant.level.rawValue),
        ]
        switch object {
        case .funnel(_, let id): row["funnelId"] = .integer(Int64(id))
        case .stage(let id): row["stageId"] = .string(id)
        default: break
        }
        if let role = grant.role { row["role"] = .string(role) }
        return row
    }

    /// - Parameters:
    ///   - payload: a row; numbers may be texts, unknown members are refused.
    ///   - entityTypeID: the SPA that it is about.
    ///   - isOfRole: whether it may name the role that gives it.
    /// - Throws: ``GrantPayloadError`` that says what is wrong.
    public init(payload: JSONValue, entityTypeID: Int, isOfRole: Bool = false) throws(GrantPayloadError) {
        guard case .object(let row) = payload else { throw GrantPayloadError(Texts.rowIsNoObject) }
        let known = ["accessCode", "action", "level", "funnelId", "stageId"] + (isOfRole ? ["role"] : [])
        if let odd = row.members.first(where: { !known.contains($0.key) }) {
            throw GrantPayloadError(Texts.unknownMember(odd.key, known))
        }
        let codeText = row["accessCode"]?.stringValue ?? ""
        guard let code = AccessCode(codeText) else { throw GrantPayloadError(Texts.badCode(codeText)) }
        let action: GrantAction = try Self.choice(row["action"], "action")
        let level: GrantLevel = try Self.choice(row["level"], "level")
        switch (row["funnelId"] ?? .null, row["stageId"] ?? .null) {
        case (.null, .null): object = .spa(entityTypeID: entityTypeID)
        case (let funnel, .null):
            let id = funnel.integerValue.map { Int($0) } ?? funnel.stringValue.flatMap { Int($0) }
            guard let id, id >= 0 else { throw GrantPayloadError(Texts.badFunnel) }
            object = .funnel(entityTypeID: entityTypeID, categoryID: id)
        case (.null, let stage):
            object = .stage(stage.stringValue ?? "")
            guard object.entityTypeID == entityTypeID else { throw GrantPayloadError(Texts.badStage(entityTypeID)) }
            guard action == .update else { throw GrantPayloadError(Texts.stagesAreForMoves) }
        default: throw GrantPayloadError(Texts.funnelOrStage)
        }
        grant = Grant(code: code, action: action, level: level, role: row["role"]?.stringValue)
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ value: JSONValue?, _ name: String
    ) throws(GrantPayloadError) -> Choice {
        if let choice = value?.stringValue.flatMap(Choice.init(rawValue:)) { return choice }
        throw GrantPayloadError(Texts.badChoice(name, Choice.allCases.map(\.rawValue)))
    }
}

/// What is wrong with a row of grants.
public struct GrantPayloadError: Error, Equatable {
    /// In words.
    public let text: LocalizedText

    init(_ text: LocalizedText) { self.text = text }
}
