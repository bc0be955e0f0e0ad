import JSON

/// A file that the parent has opened.
final class ParentFile: Sendable {
    private let number: Int
    private let link: ParentLink

    /// - Parameters:
    ///   - bounds: folders and files of each narrowed client on the way (`b24.only`); the file must be in all of them.
    /// - Throws: ``ModuleError``.
    init(_ path: String, _ mode: File.Mode, within bounds: [[String]], _ link: ParentLink) throws {
        let message: JSONObject = [
            "path": .string(path), "write": .bool(mode == .write),
            "within": .array(bounds.map { .array($0.map(JSONValue.string)) }),
        ]
        number = try Wire(link.wait(.openFile, message.wireBytes)).integer("file")
        self.link = link
    }

    deinit { link.say(.closeFile, ["file": .integer(Int64(number))]) }

    func read(_ count: Int) throws -> [UInt8] {
        let message: JSONObject = ["file": .integer(Int64(number)), "count": .integer(Int64(count))]
        return try link.wait(.readFile, message.wireBytes)
    }

    func write(_ bytes: [UInt8]) throws {
        // In parts that are surely messages.
        for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
            let part = bytes[start..<min(start + 1 << 20, bytes.count)]
            _ = try link.wait(.writeFile, withUnsafeBytes(of: UInt32(number).littleEndian) { Array($0) } + part)
        }
    }
}
