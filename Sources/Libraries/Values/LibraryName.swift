import Localization

/// The name of a library: the first part of what `require` is given.
///
/// Small letters, digits and single hyphens, a letter first: `acme-crm`. It is also the name of a file on systems that do not
/// tell `A` from `a`, and a key of TOML without quotes.
public struct LibraryName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// As it is written.
    public let text: String

    /// Names that modules of b24 itself have.
    static let reserved: Set<String> = ["b24", "lua", "self"]
    static let longest = 64

    /// - Returns: `nil` for what is no name.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= Self.longest, Self.isLetter(first),
            last != Self.hyphen, !Self.reserved.contains(text), !text.contains("--"),
            bytes.allSatisfy({ Self.isLetter($0) || Self.isDigit($0) || $0 == Self.hyphen })
        else { return nil }
        self.text = text
    }

    /// The same, with the reason why a text is none.
    init(checking text: String) throws(LibraryError) {
        guard let name = LibraryName(text) else {
            throw LibraryError(
                .format, Self.reserved.contains(text) ? Texts.reservedName(text) : Texts.badName(text),
                hint: Texts.nameForm)
        }
        self = name
    }

    /// ``text``
    public var description: String { text }

    /// By the alphabet.
    public static func < (left: LibraryName, right: LibraryName) -> Bool { left.text < right.text }

    private static let hyphen = UInt8(ascii: "-")
    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
