import JSON

/// `$result[key][field][0]`: a batch command that uses the result of an earlier one.
enum ResultReference {
    /// The reference that could not be resolved names this key.
    struct Missing: Error { var key: String }

    /// The parameters with every reference replaced. A string that is nothing but a reference takes the value's own
    /// type, one inside a longer text takes its text.
    static func resolve(_ parameters: JSONObject, _ results: [String: JSONSlice]) -> Result<JSONObject, Missing> {
        do throws(Missing) {
            guard case .object(let object) = try resolve(.object(parameters), results) else { return .success([:]) }
            return .success(object)
        } catch {
            return .failure(error)
        }
    }

    /// The keys of the commands that a text refers to.
    static func keys(in text: String) -> [String] {
        let marker = "$result["
        var keys: [String] = []
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "$") {
            rest = rest[start...]
            if rest.hasPrefix(marker), let end = rest.firstIndex(of: "]") {
                keys.append(String(rest[rest.index(start, offsetBy: marker.count)..<end]))
            }
            rest = rest.dropFirst()
        }
        return keys
    }

    private static func resolve(_ value: JSONValue, _ results: [String: JSONSlice]) throws(Missing) -> JSONValue {
        switch value {
        case .string(let text):
            return try resolve(text, results)
        case .array(let elements):
            var resolved: [JSONValue] = []
            for element in elements { resolved.append(try resolve(element, results)) }
            return .array(resolved)
        case .object(let object):
            var resolved = JSONObject()
            for member in object.members { resolved[member.key] = try resolve(member.value, results) }
            return .object(resolved)
        default:
            return value
        }
    }

    private static func resolve(_ text: String, _ results: [String: JSONSlice]) throws(Missing) -> JSONValue {
        let marker = Array("$result[".utf8)
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index...].starts(with: marker) else {
                output.append(bytes[index])
                index += 1
                continue
            }
            let start = index
            var path: [String] = []
            index += marker.count - 1
            while index < bytes.count, bytes[index] == UInt8(ascii: "["),
                let end = bytes[index...].firstIndex(of: UInt8(ascii: "]"))
            {
                path.append(String(decoding: bytes[(index + 1)..<end], as: UTF8.self))
                index = end + 1
            }
            guard let key = path.first else {
                output.append(contentsOf: bytes[start..<index])
                continue
            }
            guard let found = find(path, results) else { throw Missing(key: key) }
            if start == 0, index == bytes.count { return found.value }
            if case .string(let inner) = found.value {
                output.append(contentsOf: inner.utf8)
            } else {
                output.append(contentsOf: found.bytes)
            }
        }
        return .string(String(decoding: output, as: UTF8.self))
    }

    private static func find(_ path: [String], _ results: [String: JSONSlice]) -> JSONSlice? {
        var current = results[path[0]]
        for part in path.dropFirst() {
            if let elements = current?.elements {
                current = Int(part).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            } else {
                current = current?[part]
            }
        }
        return current
    }
}
