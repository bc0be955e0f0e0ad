import GRDB
import JSON
import Synchronization

/// What the objects of a portal looked like when they were taken over from another one.
final class Baseline: Sendable {
    private let states = Mutex<[ObjectKey: JSONObject]>([:])

    /// Whether an object was taken over.
    func holds(_ key: ObjectKey) -> Bool { states.withLock { $0[key] != nil } }

    /// Remembers an object as it is now.
    func note(_ key: ObjectKey, _ state: JSONObject) { states.withLock { $0[key] = state } }

    /// Forgets everything: the portal was reset.
    func clear() { states.withLock { $0 = [:] } }

    /// What differs from then, by kind and id.
    func changes(_ reader: ObjectReader) throws -> [ObjectChange] {
        let before = states.withLock { $0 }
        let keys = Set(before.keys).union(try reader.keys())
        // A field of a smart process that is gone does not tell which one that was.
        let types = before.filter { $0.key.kind == .type }.mapValues { $0["entityTypeId"]?.phpInteger }
        let changes = try keys.compactMap { key -> (ObjectKey, ObjectChange)? in
            let (old, new) = (before[key], try reader.state(of: key))
            guard old != new, old != nil || new != nil else { return nil }
            let change = ObjectChange(
                kind: key.kind, entityTypeID: try reader.entityTypeID(of: key, old ?? new ?? [:], types), id: key.id,
                before: old, after: new, isImplied: try old == nil && reader.isImplied(key))
            return (key, change)
        }
        return changes.sorted { Self.order($0.0) < Self.order($1.0) }.map(\.1)
    }

    private static func order(_ key: ObjectKey) -> (Int, Int, Int, String) {
        let kind = ObjectChange.Kind.allCases.firstIndex(of: key.kind) ?? 0
        return (kind, key.entityTypeID, Int(key.id) ?? 0, key.id)
    }
}
