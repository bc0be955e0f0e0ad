import Bitrix24
import JSON
import PortalEmulator

/// Reads workplaces, smart processes, funnels, stages and custom fields of a portal, as far as the caller sees them.
struct StructureCopy: Sendable {
    private(set) var objects: [ImportedObject] = []
    /// `entityTypeId` by type id.
    private(set) var types: [Int: Int] = [:]
    private(set) var stages: [Int: CopyLedger.Stage] = [:]
    private(set) var fieldOwners: [Int: String] = [:]
    /// What the portal did not tell, by method.
    private(set) var untold: Set<String> = []

    /// Types of CRM that have funnels, too.
    private static let standardTypes = [2, 3, 4, 31]

    /// - Throws: ``PortalError`` when the portal can't be read at all; what it refuses is only missing.
    static func read(_ source: SourcePortal) async throws(PortalError) -> StructureCopy {
        var copy = StructureCopy()
        let types = try await copy.readTypes(source)
        let statuses = try await copy.list(source, Command("crm.status.list"))
        try await copy.readParts(of: types, statuses, source)
        for row in statuses {
            guard let id = row.int("ID") else { continue }
            copy.objects.append(.status(row))
            copy.stages[id] = CopyLedger.Stage(
                directory: row["ENTITY_ID"]?.stringValue ?? "", code: row["STATUS_ID"]?.stringValue ?? "")
        }
        for row in try await copy.list(source, Command("crm.automatedsolution.list")) {
            copy.objects.append(.workplace(row))
        }
        return copy
    }

    /// A list, or nothing where the caller may not read it.
    private mutating func list(_ source: SourcePortal, _ command: Command) async throws(PortalError) -> [JSONObject] {
        do {
            return try await source.rows(command)
        } catch {
            guard Self.isRefusal(error) else { throw error }
            untold.insert(command.method)
            return []
        }
    }

    static func isRefusal(_ error: PortalError) -> Bool {
        [.accessDenied, .insufficientScope, .notFound, .invalidArgument, .methodNotFound, .planRequired, .unknown]
            .contains(error.kind) && error.status.map { $0 < 500 } ?? true
    }

    // MARK: Smart processes

    /// With their relations, which lists do not have.
    private mutating func readTypes(_ source: SourcePortal) async throws(PortalError) -> [JSONObject] {
        let listed = try await list(source, Command("crm.type.list"))
        guard untold.contains("crm.type.list") else {
            let ids = listed.compactMap { $0.int("id") }
            let outcomes = try await source.batch(ids.map { Command("crm.type.get", ["id": .integer(Int64($0))]) })
            return zip(listed, outcomes).map { row, outcome in Self.object(outcome, "type") ?? row }
        }
        // Who may not list them may know that they are there, and read some.
        let known = try await list(source, Command("crm.enum.ownertype")).filter { ($0.int("ID") ?? 0) >= 128 }
        let commands = known.map { Command("crm.type.getByEntityTypeId", ["entityTypeId": $0["ID"] ?? .null]) }
        return zip(known, try await source.batch(commands)).map { row, outcome in
            let number = Int64(row.int("ID") ?? 0)
            // Nobody tells the id of a smart process that the caller may not read.
            return Self.object(outcome, "type")
                ?? ["id": .integer(-number), "entityTypeId": .integer(number), "title": row["NAME"] ?? ""]
        }
    }

    // MARK: Funnels and fields

    private mutating func readParts(
        of rows: [JSONObject], _ statuses: [JSONObject], _ source: SourcePortal
    ) async throws(PortalError) {
        var commands: [Command] = []
        let numbers = rows.compactMap { $0.int("entityTypeId") }
        for row in rows {
            guard let id = row.int("id"), let number = row.int("entityTypeId") else { continue }
            objects.append(.type(row))
            types[id] = number
        }
        for number in numbers + Self.standardTypes {
            commands.append(Command("crm.category.list", ["entityTypeId": .integer(Int64(number))]))
        }
        var funnels: Set<[Int]> = []
        for (number, outcome) in zip(numbers + Self.standardTypes, try await source.batch(commands)) {
            for var funnel in Self.rows(outcome, "categories") {
                guard let id = funnel.int("id") else { continue }
                funnel["entityTypeId"] = .integer(Int64(number))
                objects.append(.funnel(funnel, isOpen: true))
                funnels.insert([number, id])
            }
        }
        addClosedFunnels(statuses, open: &funnels, Set(numbers))
        try await readFields(of: types.keys.filter { $0 > 0 }.sorted(), source)
    }

    /// Funnels that the caller may not read still show in the directories of stages.
    private mutating func addClosedFunnels(_ statuses: [JSONObject], open: inout Set<[Int]>, _ numbers: Set<Int>) {
        for row in statuses {
            let parts = (row["ENTITY_ID"]?.stringValue ?? "").split(separator: "_")
            guard parts.count == 4, parts[0] == "DYNAMIC", let number = Int(parts[1]), let id = Int(parts[3]),
                numbers.contains(number), open.insert([number, id]).inserted
            else { continue }
            let funnel: JSONObject = ["id": .integer(Int64(id)), "entityTypeId": .integer(Int64(number)), "name": ""]
            objects.append(.funnel(funnel, isOpen: false))
        }
    }

    private mutating func readFields(of ids: [Int], _ source: SourcePortal) async throws(PortalError) {
        let lists = ids.map {
            Command("userfieldconfig.list", ["moduleId": "crm", "filter": ["entityId": .string("CRM_\($0)")]])
        }
        var fields: [Int] = []
        for (id, outcome) in zip(ids, try await source.batch(lists)) {
            switch outcome {
            case .done(let response) where response.next == nil:
                fields += Self.rows(outcome, "fields").compactMap { $0.int("id") }
            case .done:
                let rows = try await list(source, lists[ids.firstIndex(of: id) ?? 0])
                fields += rows.compactMap { $0.int("id") }
            case .failed, .notRun:
                untold.insert("userfieldconfig.list")
                try await readItemFields(of: id, source)
            }
        }
        let gets = fields.map { Command("userfieldconfig.get", ["moduleId": "crm", "id": .integer(Int64($0))]) }
        for outcome in try await source.batch(gets) {
            guard let field = Self.object(outcome, "field"), let id = field.int("id") else { continue }
            objects.append(.userField(field))
            fieldOwners[id] = field["entityId"]?.stringValue
        }
    }

    /// Without the scope for custom fields: what the descriptions of an item's fields say of them.
    private mutating func readItemFields(of id: Int, _ source: SourcePortal) async throws(PortalError) {
        guard let number = types[id] else { return }
        let command = Command("crm.item.fields", ["entityTypeId": .integer(Int64(number))])
        guard case .done(let response)? = try await source.batch([command]).first else { return }
        let fields = response.result.value["fields"]?.objectValue ?? [:]
        for (index, member) in fields.members.enumerated() where member.value["isDynamic"] == .bool(true) {
            objects.append(.userField(Self.field(member.value, owner: id, number: index)))
        }
    }

    /// - Parameter number: nobody tells the field's own id.
    private static func field(_ description: JSONValue, owner: Int, number: Int) -> JSONObject {
        let flag = { (name: String) -> JSONValue in description[name] == .bool(true) ? "Y" : "N" }
        let choices = (description["items"]?.arrayValue ?? []).map { choice -> JSONValue in
            ["id": choice["ID"] ?? .null, "value": choice["VALUE"] ?? ""]
        }
        return [
            "id": .integer(Int64(-owner * 1000 - number)), "entityId": .string("CRM_\(owner)"),
            "fieldName": description["upperName"] ?? "", "userTypeId": description["type"] ?? "string",
            "multiple": flag("isMultiple"), "mandatory": flag("isRequired"), "settings": description["settings"] ?? [:],
            "editFormLabel": ["en": description["title"] ?? "", "ru": description["title"] ?? ""],
            "enum": .array(choices),
        ]
    }

    private static func object(_ outcome: CommandOutcome, _ name: String) -> JSONObject? {
        guard case .done(let response) = outcome else { return nil }
        return response.result.value[name]?.objectValue
    }

    private static func rows(_ outcome: CommandOutcome, _ name: String) -> [JSONObject] {
        guard case .done(let response) = outcome else { return [] }
        return (response.result.value[name]?.arrayValue ?? []).compactMap(\.objectValue)
    }
}
