/// A call whose arguments do not fit the function: its text names the function, the argument, what was expected and what
/// was given, in the language of the VM.
public struct LuaArgumentError: Error, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// Something else was expected.
        case mismatch
        /// The value can't be sent to a portal; the path says which part of it.
        case unsendable
        /// There are more arguments than parameters.
        case tooMany
        /// `.` where `:` belongs, or the other way round.
        case wrongCall
    }

    /// What is wrong.
    public let reason: Reason
    /// The function's name: `b24.spa.add`.
    public let function: String
    /// Which argument, from 1; 0 when the call as a whole is meant.
    public let index: Int
    /// The parameter's name.
    public let parameter: String?
    /// The part of the argument that is meant: `fields.relations.parent[2]`.
    public let path: String?
    /// The translated text.
    public let description: String
}
