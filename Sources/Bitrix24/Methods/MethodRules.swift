/// Which methods a portal's profile or the flags of a run allow and deny.
///
/// A denied method is never called. Where something is allowed, nothing else is called, except for what a credential may
/// ask about itself.
public struct MethodRules: Sendable, Equatable {
    /// One pattern, for one kind of methods or for all: `delete:crm.*`, `crm.deal.*`.
    public struct Rule: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
        /// `nil` for all kinds.
        public let kind: MethodKind?
        /// The methods.
        public let glob: MethodGlob

        /// - Parameter text: a pattern, with `read:`, `write:` or `delete:` before it for methods of that kind alone.
        /// - Returns: `nil` for anything else.
        public init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count <= 2, let glob = MethodGlob(String(parts[parts.count - 1])) else { return nil }
            if parts.count == 2 {
                guard let kind = MethodKind(rawValue: parts[0].lowercased()) else { return nil }
                self.kind = kind
            } else {
                kind = nil
            }
            self.glob = glob
        }

        /// A rule that the program itself has: `rules.deny = ["delete:*"]`. One that is none is a mistake of the program.
        public init(stringLiteral text: String) {
            guard let rule = Self(text) else { preconditionFailure("'\(text)' is no rule: read:crm.*") }
            self = rule
        }

        /// As it is written.
        public var description: String { (kind.map { $0.rawValue + ":" } ?? "") + glob.text }

        func matches(_ method: String, _ kind: MethodKind) -> Bool {
            (self.kind == nil || self.kind == kind) && glob.matches(method)
        }
    }

    /// What may be called; empty for everything.
    public var allow: [Rule] = []
    /// What may not, whatever else is allowed.
    public var deny: [Rule] = []

    /// Everything is allowed.
    public init() {}

    /// Why a method may not be called.
    public enum Refusal: Sendable, Equatable {
        /// A rule forbids it.
        case denied(Rule)
        /// No rule allows it.
        case notAllowed
    }

    /// Why a method may not be called; `nil` when it may.
    ///
    /// - Parameters:
    ///   - method: its bare name.
    ///   - kind: what it does to the portal.
    ///   - isBasic: it only tells the credential about itself.
    public func refusal(of method: String, _ kind: MethodKind, isBasic: Bool) -> Refusal? {
        if let rule = deny.first(where: { $0.matches(method, kind) }) { return .denied(rule) }
        if allow.isEmpty || isBasic || allow.contains(where: { $0.matches(method, kind) }) { return nil }
        return .notAllowed
    }
}
