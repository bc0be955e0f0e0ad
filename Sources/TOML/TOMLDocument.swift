/// A TOML 1.0 text, read with the place of everything in it: a complaint can name its line, and a change can leave all else
/// (comments, order, spelling) as it was.
///
/// ```swift
/// let document = try TOMLDocument("[profiles.acme]\ndomain = \"acme.bitrix24.com\"  # main\n")
/// let member = document.root["profiles"]
/// print(member?.key.position.line)  // 1
/// let changed = document.setting(["profiles", "acme", "domain"], to: "new.bitrix24.com")
/// ```
///
/// -> https://toml.io/en/v1.0.0
public struct TOMLDocument: Sendable {
    /// The text as UTF-8.
    public let bytes: [UInt8]
    /// The top level.
    public let root: TOMLTable
    /// Headers and pairs, in their order.
    let statements: [TOMLStatement]

    /// Reads a text.
    ///
    /// - Throws: ``TOMLError`` for the first thing that is no TOML, bytes that are no UTF-8 among it.
    public init(_ bytes: some Sequence<UInt8>) throws(TOMLError) {
        let bytes = Array(bytes)
        var parser = TOMLParser(bytes)
        let statements = try parser.document()
        var builder = TOMLBuilder()
        for statement in statements { try builder.add(statement) }
        self.bytes = bytes
        self.statements = statements
        root = builder.table
    }

    /// Reads a text.
    public init(_ text: String) throws(TOMLError) { try self.init(text.utf8) }

    /// The text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A place in a text.
public struct TOMLPosition: Sendable, Hashable {
    /// The line, from 1.
    public let line: Int
    /// The character in its line, from 1.
    public let column: Int
}

/// One name of a key.
public struct TOMLKey: Sendable {
    /// Without quotes and escapes.
    public let name: String
    /// Where it begins.
    public let position: TOMLPosition
    /// Its bytes, with quotes.
    let range: Range<Int>
}

/// A value and its place.
public struct TOMLNode: Sendable {
    /// The value.
    public let value: TOMLValue
    /// Where it begins.
    public let position: TOMLPosition
    /// Its bytes.
    let range: Range<Int>
}

/// What a key can have.
public indirect enum TOMLValue: Sendable {
    case string(String)
    case integer(Int64)
    case float(Double)
    case boolean(Bool)
    /// A date, a time, or both, as it is written.
    case time(String)
    case array([TOMLNode])
    case table(TOMLTable)
}

/// Keys with their values, in the order of the text.
public struct TOMLTable: Sendable {
    /// A key with its value.
    public struct Member: Sendable {
        /// Its name, and where that was first written.
        public let key: TOMLKey
        /// Its value.
        public let node: TOMLNode
    }

    /// All of them.
    public let members: [Member]

    /// The member of a name.
    public subscript(name: String) -> Member? { members.first { $0.key.name == name } }
}

/// A line of a document that says something (it may go over several, if its value does).
struct TOMLStatement: Sendable {
    enum Content: Sendable {
        /// `[a.b]`
        case table
        /// `[[a.b]]`
        case arrayElement
        case pair(TOMLNode)
    }

    let content: Content
    /// As they stand in the line.
    let keys: [TOMLKey]
    /// The names of the header above, and of `keys`.
    let path: [String]
    /// All its bytes from the beginning of the line to its end, comment and line feed included.
    let lines: Range<Int>

    var isHeader: Bool { if case .pair = content { false } else { true } }
}
