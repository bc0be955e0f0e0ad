/// That an audience may do something, and how widely: one line of a role.
public struct Grant: Sendable, Hashable {
    /// Who.
    public var code: AccessCode
    /// What.
    public var action: GrantAction
    /// How widely; ``GrantLevel/none`` takes back what a further object gives this code.
    public var level: GrantLevel
    /// The name of the role that gives it to the code; `nil` for what the code has by itself.
    public var role: String?

    /// `Grant(code: D5, action: .read, level: .department)`
    public init(code: AccessCode, action: GrantAction, level: GrantLevel, role: String? = nil) {
        self.code = code
        self.action = action
        self.level = level
        self.role = role
    }
}

/// A grant with what it is about.
public struct PlacedGrant: Sendable, Hashable {
    /// What it is about.
    public var object: GrantObject
    /// Who may do what.
    public var grant: Grant

    /// A grant on an object.
    public init(_ grant: Grant, on object: GrantObject) {
        self.grant = grant
        self.object = object
    }
}
