/// An access code: a letter or more that say what kind of audience, a number, sometimes a role.
///
/// -> api-reference/common/system/access-name and the pages of each module that takes codes.
public struct AccessCode: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The audiences that a directory can turn into people, and those that it cannot.
    public enum Audience: Sendable, Hashable {
        /// `U12`, `IU12`
        case user(Int)
        /// `D5`
        case department(Int)
        /// `DR5`: with its sub-departments.
        case departmentTree(Int)
        /// `SG7`, `SG7_A` (owner), `SG7_E` (moderators), `SG7_K` (members)
        case group(Int, role: GroupRole?)
        /// A known code that names no list of people: `AU`, `UA`, `G2`, `*`, roles in the structure, chats.
        case other
    }

    /// Roles in a workgroup, by the letter that codes and the directory share.
    public enum GroupRole: String, Sendable, CaseIterable {
        /// `A`
        case owner = "A"
        /// `E`
        case moderator = "E"
        /// `K`
        case member = "K"

        /// This role and those that it includes: owners are moderators and members too, moderators members.
        public var included: [GroupRole] { Array(Self.allCases[Self.allCases.firstIndex(of: self)!...]) }
    }

    /// The code as the portal writes it.
    public let text: String
    /// Whom it means.
    public let audience: Audience

    /// The code.
    public var description: String { text }

    /// Prefixes that take a number and are known, but not expanded.
    private static let otherPrefixes: Set<String> = [
        "G", "SU", "CHAT", "AD", "AE", "AT", "ATD", "ATE", "ATT", "SND", "SNDR", "SNT", "SNTR",
    ]

    /// - Parameter text: the code; letters must be upper case, as the portal compares them.
    /// - Returns: `nil` for a text that is no code of those that are documented.
    public init?(_ text: String) {
        guard let audience = Self.parse(text) else { return nil }
        self.text = text
        self.audience = audience
    }

    /// In the order of their texts.
    public static func < (left: AccessCode, right: AccessCode) -> Bool { left.text < right.text }

    private static func parse(_ text: String) -> Audience? {
        if ["AU", "UA", "*"].contains(text) { return .other }
        let prefix = String(text.prefix { $0.isASCII && $0.isUppercase })
        let digits = text.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber }
        let suffix = text.dropFirst(prefix.count + digits.count)
        guard let number = Int(digits), number > 0 else { return nil }
        if prefix == "SG" {
            if suffix.isEmpty { return .group(number, role: nil) }
            guard suffix.first == "_", let role = GroupRole(rawValue: String(suffix.dropFirst())) else { return nil }
            return .group(number, role: role)
        }
        if prefix == "SU", suffix == "_M" { return .other }
        guard suffix.isEmpty else { return nil }
        switch prefix {
        case "U", "IU": return .user(number)
        case "D": return .department(number)
        case "DR": return .departmentTree(number)
        default: return otherPrefixes.contains(prefix) ? .other : nil
        }
    }
}
