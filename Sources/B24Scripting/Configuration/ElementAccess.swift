import Bitrix24
import JSON
import PortalConfiguration

/// Counts the elements that are not as an `AccessRule` says, and changes them.
struct ElementAccess: Sendable {
    let desk: Desk
    /// Codes are looked up once.
    private var people: [AccessRule: [Int64]] = [:]

    init(desk: Desk) { self.desk = desk }

    /// How many elements are not as the rules of a description say. What is not on the portal yet has none.
    mutating func deviating(from desired: ConfigurationModel, _ naming: Naming) async throws -> [Address: Int] {
        var counts: [Address: Int] = [:]
        for object in desired.objects {
            guard let rule = object.attributes["access"].map({ AccessRule($0) }) else { continue }
            counts[object.address] = try await work(rule, object.address, naming, isTrial: true)
        }
        return counts
    }

    /// Makes the elements of an object as a rule says.
    mutating func apply(_ rule: AccessRule, to address: Address, _ naming: Naming) async throws {
        _ = try await work(rule, address, naming, isTrial: false)
    }

    private mutating func work(
        _ rule: AccessRule, _ address: Address, _ naming: Naming, isTrial: Bool
    ) async throws -> Int? {
        guard let spa = address.lineage.last, let record = naming.objects[spa], let object = naming.objects[address],
            let type = SPAType(record)
        else { return nil }
        var filter = JSONObject()
        if address.kind == .funnel { filter["categoryId"] = Writable.number(object.id) }
        if rule.observers.isEmpty, let opened = rule.opened { filter["opened"] = opened ? "N" : "Y" }
        let observers = try await people(of: rule)
        let bulk = BulkUpdate(SPAScope(type: type, context: desk.context), desk, isTrial: isTrial)
        return try await bulk.carryOut(.object(filter), Self.change(rule, observers)).changed
    }

    private mutating func people(of rule: AccessRule) async throws -> [Int64] {
        if rule.observers.isEmpty { return [] }
        if let known = people[rule] { return known }
        let found = try await AccessDirectory(desk: desk).people(rule.observers)
        people[rule] = found
        return found
    }

    private static func change(_ rule: AccessRule, _ observers: [Int64]) -> BulkUpdate.Change {
        BulkUpdate.Change(select: ["opened", "observers"]) { element in
            var fields = JSONObject()
            if let opened = rule.opened, element["opened"]?.looseBoolean != opened {
                fields["opened"] = opened ? "Y" : "N"
            }
            let current = element["observers"]?.looseIntegers ?? []
            if let list = ObserverChange.apply(to: current, add: observers, remove: []) {
                fields["observers"] = .array(list.map(JSONValue.integer))
            }
            return fields.isEmpty ? nil : fields
        }
    }
}

extension SPAType {
    /// The smart process of a record of a snapshot.
    init?(_ record: PortalRecord) {
        self.init([
            "id": .string(record.id), "entityTypeId": record.facts["entityTypeId"] ?? .null,
            "title": .string(record.naturalName),
        ])
    }
}
