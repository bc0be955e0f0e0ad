/// What `b24 check` can find. Codes are stable: scripts name them to have them ignored, and CI counts them.
public enum FindingCode: String, Sendable, CaseIterable {
    /// Not Lua.
    case syntax
    /// A global that neither Lua, nor b24, nor the script has.
    case unknownGlobal = "unknown-global"
    /// A name that a table of the module, or an object of it, does not have.
    case unknownMember = "unknown-member"
    /// A REST method that the documentation does not have.
    case unknownMethod = "unknown-method"
    /// A parameter that looks like another one, misspelt.
    case unknownParameter = "unknown-parameter"
    /// A parameter that the documentation of its method does not have.
    case undocumentedParameter = "undocumented-parameter"
    /// A parameter that has to be there.
    case missingParameter = "missing-parameter"
    /// A literal of another type than the one that is wanted.
    case wrongType = "wrong-type"
    /// A method that writes where only lists are read.
    case notAList = "not-a-list"
    /// A method that the documentation advises against.
    case deprecatedMethod = "deprecated-method"
    /// A method that is called and not among the needs.
    case undeclaredNeed = "undeclared-need"
    /// A need that nothing has.
    case unusedNeed = "unused-need"
    /// A write in a script that promises to write nothing.
    case writeInReadOnly = "write-in-read-only"
    /// Something wrong about the tags at the top.
    case badTag = "bad-tag"
    /// A webhook or token in the source.
    case secret
    /// Rows of the portal that are written one after the other.
    case writeLoop = "write-loop"
    /// A code to be ignored that does not exist.
    case unknownCode = "unknown-code"

    /// How bad it is.
    public enum Severity: String, Sendable, CaseIterable {
        /// The script fails there, or does harm.
        case error
        /// Most likely a mistake.
        case warning
        /// Right, and could be better.
        case hint
    }

    /// How bad it is.
    public var severity: Severity {
        switch self {
        case .syntax, .unknownGlobal, .unknownMember, .unknownMethod, .notAList, .undeclaredNeed, .writeInReadOnly,
            .badTag, .secret:
            .error
        case .unknownParameter, .missingParameter, .wrongType, .deprecatedMethod, .unusedNeed, .unknownCode: .warning
        case .undocumentedParameter, .writeLoop: .hint
        }
    }
}
