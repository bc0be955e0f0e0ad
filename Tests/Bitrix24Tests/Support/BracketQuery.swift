import JSON

/// A batch command's query as a portal reads it: PHP's brackets, and `$result[...]` replaced where it leads somewhere.
enum BracketQuery {
    static func parameters(_ query: String, _ results: JSONObject) -> JSONObject {
        var parameters = JSONObject()
        for pair in query.split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(decoded)
            let name = sides[0]
            let first = String(name.prefix { $0 != "[" })
            let path = [first] + name.dropFirst(first.count).split(separator: "]").map { String($0.dropFirst()) }
            set(&parameters, path[...], resolved(sides.count > 1 ? sides[1] : "", results))
        }
        return parameters
    }

    private static func set(_ object: inout JSONObject, _ path: ArraySlice<String>, _ value: JSONValue) {
        guard let key = path.first else { return }
        if path.count == 1 {
            object[key] = value
        } else {
            var inner = object[key]?.objectValue ?? [:]
            set(&inner, path.dropFirst(), value)
            object[key] = .object(inner)
        }
    }

    private static func resolved(_ text: String, _ results: JSONObject) -> JSONValue {
        guard text.hasPrefix("$result[") else { return .string(text) }
        var value = JSONValue.object(results)
        for name in text.dropFirst("$result".count).split(separator: "]").map({ String($0.dropFirst()) }) {
            guard let inner = Int(name).flatMap({ value[$0] }) ?? value[name] else { return .string(text) }
            value = inner
        }
        return value
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
