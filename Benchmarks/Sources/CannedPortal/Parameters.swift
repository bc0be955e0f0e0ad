import Foundation

/// The parameters of a command, flat, with PHP's names in lower case: `filter[>id]`, `select[0]`.
struct Parameters {
    private(set) var values: [String: String] = [:]

    /// From the query string of a command in a batch.
    init(query: Substring.UTF8View) {
        for pair in query.split(separator: UInt8(ascii: "&")) {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            values[Self.decode(pair[..<equals]).lowercased()] = Self.decode(pair[equals...].dropFirst())
        }
    }

    /// From the body of a request.
    init(json: Any) { flatten(json, "") }

    subscript(name: String) -> String? { values[name] }

    mutating func set(_ name: String, _ value: String) { values[name] = value }

    /// Parameters below a name: `filter[>id]` is `>id` below `filter`.
    func below(_ name: String) -> [(name: String, value: String)] {
        values.compactMap { key, value in
            guard key.hasPrefix(name + "["), key.hasSuffix("]") else { return nil }
            return (String(key.dropFirst(name.count + 1).dropLast()), value)
        }
    }

    private mutating func flatten(_ value: Any, _ path: String) {
        switch value {
        case let object as [String: Any]:
            for (key, member) in object {
                flatten(member, path.isEmpty ? key.lowercased() : "\(path)[\(key.lowercased())]")
            }
        case let array as [Any]:
            for (index, element) in array.enumerated() { flatten(element, "\(path)[\(index)]") }
        case is NSNull: values[path] = ""
        default: values[path] = "\(value)"
        }
    }

    /// Percent-encoding and `+`.
    private static func decode(_ text: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let high = rest.popFirst().flatMap(hexadecimal) ?? 0
                bytes.append(high << 4 | (rest.popFirst().flatMap(hexadecimal) ?? 0))
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
