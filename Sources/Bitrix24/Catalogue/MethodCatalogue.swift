import CCatalogue
import JSON
import Synchronization

/// Every documented REST method, from the official documentation.
///
/// The data are bytes of the program (`Sources/CCatalogue/catalogue.json`, one method per line, sorted by name).
/// Nothing happens before ``standard`` is used; then the beginnings of the lines are noted, and only the lines that are
/// asked for are ever parsed, each once. It says what the documentation says: a portal may have other methods.
///
/// ```swift
/// MethodCatalogue.standard.entry("crm.item.list")?.scopes        // ["crm"]
/// MethodCatalogue.standard.suggestions(for: "crm.itme.list")      // ["crm.item.list", ...]
/// ```
public struct MethodCatalogue: Sendable {
    /// The catalogue that is part of the program.
    public static let standard = MethodCatalogue()

    /// What a method does to the portal, by its name.
    public enum Effect: String, Sendable { case read, write, destructive }

    /// Where each line of the data begins.
    let lines: [UInt32]

    /// The lines that were parsed so far: a script calls few methods, and those often.
    private let parsed = Parsed()

    private final class Parsed: Sendable {
        let entries = Mutex<[Int: Entry]>([:])
    }

    init() {
        let count = b24_catalogue_lines(nil, 0)
        lines = [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = b24_catalogue_lines(buffer.baseAddress, count)
        }
    }

    /// The entry of a method, its name compared without case.
    ///
    /// - Parameters:
    ///   - method: `crm.item.list`
    ///   - restVersion: 2 or 3, for the few methods that exist in both with different parameters; `nil` prefers 2.
    public func entry(_ method: String, restVersion: Int? = nil) -> Entry? {
        guard let line = line(of: method) else { return nil }
        let first = entry(ofLine: line)
        guard let restVersion, first.restVersion != restVersion else { return first }
        guard line + 1 < lines.count, compare(line + 1, with: lowercaseBytes(method)) == 0 else { return nil }
        return entry(ofLine: line + 1)
    }

    func entry(ofLine line: Int) -> Entry {
        if let entry = parsed.entries.withLock({ $0[line] }) { return entry }
        let entry = Entry(value(ofLine: line))
        parsed.entries.withLock { $0[line] = entry }
        return entry
    }

    /// Whether the documentation knows the method, its name compared without case.
    public func contains(_ method: String) -> Bool { line(of: method) != nil }

    /// Read, write or destructive; a method that is not in the catalogue counts as a write.
    public func effect(of method: String) -> Effect {
        line(of: method).map { entry(ofLine: $0).effect } ?? .write
    }

    /// All method names, sorted without case.
    public var methods: [String] {
        var names: [String] = []
        names.reserveCapacity(lines.count)
        for line in lines.indices {
            let name = String(decoding: self.name(ofLine: line), as: UTF8.self)
            if name != names.last { names.append(name) }
        }
        return names
    }
}

// MARK: - Bytes

extension MethodCatalogue {
    private static let nameStart = #"{"method":""#.utf8.count

    private var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: b24_catalogue_bytes(), count: b24_catalogue_length())
    }

    /// The method name of a line. Names are plain ASCII without escapes.
    func name(ofLine line: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
        let bytes = bytes
        let start = Int(lines[line]) + Self.nameStart
        var end = start
        while bytes[end] != UInt8(ascii: "\"") { end += 1 }
        return bytes[start..<end]
    }

    /// The first line of a method.
    func line(of method: String) -> Int? {
        let name = lowercaseBytes(method)
        let line = firstLine { compare($0, with: name) >= 0 }
        return line < lines.count && compare(line, with: name) == 0 ? line : nil
    }

    /// The first line for which `isAtOrAfter` holds; it has to hold for all lines after that one too.
    func firstLine(where isAtOrAfter: (Int) -> Bool) -> Int {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if isAtOrAfter(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func lowercaseBytes(_ name: String) -> [UInt8] { name.utf8.map(Self.lowercase) }

    /// Negative, zero or positive as the name of a line comes before, at or after `name`, in lower case.
    func compare(_ line: Int, with name: [UInt8]) -> Int {
        let bytes = bytes
        var index = Int(lines[line]) + Self.nameStart
        for byte in name {
            let own = Self.lowercase(bytes[index])
            // The quotation mark that ends a name is smaller than every letter, digit and dot.
            if own != byte { return own < byte ? -1 : 1 }
            index += 1
        }
        return bytes[index] == UInt8(ascii: "\"") ? 0 : 1
    }

    static func lowercase(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    private func value(ofLine line: Int) -> JSONValue {
        let start = Int(lines[line])
        let limit = line + 1 < lines.count ? Int(lines[line + 1]) : bytes.count
        var end = limit
        while bytes[end - 1] != UInt8(ascii: "}") { end -= 1 }
        do {
            return try JSONReader.value(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        } catch {
            preconditionFailure("line \(line) of the embedded catalogue is not JSON: \(error)")
        }
    }
}
