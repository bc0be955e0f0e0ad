public import Permissions

extension LocalPortal {
    /// Whom a grant is given to, as a person sets it.
    public enum GrantHolder: Sendable, Hashable {
        /// Those who carry a code.
        case code(AccessCode)
        /// Those who carry a code that a role is assigned to, by the role's id.
        case role(Int)

        /// One word: `D5`, `role:3`.
        var key: String {
            switch self {
            case .code(let code): code.text
            case .role(let id): "role:\(id)"
            }
        }

        /// - Parameter key: as ``key`` has it.
        /// - Returns: `nil` for anything else.
        init?(key: String) {
            if key.hasPrefix("role:") {
                let digits = key.dropFirst("role:".count)
                guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let id = Int(digits) else { return nil }
                self = .role(id)
            } else {
                guard let code = AccessCode(key) else { return nil }
                self = .code(code)
            }
        }
    }

    /// A grant as it was given: what a role has is one grant, however many codes the role is assigned to.
    public struct HeldGrant: Sendable, Hashable {
        /// What it is about.
        public var object: GrantObject
        /// Whom it is given to.
        public var holder: GrantHolder
        /// What they may do.
        public var action: GrantAction
        /// How widely.
        public var level: GrantLevel

        /// A grant for a code or a role.
        public init(_ holder: GrantHolder, _ action: GrantAction, _ level: GrantLevel, on object: GrantObject) {
            self.object = object
            self.holder = holder
            self.action = action
            self.level = level
        }
    }
}
