import Bitrix24
public import JSON

/// What the portal had before a write, as far as taking the write back needs it. It stays on this machine.
///
/// | member | what it is |
/// |---|---|
/// | `object` | the object: of an update the fields that it writes, of a deletion all of them |
/// | `workplaces` | the workplaces whose sets the write touches |
/// | `default` | the id of the funnel that was the default one |
/// | `funnels`, `stages`, `fields` | what goes along with a deletion |
/// | `card` | a card's layout; null for the standard one |
/// | `withheld` | names of fields that were not kept: they hold a credential, or are too long |
/// | `untold` | the code with which the portal has refused to tell |
public struct WriteBefore: Sendable, Equatable {
    /// As in the table.
    public var facts: JSONObject

    /// What is known.
    public init(facts: JSONObject) { self.facts = facts }

    /// Longer values are not kept, in bytes of JSON.
    static let longest = 262_144

    var object: JSONObject? { facts["object"]?.objectValue }
    var workplaces: [JSONObject]? { facts["workplaces"]?.arrayValue?.compactMap(\.objectValue) }
    var defaultFunnel: String? { facts.text("default") }
    var withheld: [String] { (facts["withheld"]?.arrayValue ?? []).compactMap(\.stringValue) }
    var untold: String? { facts["untold"]?.stringValue }
    func rows(_ name: String) -> [JSONObject] { facts[name]?.arrayValue?.compactMap(\.objectValue) ?? [] }

    /// Keeps an object.
    ///
    /// - Parameter names: of the fields that matter; `nil` for all.
    mutating func keep(_ object: JSONObject, _ names: Set<String>? = nil) {
        var withheld: [JSONValue] = []
        facts["object"] = .object(Self.kept(of: object, names, &withheld))
        if !withheld.isEmpty { facts["withheld"] = .array(withheld) }
    }

    /// Takes out of what goes along, too, what cannot be written down.
    mutating func withholdCredentials() {
        var withheld = facts["withheld"]?.arrayValue ?? []
        for name in ["workplaces", "funnels", "stages", "fields"] {
            guard let rows = facts[name]?.arrayValue else { continue }
            facts[name] = .array(
                rows.map { row in
                    row.objectValue.map { .object(Self.kept(of: $0, nil, &withheld)) } ?? row
                })
        }
        if let card = facts["card"], !Self.isKept("card", card) {
            facts["card"] = nil
            withheld.append("card")
        }
        if !withheld.isEmpty { facts["withheld"] = .array(withheld) }
    }

    /// What of an object can be written down; the names of the rest are added to `withheld`.
    private static func kept(
        of object: JSONObject, _ names: Set<String>?, _ withheld: inout [JSONValue]
    ) -> JSONObject {
        var kept = JSONObject()
        for member in object.members where names?.contains(StoredFields.plain(member.key)) ?? true {
            if isKept(member.key, member.value) {
                kept[member.key] = member.value
            } else {
                withheld.append(.string(member.key))
            }
        }
        return kept
    }

    /// Whether a value can be written down: it is no credential, and no book.
    static func isKept(_ name: String, _ value: JSONValue) -> Bool {
        let text = JSONWriter.string([name: value])
        return text.utf8.count <= longest && Redaction.redact(text) == text
    }
}
