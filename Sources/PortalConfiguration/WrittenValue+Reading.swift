import JSON

extension WrittenValue {
    /// The text, when it is one.
    var text: String? { if case .plain(let value) = self { value.stringValue } else { nil } }

    /// The switch, when it is one.
    var flag: Bool? { if case .plain(let value) = self { value.boolValue } else { nil } }

    /// The elements of a list; an empty table is one.
    var elements: [WrittenValue]? {
        switch self {
        case .list(let elements): elements
        case .record(let members) where members.isEmpty: []
        default: nil
        }
    }

    /// The members of a table; an empty list is one.
    var members: [WrittenObject.Member]? {
        switch self {
        case .record(let members): members
        case .list(let elements) where elements.isEmpty: []
        default: nil
        }
    }

    /// Where it stands: of a table that its first member knows of.
    var place: FilePlace? { members?.first?.place }

    /// `{ en = "Reason" }`
    var texts: JSONValue? {
        guard let members else { return nil }
        var texts = JSONObject()
        for member in members {
            guard let text = member.value.text, !member.key.isEmpty else { return nil }
            texts[member.key] = .string(text)
        }
        return .object(texts)
    }

    /// The same as data; `nil` when there is something else in it.
    var json: JSONValue? {
        switch self {
        case .plain(let value): return value
        case .list(let elements):
            let values = elements.compactMap(\.json)
            return values.count == elements.count ? .array(values) : nil
        case .record(let members):
            var object = JSONObject()
            for member in members {
                guard let value = member.value.json, !member.key.isEmpty else { return nil }
                object[member.key] = value
            }
            return .object(object)
        case .reference, .draft, .other: return nil
        }
    }
}
