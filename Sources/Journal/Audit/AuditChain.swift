import JSON

/// The chain of the audit's lines: each holds the hash of the line before, and its own.
///
/// A line is a JSON object that begins with its number and the hash before (`seq`, `prev`) and ends with its `hash`: SHA-256
/// over the text of the object without that last member. Whoever changes, removes or adds a line has to rewrite all that
/// follow; who has a later hash in another place sees it.
struct AuditChain: Sendable, Equatable {
    /// What stands before the first line.
    static let origin = String(repeating: "0", count: 64)

    /// The number of the last line; 0 before the first.
    var sequence = 0
    /// The hash of the last line.
    var hash = origin

    /// Makes the next line, without its end.
    ///
    /// - Parameter digest: SHA-256 as 64 hexadecimal digits.
    mutating func line(_ entry: JSONObject, _ digest: (String) -> String) -> String {
        var object: JSONObject = ["seq": .integer(Int64(sequence + 1)), "prev": .string(hash)]
        for member in entry.members { object[member.key] = member.value }
        let body = JSONWriter.string(.object(object))
        sequence += 1
        hash = digest(body)
        return body.dropLast() + Self.tail(hash)
    }

    private static func tail(_ hash: String) -> String { ",\"hash\":\"\(hash)\"}" }

    /// A line taken apart.
    struct Line: Sendable, Equatable {
        var sequence: Int
        var previous: String
        var hash: String
        /// What the hash is over.
        var body: String
    }

    /// Takes a line apart; `nil` when it is none.
    static func read(_ text: String) -> Line? {
        let length = tail(origin).utf8.count
        guard text.utf8.count > length else { return nil }
        let end = text.utf8.index(text.endIndex, offsetBy: -length)
        let hash = String(text[end...].dropFirst(9).dropLast(2))
        guard text[end...] == tail(hash),
            hash.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        let body = text[..<end] + "}"
        guard let slice = try? JSONSlice(Array(body.utf8)), slice.isObject,
            case .integer(let sequence)? = slice["seq"]?.value, case .string(let previous)? = slice["prev"]?.value
        else { return nil }
        return Line(sequence: Int(sequence), previous: previous, hash: hash, body: String(body))
    }
}
