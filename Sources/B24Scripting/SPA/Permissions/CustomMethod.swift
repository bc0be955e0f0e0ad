import Bitrix24
import JSON
import Permissions

/// A REST method that a self-hosted portal has installed itself.
struct CustomMethod: Sendable {
    let desk: Desk
    let name: String

    /// Whether the portal has it and this credential may call it. -> api-reference/common/system/method-get
    func isAvailable() async throws -> Bool {
        let answer = try await desk.ask("method.get", ["name": .string(name.lowercased())])
        return answer["isExisting"]?.looseBoolean == true && answer["isAvailable"]?.looseBoolean == true
    }
}

/// The grants of a smart process through the pair of methods that the portal has installed
/// (`docs/self-hosted-permissions.md`).
struct PortalGrants: Sendable {
    let desk: Desk
    let type: SPAType
    /// The method that sets them; the one that reads them has `get` in the place of its `set`.
    let method: String

    private var readingMethod: String? { method.hasSuffix(".set") ? method.dropLast(3) + "get" : nil }

    /// The grants of access codes, which ``write(_:replace:)`` sets; `nil` when the portal has no method that reads them.
    ///
    /// - Parameter withRoles: what codes have through roles as well, where the portal tells of it: all that decides.
    func read(withRoles: Bool = false) async throws -> GrantTable? {
        guard let readingMethod, try await CustomMethod(desk: desk, name: readingMethod).isAvailable() else {
            return nil
        }
        let command = Command(readingMethod, ["entityTypeId": .integer(type.entityTypeID)])
        let answer = try await desk.context.gate.call(
            command, position: desk.position, undocumented: true, onlyReads: true)
        guard let table = try table(answer.result.value, readingMethod, withRoles: withRoles) else {
            throw ModuleError(
                .unexpectedAnswer, DomainTexts.grantsNotUnderstood(readingMethod), method: readingMethod,
                outcome: .failed)
        }
        return table
    }

    /// Adds grants, or makes them the only ones.
    ///
    /// - Returns: all grants afterwards, when the portal answers with them.
    func write(_ grants: [PlacedGrant], replace: Bool) async throws -> GrantTable? {
        let command = Command(
            method,
            [
                "entityTypeId": .integer(type.entityTypeID), "typeId": .integer(type.id),
                "replace": .string(replace ? "Y" : "N"),
                "grants": .array(grants.compactMap { $0.payload.map(JSONValue.object) }),
            ])
        let answer = try await desk.context.gate.call(command, position: desk.position, undocumented: true)
        return desk.isRehearsal ? nil : try table(answer.result.value, method)
    }

    /// `nil` for an answer without grants.
    private func table(_ answer: JSONValue, _ method: String, withRoles: Bool = false) throws -> GrantTable? {
        guard case .array(let rows)? = answer["grants"] else { return nil }
        let entityTypeID = Int(type.entityTypeID)
        let ofRoles = withRoles ? answer["roleGrants"]?.arrayValue ?? [] : []
        do {
            return GrantTable(
                try rows.map { try PlacedGrant(payload: $0, entityTypeID: entityTypeID) }
                    + ofRoles.map { try PlacedGrant(payload: $0, entityTypeID: entityTypeID, isOfRole: true) })
        } catch let error as GrantPayloadError {
            throw ModuleError(
                .unexpectedAnswer, DomainTexts.oddGrantOfPortal(method, error.text), method: method, outcome: .failed)
        }
    }
}
