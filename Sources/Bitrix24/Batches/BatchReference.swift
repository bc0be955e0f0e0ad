import JSON

/// A reference to another command's result inside a parameter: `$result[user][UF_DEPARTMENT][0]`.
/// -> settings/how-to-call-rest-api/batch
struct BatchReference: Equatable {
    /// The key of the command that it refers to.
    var source: String
    /// Keys and indices into that command's result.
    var path: [String]

    private static let opening = "$result["

    /// A text split at its references; `nil` when one has no end or no key.
    static func parts(of text: String) -> [Part]? {
        var parts: [Part] = []
        var rest = Substring(text)
        while let start = rest.firstRange(of: opening) {
            if start.lowerBound > rest.startIndex { parts.append(.text(rest[..<start.lowerBound])) }
            var names: [String] = []
            var end = rest.index(before: start.upperBound)
            while end < rest.endIndex, rest[end] == "[" {
                guard let close = rest[end...].firstIndex(of: "]") else {
                    if names.isEmpty { return nil }
                    break
                }
                names.append(String(rest[rest.index(after: end)..<close]))
                end = rest.index(after: close)
            }
            guard let source = names.first, !source.isEmpty else { return nil }
            parts.append(.reference(BatchReference(source: source, path: Array(names.dropFirst()))))
            rest = rest[end...]
        }
        if !rest.isEmpty { parts.append(.text(rest)) }
        return parts
    }

    enum Part {
        case text(Substring)
        case reference(BatchReference)
    }

    /// A query value: percent-encoded, but with the brackets of references as the portal's documentation writes them.
    static func encodingText(_ text: String) -> String {
        guard text.contains("$"), let parts = parts(of: text) else { return QueryEncoding.percentEncoded(text) }
        return parts.map { part in
            switch part {
            case .text(let text): QueryEncoding.percentEncoded(text)
            case .reference(let reference):
                "$result"
                    + ([reference.source] + reference.path).map { "[\(QueryEncoding.percentEncoded($0))]" }.joined()
            }
        }.joined()
    }

    /// The value that the reference stands for, looked up in the source's result; `nil` when it is not there.
    func value(in result: JSONSlice) -> JSONValue? {
        var slice: JSONSlice? = result
        for name in path {
            if let elements = slice?.elements {
                guard let index = Int(name), elements.indices.contains(index) else { return nil }
                slice = elements[index]
            } else {
                slice = slice?[name]
            }
        }
        guard let value = slice?.value, !value.isNull else { return nil }
        return value
    }
}

extension JSONValue {
    /// Calls `visit` with every text inside and its path, `filter.>id` or `ids[2]`.
    func eachText(path: String, _ visit: (String, String) throws(PortalError) -> Void) throws(PortalError) {
        switch self {
        case .string(let text): try visit(text, path)
        case .array(let elements):
            for (index, element) in elements.enumerated() { try element.eachText(path: "\(path)[\(index)]", visit) }
        case .object(let object):
            for member in object.members {
                try member.value.eachText(path: path.isEmpty ? member.key : "\(path).\(member.key)", visit)
            }
        default: break
        }
    }

    /// The same value with every reference replaced for which `lookup` knows the value.
    ///
    /// A text that is one reference becomes the value itself; inside a longer text only scalars can stand.
    ///
    /// - Returns: `nil` when a value can't stand where its reference does.
    func replacingReferences(_ lookup: (BatchReference) -> JSONValue?) -> JSONValue? {
        switch self {
        case .string(let text):
            guard let parts = BatchReference.parts(of: text) else { return self }
            if parts.count == 1, case .reference(let reference) = parts[0] { return lookup(reference) ?? self }
            var output = ""
            for part in parts {
                switch part {
                case .text(let text): output += text
                case .reference(let reference):
                    switch lookup(reference) {
                    case .string(let text)?: output += text
                    case .bool(let flag)?: output += flag ? "1" : "0"
                    case (.integer?), (.number?): output += lookup(reference).map { JSONWriter.string($0) } ?? ""
                    case nil: output += reference.text
                    default: return nil
                    }
                }
            }
            return .string(output)
        case .array(let elements):
            var replaced: [JSONValue] = []
            for element in elements {
                guard let value = element.replacingReferences(lookup) else { return nil }
                replaced.append(value)
            }
            return .array(replaced)
        case .object(let object):
            var replaced = JSONObject()
            for member in object.members {
                guard let value = member.value.replacingReferences(lookup) else { return nil }
                replaced[member.key] = value
            }
            return .object(replaced)
        default: return self
        }
    }
}

extension BatchReference {
    /// The reference as a script writes it.
    var text: String { "$result" + ([source] + path).map { "[\($0)]" }.joined() }
}
