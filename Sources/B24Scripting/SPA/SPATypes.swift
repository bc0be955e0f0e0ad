import Bitrix24
import JSON

/// `crm.type.*` with checks after writing: the portal answers with success even when it did not keep the relations.
struct SPATypes: Sendable {
    let desk: Desk

    /// - Parameter fields: as a script gave them.
    func add(_ fields: JSONObject, function: String) async throws -> SPAType {
        let sent = try SPAFieldCodec.encode(fields, function: function)
        try checkLinks(sent, current: nil, function)
        let answer = try await desk.ask("crm.type.add", ["fields": .object(sent)])["type"]
        guard let created = SPAType(answer) else {
            throw PortalError(kind: .unexpectedAnswer, method: "crm.type.add", outcome: .unknown)
        }
        return try await desk.readingBack(created.label) {
            try await readBack(created, sent, method: "crm.type.add")
        }
    }

    func update(_ type: SPAType, _ fields: JSONObject, function: String) async throws -> SPAType {
        var sent = try SPAFieldCodec.encode(fields, function: function)
        if let given = sent["entityTypeId"] {
            guard given.looseInteger == type.entityTypeID else {
                throw ModuleError(.invalidArgument, DomainTexts.entityTypeIDIsFixed(type))
            }
            sent["entityTypeId"] = nil
        }
        guard !sent.isEmpty else { return type }
        if sent["relations"] != nil || sent["linkedUserFields"] != nil {
            // Rows of lists lack both; what is there now decides what this update takes away.
            let current = try await get(type.id)
            try checkLinks(sent, current: current, function)
            let dropped = RelationCheck.dropped(current: current.fields, sent: sent)
            if !dropped.isEmpty { desk.warn(DomainTexts.relationsDropped(type, dropped)) }
        }
        let answer = try await desk.ask("crm.type.update", ["id": .integer(type.id), "fields": .object(sent)])["type"]
        if desk.isRehearsal { return try await get(type.id) }
        guard let updated = SPAType(answer) else {
            throw PortalError(kind: .unexpectedAnswer, method: "crm.type.update", outcome: .unknown)
        }
        return try await readBack(updated, sent, method: "crm.type.update")
    }

    /// - Throws: `PortalError` (`not_found`) when there is none.
    func get(_ id: Int64) async throws -> SPAType {
        guard let type = SPAType(try await desk.ask("crm.type.get", ["id": .integer(id)])["type"]) else {
            throw PortalError(kind: .unexpectedAnswer, method: "crm.type.get", outcome: .failed)
        }
        return type
    }

    func delete(_ type: SPAType) async throws {
        let response = try await desk.send("crm.type.delete", ["id": .integer(type.id)])
        // `null` is the portal's way of saying that it deleted nothing.
        guard desk.isRehearsal || !response.result.isNull else {
            throw ModuleError(
                .unexpectedAnswer, DomainTexts.nothingDeleted(type), method: "crm.type.delete", outcome: .failed)
        }
    }

    /// Flags of `wanted` that the type has otherwise; what `ensure` compares. Relations are compared as asked for.
    static func differences(_ type: SPAType, wanted: JSONObject, function: String) throws -> JSONObject {
        let encoded = try SPAFieldCodec.encode(wanted, function: function)
        var different = JSONObject()
        for member in encoded.members {
            switch member.key {
            case "relations", "linkedUserFields":
                let single = JSONObject(dictionaryLiteral: (member.key, member.value))
                let same =
                    RelationCheck.lost(sent: single, stored: type.fields).isEmpty
                    && RelationCheck.dropped(current: type.fields, sent: single).isEmpty
                if !same { different[member.key] = wanted[member.key] }
            case let key where SPAFieldCodec.flags.contains(key):
                if type.flag(key) != member.value.looseBoolean { different[key] = wanted[key] }
            case "isExternal":
                if type.fields["isExternal"]?.looseBoolean != member.value.looseBoolean {
                    different["isExternal"] = wanted["isExternal"]
                }
            default:
                if type.fields[member.key] != member.value { different[member.key] = wanted[member.key] }
            }
        }
        return different
    }

    private func readBack(_ type: SPAType, _ sent: JSONObject, method: String) async throws -> SPAType {
        guard !desk.isRehearsal, sent["relations"] != nil || sent["linkedUserFields"] != nil else { return type }
        let stored = try await get(type.id)
        let lost = RelationCheck.lost(sent: sent, stored: stored.fields)
        guard lost.isEmpty else {
            throw ModuleError(
                .unexpectedAnswer, DomainTexts.relationsLost(stored, lost), hint: DomainTexts.relationsHint,
                method: method, outcome: .failed)
        }
        return stored
    }

    /// Links to user fields are honoured only while the type may be used in user fields.
    private func checkLinks(_ sent: JSONObject, current: SPAType?, _ function: String) throws {
        let asksForLinks = sent["linkedUserFields"]?.objectValue?.members.contains { $0.value == "true" } ?? false
        guard asksForLinks else { return }
        let isUsable =
            sent["isUseInUserfieldEnabled"]?.looseBoolean ?? current?.flag("isUseInUserfieldEnabled") ?? false
        guard isUsable else { throw ModuleError(.invalidArgument, DomainTexts.linksNeedSwitch(function)) }
    }
}
