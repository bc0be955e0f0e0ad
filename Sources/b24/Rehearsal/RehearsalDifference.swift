import B24Scripting
import Bitrix24
import JSON
import Localization
import PortalEmulator

/// The difference between before and after, laid out like a plan: an entry for each object. What was made or deleted along
/// with its owner stands with the owner.
struct RehearsalDifference {
    let writes: [PlannedWrite]

    init(_ changes: [ObjectChange]) {
        let deletedTypes = Self.ids(.type, in: changes) { $0.after == nil }
        let newTypes = Self.ids(.type, in: changes) { $0.before == nil }
        let deletedFunnels = Self.ids(.funnel, in: changes) { $0.after == nil }
        let newFunnels = Self.ids(.funnel, in: changes) { $0.before == nil }
        var along: [String: [ObjectChange.Kind: Int]] = [:]
        var shown: [ObjectChange] = []
        for change in changes {
            let owner: String? =
                if change.after == nil {
                    Self.owner(of: change, types: deletedTypes, funnels: deletedFunnels)
                } else if change.isImplied {
                    Self.owner(of: change, types: newTypes, funnels: newFunnels)
                } else {
                    nil
                }
            if let owner { along[owner, default: [:]][change.kind, default: 0] += 1 } else { shown.append(change) }
        }
        writes = shown.map { Self.write($0, along: along[Self.name($0)] ?? [:]) }
    }

    /// The names of objects of a kind.
    private static func ids(
        _ kind: ObjectChange.Kind, in changes: [ObjectChange], _ condition: (ObjectChange) -> Bool
    ) -> Set<String> {
        Set(changes.filter { $0.kind == kind && condition($0) }.map(name))
    }

    /// `type 156`, `funnel 156/9`
    private static func name(_ change: ObjectChange) -> String {
        switch change.kind {
        case .type: "type \(change.entityTypeID ?? 0)"
        case .funnel: "funnel \(change.entityTypeID ?? 0)/\(change.id)"
        default: "\(change.kind) \(change.entityTypeID ?? 0)/\(change.id)"
        }
    }

    /// With which of these owners an object came or went.
    private static func owner(of change: ObjectChange, types: Set<String>, funnels: Set<String>) -> String? {
        let type = "type \(change.entityTypeID ?? 0)"
        switch change.kind {
        case .workplace, .type: return nil
        case .status:
            let directory = ((change.before ?? change.after)?["ENTITY_ID"]?.stringValue ?? "").split(separator: "_")
            guard directory.count == 4 else { return nil }
            if types.contains("type \(directory[1])") { return "type \(directory[1])" }
            let funnel = "funnel \(directory[1])/\(directory[3])"
            return funnels.contains(funnel) ? funnel : nil
        case .funnel, .userField, .item, .card: return types.contains(type) ? type : nil
        }
    }

    private static func write(_ change: ObjectChange, along: [ObjectChange.Kind: Int]) -> PlannedWrite {
        let verb = change.before == nil ? "add" : change.after == nil ? "delete" : "update"
        let method = change.kind == .card ? change.kind.rawValue + ".set" : "\(change.kind.rawValue).\(verb)"
        var object = PlannedObject()
        object.family = change.kind.rawValue
        object.entityTypeID = change.kind == .type ? nil : change.entityTypeID.map(String.init)
        object.id = change.id
        object.name = title(change.before ?? change.after ?? [:])
        var write = PlannedWrite(
            command: Command(method), effect: change.after == nil ? .destructive : .write, position: nil,
            object: object)
        if change.after != nil { write.changes = differences(change.before, change.after ?? [:]) }
        write.along = along.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, count in
            PlannedEffect(kind: kind.rawValue, count: count, text: Texts.comesAlong(kind, count))
        }
        return write
    }

    private static func title(_ object: JSONObject) -> String? {
        for name in ["title", "name", "NAME", "fieldName"] {
            if let text = object[name]?.stringValue, !text.isEmpty { return Redaction.redact(text) }
        }
        return nil
    }

    /// What a new object does not set is left out.
    static func differences(_ before: JSONObject?, _ after: JSONObject) -> [PlannedChange] {
        var names = after.members.map(\.key)
        names += (before?.members.map(\.key) ?? []).filter { after[$0] == nil }
        return names.compactMap { name in
            let (old, new) = (before?[name] ?? .null, after[name] ?? .null)
            guard old != new else { return nil }
            if before == nil, identity.contains(name) || isEmpty(new) { return nil }
            return PlannedChange(field: name, before: before == nil ? Optional.none : old, after: new)
        }
    }

    private static let identity: Set<String> = ["id", "ID"]

    private static func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .string(""), .string("N"): true
        case .array(let elements): elements.isEmpty
        case .object(let object): object.members.allSatisfy { isEmpty($0.value) }
        default: false
        }
    }
}
