import Bitrix24
import JSON

/// What a run has done to the objects of the portal, write by write, as its journal tells.
struct RunStory: Sendable {
    /// A field that a write has changed.
    struct FieldChange: Sendable, Equatable {
        var name: String
        var before: JSONValue
        /// `nil` when neither the command nor the answer tells.
        var after: JSONValue?
    }

    /// A smart process that a write has moved between workplaces; `nil` is CRM.
    struct Move: Sendable, Equatable {
        var typeID: String
        var from: String?
        var to: String?
    }

    /// What a write has done.
    enum Effect: Sendable, Equatable {
        case created(PlannedObject)
        case changed(PlannedObject, [FieldChange], withheld: [String])
        case deleted(PlannedObject, WriteBefore)
        case moved([Move])
        /// The default funnel of a smart process is another one.
        case marked(entityTypeID: String, from: String, to: String)
        case card(Command, before: JSONValue, sent: JSONValue?)
    }

    /// A write with what it has done, in order.
    struct Deed: Sendable {
        var handle: Int64
        var command: Command
        var object: PlannedObject
        var effects: [Effect] = []
        /// Why it cannot be taken back.
        var obstacle: UndoReason?
    }

    private(set) var deeds: [Deed] = []
    /// What the run has made, as it left it.
    private(set) var made: [PlannedObject: JSONObject] = [:]
    /// Those of them of which the whole object is known, not only what was sent.
    private(set) var known: Set<PlannedObject> = []
    /// The fields of which only that is known what was sent, by their plain names: the portal may read otherwise.
    private(set) var sent: [PlannedObject: Set<String>] = [:]
    /// The smart processes that it has made: `entityTypeId` by id.
    private(set) var madeTypes: [String: String] = [:]
    /// What it has deleted in the end.
    private(set) var gone: Set<PlannedObject> = []
    /// Whether no write has a before: an older run, or one that was told to keep none.
    private(set) var isWithoutBefores = true

    /// - Parameter writes: of the run, in order, those in doubt settled as far as possible.
    init(_ writes: [WriteRecord]) {
        for write in writes where write.intent.before != nil { isWithoutBefores = false }
        for write in writes { add(write) }
    }

    /// Whether something was made by the run, or lies in what it has made.
    func isOwn(_ object: PlannedObject) -> Bool { made[object] != nil || isInside(object) }

    /// Whether an object lies in a smart process or a funnel that the run has made, and goes with it.
    func isInside(_ object: PlannedObject) -> Bool {
        if let type = object.entityTypeID, madeTypes.values.contains(type) { return true }
        guard let state = made[object] else { return false }
        if let directory = state.text("ENTITY_ID") { return isOwn(directory: directory) }
        guard object.family == InverseFamily.field.name, let entity = state.text("entityId") else { return false }
        return isOwn(fieldsOf: entity)
    }

    private func isInside(_ object: PlannedObject, _ before: WriteBefore?) -> Bool {
        if isInside(object) { return true }
        if let directory = before?.object?.text("ENTITY_ID") { return isOwn(directory: directory) }
        return before?.object?.text("entityId").map(isOwn(fieldsOf:)) ?? false
    }

    /// `DYNAMIC_1038_STAGE_37`
    func isOwn(directory: String) -> Bool {
        let parts = directory.split(separator: "_").map(String.init)
        guard parts.count == 4, parts[0] == "DYNAMIC" else { return false }
        if madeTypes.values.contains(parts[1]) { return true }
        return made[PlannedObject(InverseFamily.funnel.name, entityTypeID: parts[1], id: parts[3])] != nil
    }

    /// `CRM_13`
    func isOwn(fieldsOf entity: String) -> Bool {
        entity.hasPrefix("CRM_") && madeTypes[String(entity.dropFirst(4))] != nil
    }

    // MARK: Forward

    private mutating func add(_ write: WriteRecord) {
        let command = write.intent.command
        let shape = ResultShape(command.method)
        var deed = Deed(handle: write.handle, command: command, object: PlannedObject(of: write))
        switch write.state {
        case .refused, .failed, .notRun: return
        case .unknown: deed.obstacle = .inDoubt
        case .done:
            guard command.usedVersion == .two, let family = InverseFamily(shape.family) else {
                deed.obstacle = .noInverse
                break
            }
            let result = write.outcome?.result ?? JSONSlice(.null)
            switch shape.verb {
            case "add", "import": create(write, family, result, &deed)
            case "batchimport": createMany(command, result, &deed)
            case "update": change(write, family, result, &deed)
            case "delete": delete(write, family, &deed)
            case "set" where family == .card, "reset" where family == .card:
                if let before = write.intent.before?.facts["card"] {
                    deed.effects = [.card(command, before: before, sent: command.parameters["data"])]
                } else {
                    deed.obstacle = .missing(write.intent.before)
                }
            default: deed.obstacle = .noInverse
            }
        }
        deeds.append(deed)
    }

    private mutating func create(
        _ write: WriteRecord, _ family: InverseFamily, _ result: JSONSlice, _ deed: inout Deed
    ) {
        let command = write.intent.command
        guard let id = write.outcome?.objectID ?? PlannedObject.id(madeBy: command, result) else {
            deed.obstacle = .noInverse
            return
        }
        deed.object.id = id
        let fields = PlanBook.fields(of: command)
        let whole = family.object(result).flatMap { $0.count > 1 ? $0 : nil }
        remember(deed.object, whole, sent: fields)
        deed.effects = [.created(deed.object)]
        if family == .type, let entityTypeID = whole?.text("entityTypeId") { madeTypes[id] = entityTypeID }
        if family == .workplace { addMoves(write, family, result, &deed) }
        addMark(write, &deed)
    }

    private mutating func createMany(_ command: Command, _ result: JSONSlice, _ deed: inout Deed) {
        let rows = command.parameters["data"]?.arrayValue ?? []
        for (index, entry) in (result["items"]?.value.arrayValue ?? []).enumerated() {
            guard let id = entry["item"]?.objectValue?.text("id") else { continue }
            let object = PlannedObject(
                InverseFamily.item.name, entityTypeID: command.parameters.text("entityTypeId"), id: id)
            remember(object, nil, sent: rows.indices.contains(index) ? rows[index].objectValue ?? [:] : [:])
            deed.effects.append(.created(object))
        }
    }

    /// - Parameters:
    ///   - whole: the object as the portal answered it.
    ///   - fields: what was sent.
    private mutating func remember(_ object: PlannedObject, _ whole: JSONObject?, sent fields: JSONObject) {
        made[object, default: [:]].merge(whole ?? fields)
        if let whole {
            known.insert(object)
            sent[object]?.subtract(whole.keys.map(StoredFields.plain))
        } else {
            sent[object, default: []].formUnion(fields.keys.map(StoredFields.plain))
        }
    }

    private mutating func change(
        _ write: WriteRecord, _ family: InverseFamily, _ result: JSONSlice, _ deed: inout Deed
    ) {
        let fields = PlanBook.fields(of: write.intent.command)
        let whole = family.object(result)
        if deed.object.id?.contains("$result[") ?? true { deed.object.id = whole?.text("id", "ID") }
        let object = deed.object
        if made[object] != nil {
            remember(object, whole, sent: fields)
        } else if isInside(object, write.intent.before) {
            return
        } else if let before = write.intent.before?.object {
            let changes = Self.changes(family, before, after: [whole, fields].compactMap(\.self))
            let withheld = write.intent.before?.withheld ?? []
            if !changes.isEmpty || !withheld.isEmpty {
                deed.effects = [.changed(object, changes, withheld: withheld)]
            }
        } else {
            deed.obstacle = .missing(write.intent.before)
        }
        if family == .workplace, fields["typeIds"] != nil { addMoves(write, family, result, &deed) }
        addMark(write, &deed)
    }

    /// - Parameter after: where the value after the write is looked for, the best first.
    private static func changes(
        _ family: InverseFamily, _ before: JSONObject, after: [JSONObject]
    ) -> [FieldChange] {
        let sources = after.map { object in
            Dictionary(object.members.map { (StoredFields.plain($0.key), $0.value) }, uniquingKeysWith: { $1 })
        }
        return before.members.compactMap { member in
            guard !family.isReadOnly(member.key), !(family == .workplace && member.key == "typeIds"),
                !(family == .funnel && member.key == "isDefault")
            else { return nil }
            let plain = StoredFields.plain(member.key)
            let value = sources.lazy.compactMap { $0[plain] }.first
            if let value, SameValue.isSame(member.value, value) { return nil }
            return FieldChange(name: member.key, before: member.value, after: value)
        }
    }

    private mutating func delete(_ write: WriteRecord, _ family: InverseFamily, _ deed: inout Deed) {
        gone.insert(deed.object)
        if isOwn(deed.object) || isInside(deed.object, write.intent.before) { return }
        if case .plain = family {
            deed.obstacle = .noInverse
        } else if let before = write.intent.before, before.object != nil, before.untold == nil {
            deed.effects = [.deleted(deed.object, before)]
        } else {
            deed.obstacle = .missing(write.intent.before)
        }
    }

    private func addMoves(
        _ write: WriteRecord, _ family: InverseFamily, _ result: JSONSlice, _ deed: inout Deed
    ) {
        let command = write.intent.command
        guard let sent = PlanBook.fields(of: command)["typeIds"], let id = deed.object.id else { return }
        guard let workplaces = write.intent.before?.workplaces else {
            if deed.effects.isEmpty { deed.obstacle = .missing(write.intent.before) }
            return
        }
        var homes: [String: String] = [:]
        for workplace in workplaces {
            for type in BeforeNeed.ids(workplace["typeIds"]) { homes[type] = workplace.text("id") }
        }
        let after = BeforeNeed.ids(family.object(result)?["typeIds"] ?? sent)
        let left = homes.filter { $0.value == id && !after.contains($0.key) }.map(\.key)
        let moves = (after.filter { homes[$0] != id } + left).sorted().map { type in
            Move(typeID: type, from: homes[type], to: after.contains(type) ? id : nil)
        }
        if !moves.isEmpty { deed.effects.append(.moved(moves)) }
    }

    private func addMark(_ write: WriteRecord, _ deed: inout Deed) {
        guard let from = write.intent.before?.defaultFunnel, let to = deed.object.id, from != to,
            let type = deed.object.entityTypeID, deed.object.family == InverseFamily.funnel.name
        else { return }
        deed.effects.append(.marked(entityTypeID: type, from: from, to: to))
    }
}

extension PlannedObject {
    init(_ family: String, entityTypeID: String? = nil, id: String?) {
        self.init()
        (self.family, self.entityTypeID, self.id) = (family, entityTypeID, id)
    }

    /// The object of a recorded write.
    init(of write: WriteRecord) {
        let command = write.intent.command
        self.init(
            ResultShape(command.method).family, entityTypeID: command.parameters.text("entityTypeId"),
            id: command.parameters.text("id", "ID") ?? write.outcome?.objectID)
    }

    /// The id in the answer of an addition.
    static func id(madeBy command: Command, _ result: JSONSlice) -> String? {
        let shape = ResultShape(command.method)
        var made = result.isObject ? nil : Optional(result.value)
        if let member = shape.single { made = result[member]?["id"]?.value }
        return made.flatMap { JSONObject([("id", $0)]).text("id") }
    }
}
