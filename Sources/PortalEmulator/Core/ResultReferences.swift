import JSON

/// `$result[key][field][0]` inside the parameters of a batch command: a part of what an earlier command answered.
struct ResultReferences {
    let results: JSONObject
    let choices: Choices

    private static let opening = "$result["

    func resolved(_ object: JSONObject) -> JSONObject {
        var copy = object
        for member in object.members { copy[member.key] = resolved(member.value) }
        return copy
    }

    private func resolved(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object): return .object(resolved(object))
        case .array(let elements): return .array(elements.map(resolved))
        case .string(let text) where text.contains(Self.opening): return resolved(text)
        default: return value
        }
    }

    private func resolved(_ text: String) -> JSONValue {
        var output = ""
        var rest = text[...]
        while let start = rest.firstRange(of: Self.opening) {
            output += rest[..<start.lowerBound]
            let (path, end) = Self.path(rest, from: rest.index(before: start.upperBound))
            let found = path.isEmpty ? nil : value(at: path)
            let isWhole = start.lowerBound == text.startIndex && end == text.endIndex
            if let found, isWhole, found.phpString != nil || choices.substitutesWholeValues { return found }
            if let scalar = found?.phpString {
                output += scalar
            } else if choices.keepsUnresolvedReferences {
                output += rest[start.lowerBound..<end]
            }
            rest = rest[end...]
        }
        return .string(output + rest)
    }

    /// The names in `[a][b][c]`, and where they end.
    private static func path(_ text: Substring, from start: String.Index) -> (names: [String], end: String.Index) {
        var names: [String] = []
        var position = start
        while position < text.endIndex, text[position] == "[",
            let close = text[position...].firstIndex(of: "]")
        {
            names.append(String(text[text.index(after: position)..<close]))
            position = text.index(after: close)
        }
        return (names, names.isEmpty ? text.index(after: start) : position)
    }

    private func value(at path: [String]) -> JSONValue? {
        var value = JSONValue.object(results)
        for name in path {
            switch value {
            case .object(let object):
                guard let member = object[name] else { return nil }
                value = member
            case .array(let elements):
                guard let index = Int(name), elements.indices.contains(index) else { return nil }
                value = elements[index]
            default: return nil
            }
        }
        return value
    }
}
