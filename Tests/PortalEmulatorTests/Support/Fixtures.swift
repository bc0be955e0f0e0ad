import JSON
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The official examples beside the tests, and the comparison of answers with them.
enum Fixtures {
    /// `METHOD.KIND.json`, KIND being `request`, `request.2`, `response` or `error`.
    static func load(_ method: String, _ kind: String) throws -> JSONValue {
        let folder = "\(#filePath)".split(separator: "/").dropLast(2).joined(separator: "/")
        let path = "/\(folder)/Fixtures/\(method).\(kind).json"
        guard let stream = fopen(path, "rb") else { throw Missing(path: path) }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { bytes += chunk[..<count] }
        return try JSONReader.value(bytes)
    }

    struct Missing: Error { let path: String }

    /// Where `value` has other keys or other JSON types than `example`. Values may differ; so may the number of rows:
    /// each row is compared with the first one of the example.
    ///
    /// - Parameter open: paths whose members depend on the data, such as `result.fields`.
    static func differences(
        _ value: JSONValue, from example: JSONValue, optional: Set<String> = [], path: String = ""
    ) -> [String] {
        switch (value, example) {
        case (.object(let found), .object(let expected)):
            let foundKeys = Set(found.members.map(\.key))
            let expectedKeys = Set(expected.members.map(\.key))
            let missing = expectedKeys.subtracting(foundKeys).map { join(path, $0) }
            let extra = foundKeys.subtracting(expectedKeys).map { join(path, $0) }
            let names =
                missing.filter { !optional.contains($0) }.map { "missing \($0)" }
                + extra.filter { !optional.contains($0) }.map { "extra \($0)" }
            return names.sorted()
                + foundKeys.intersection(expectedKeys).sorted().flatMap {
                    differences(found[$0]!, from: expected[$0]!, optional: optional, path: join(path, $0))
                }
        case (.array(let found), .array(let expected)):
            guard let row = expected.first else { return [] }
            return found.enumerated().flatMap {
                differences($0.element, from: row, optional: optional, path: join(path, "\($0.offset)"))
            }
        default:
            return kind(value) == kind(example) ? [] : ["\(path) is \(kind(value)), not \(kind(example))"]
        }
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private static func kind(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .integer, .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
