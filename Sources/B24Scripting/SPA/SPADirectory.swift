import Bitrix24
import JSON

/// Looks smart processes up, whatever they are named by and whoever asks.
///
/// Listing types takes the rights of a CRM administrator; everyone else is served by what anyone may read: the names of
/// all CRM objects (`crm.enum.ownertype`) and single types that the caller may see.
struct SPADirectory: Sendable {
    let desk: Desk

    /// The type behind a reference.
    func find(_ reference: SPAReference) async throws -> SPAType {
        switch reference {
        case .known(let type): return type
        case .id(let id):
            if let type = try await byID(id) { return type }
            throw SPAMatch.unknownID(id, asEntityType: try await byEntityTypeID(id))
        case .entityTypeID(let id):
            if let type = try await byEntityTypeID(id) { return type }
            throw ModuleError(.notFound, DomainTexts.noSuchEntityType(id))
        case .title(let title):
            if let types = try await listed() { return try SPAMatch.find(reference, among: types) }
            let found = try SPAMatch.one(title, among: try await names()) {
                $0.title
            } label: {
                "'\($0.title)'"
            }
            return try await find(.entityTypeID(found.entityTypeID))
        }
    }

    /// The type with a title; `nil` when there is none.
    func optional(title: String) async throws -> SPAType? {
        if let types = try await listed() {
            guard types.contains(where: { $0.title == title }) else { return nil }
            return try SPAMatch.find(.title(title), among: types)
        }
        guard try await names().contains(where: { $0.title == title }) else { return nil }
        return try await find(.title(title))
    }

    /// The types behind several references, with one look at the list when more than one has to be looked up.
    func find(_ references: [SPAReference]) async throws -> [SPAType] {
        let unknown = references.filter { if case .known = $0 { false } else { true } }
        var types: [SPAType] = []
        if unknown.count > 1, let listed = try await listed() {
            for reference in references { types.append(try SPAMatch.find(reference, among: listed)) }
            return types
        }
        for reference in references { types.append(try await find(reference)) }
        return types
    }

    /// Type ids, each once.
    func ids(_ references: [SPAReference]) async throws -> [Int64] {
        var ids: [Int64] = []
        for type in try await find(references) where !ids.contains(type.id) { ids.append(type.id) }
        return ids
    }

    /// All types that the caller may list; `nil` when it may not list any.
    func listed() async throws -> [SPAType]? {
        do {
            let rows = try await desk.rows("crm.type.list", ["order": ["id": "ASC"]]).map(\.value)
            let planned = try await desk.context.gate.planned("crm.type").map(JSONValue.object)
            return (rows + planned).compactMap { SPAType($0) }
        } catch let error as PortalError where error.isAccessDenied && !error.isForExtranet {
            return nil
        }
    }

    /// The types that a caller without rights on the CRM settings may read, one by one.
    func readable() async throws -> [SPAType] {
        let names = try await names()
        let commands = names.map {
            Command("crm.type.getByEntityTypeId", ["entityTypeId": .integer($0.entityTypeID)])
        }
        var types: [SPAType] = []
        for outcome in try await desk.batch(commands) {
            switch outcome {
            case .done(let response): if let type = SPAType(response.result.value["type"]) { types.append(type) }
            case .failed(let error) where error.isAccessDenied || error.isNotFound: continue
            case .failed(let error): throw error
            case .notRun: throw PortalError(kind: .cancelled, method: commands.first?.method, outcome: .notRun)
            }
        }
        return types.sorted { $0.id < $1.id }
    }

    func byID(_ id: Int64) async throws -> SPAType? {
        try await one("crm.type.get", ["id": .integer(id)])
    }

    func byEntityTypeID(_ id: Int64) async throws -> SPAType? {
        try await one("crm.type.getByEntityTypeId", ["entityTypeId": .integer(id)])
    }

    private func one(_ method: String, _ parameters: JSONObject) async throws -> SPAType? {
        do {
            return SPAType(try await desk.ask(method, parameters)["type"])
        } catch let error as PortalError where error.isNotFound {
            return nil
        }
    }

    /// Titles and entityTypeIds of all smart processes, for anyone.
    private func names() async throws -> [(entityTypeID: Int64, title: String)] {
        let rows = try await desk.ask("crm.enum.ownertype").arrayValue ?? []
        return rows.compactMap { row in
            guard let id = row["ID"]?.looseInteger, row["SYMBOL_CODE"]?.stringValue == "DYNAMIC_\(id)" else {
                return nil
            }
            return (id, row["NAME"]?.stringValue ?? "")
        }
    }
}
