public import Bitrix24
public import LuaRuntime

/// One line in which a script says what it needs: `--- @needs write crm.item.update -- moves deals`.
public struct Need: Sendable, Equatable {
    /// What is needed.
    public enum Subject: Sendable, Equatable {
        /// Methods that do one kind of thing to the portal.
        case methods(Kind, [MethodGlob])
        /// Scopes of the credential.
        case scopes([String])
        /// Files and folders.
        case files([String])
        /// So many writes at most.
        case maxWrites(Int)
        /// A credential of an administrator.
        case admin
    }

    /// What methods do to the portal.
    public typealias Kind = MethodKind

    /// What is needed.
    public var subject: Subject
    /// What for, as the script says.
    public var reason: String?
    /// Its line.
    public var position: SourcePosition

    /// A need.
    public init(subject: Subject, reason: String?, position: SourcePosition) {
        self.subject = subject
        self.reason = reason
        self.position = position
    }
}
