#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import GRDB

/// The files of custom fields, and the links under which they are loaded: a plain GET without further credentials,
/// which the token in the link stands for.
enum FileLinks {
    private static let folder = "/upload/crm/"

    /// Keeps a file; `nil` when its content is no base64.
    static func add(_ name: String, _ base64: String, _ database: Database) throws -> Int? {
        guard let content = Data(base64Encoded: base64) else { return nil }
        let id = try database.nextID("file")
        var generator = SystemRandomNumberGenerator()
        let token = [generator.next(), generator.next()].map { String($0, radix: 36) }.joined()
        try database.run(
            "INSERT INTO files (id, name, token, content) VALUES (?, ?, ?, ?)", [id, name, token, content])
        return id
    }

    /// Where a file is loaded from.
    static func address(_ id: Int, host: String, _ database: Database) throws -> String {
        guard let row = try database.row("SELECT token, name FROM files WHERE id = ?", [id]) else { return "" }
        let token: String = row[0]
        return "http://\(host)\(folder)\(id)/\(token)/\(PercentEncoding.encoded(row[1]))"
    }

    /// The file of a link's path; `nil` when there is none or the token is wrong.
    static func content(path: String, _ database: Database) throws -> [UInt8]? {
        guard path.hasPrefix(folder) else { return nil }
        let parts = path.dropFirst(folder.count).split(separator: "/")
        guard parts.count == 3, let id = Int(parts[0]) else { return nil }
        let row = try database.row(
            "SELECT content FROM files WHERE id = ? AND token = ?", [id, String(parts[1])])
        return row.map { Array($0[0] as Data) }
    }
}
