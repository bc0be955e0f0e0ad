/// A pattern of method names: `crm.deal.*`.
///
/// `*` stands for any number of characters, dots too; case does not matter, as it does not to the portal.
public struct MethodGlob: Sendable, Hashable, CustomStringConvertible {
    /// As it was written, in lower case.
    public let text: String
    private var bytes: String.UTF8View { text.utf8 }

    /// - Returns: `nil` for what is no pattern: nothing, or a character that no method name has.
    public init?(_ text: String) {
        let text = text.lowercased()
        guard !text.isEmpty, text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.text = text
    }

    /// ``text``
    public var description: String { text }

    /// Whether it stands for one method.
    public var isExact: Bool { !text.utf8.contains(Self.star) }

    /// Whether it stands for a method, among others.
    public func matches(_ method: String) -> Bool { Self.match(Array(bytes), Array(method.lowercased().utf8)) }

    /// Whether everything that another pattern stands for is meant here, too. A `*` of the other is met by a `*` alone.
    public func covers(_ other: MethodGlob) -> Bool { Self.match(Array(bytes), Array(other.bytes)) }

    private static let star = UInt8(ascii: "*")

    private static func isAllowed(_ byte: UInt8) -> Bool { byte == star || MethodName.isAllowed(byte) }

    /// The last `*` takes one character more whenever what follows does not fit: no pattern takes long.
    private static func match(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
        var (p, n) = (0, 0)
        var retry: (pattern: Int, name: Int)?
        while n < name.count {
            if p < pattern.count, pattern[p] == star {
                retry = (p + 1, n)
                p += 1
            } else if p < pattern.count, pattern[p] == name[n] {
                p += 1
                n += 1
            } else if let last = retry {
                retry = (last.pattern, last.name + 1)
                (p, n) = (last.pattern, last.name + 1)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == star }
    }
}

extension [MethodGlob] {
    /// Whether one of them stands for a method.
    public func match(_ method: String) -> Bool { contains { $0.matches(method) } }

    /// Those of other patterns that none of these covers.
    public func uncovered(of others: [MethodGlob]) -> [MethodGlob] {
        others.filter { other in !contains { $0.covers(other) } }
    }
}
