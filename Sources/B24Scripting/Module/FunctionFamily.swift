import Localization
import LuaRuntime

/// Functions of the module that belong together, in one type: `b24.workplace.*`, `b24.csv.*`.
protocol FunctionFamily {
    /// What scripts call, with full paths as names. Called with ``ModuleContext/documentation`` when only the
    /// descriptions are wanted, so it does nothing but build values.
    static func functions(_ context: ModuleContext) -> [HostFunction]

    /// What only the Lua bodies of the module call; bare names, unique over all families.
    static func privateFunctions(_ context: ModuleContext) -> [HostFunction]

    /// Values at paths, with their documentation: `b24.portal`, `b24.version`.
    static func values(_ context: ModuleContext) -> [ModuleValue]

    /// Types of objects that scripts hold and that `help` can explain.
    static var objects: [any LuaObject.Type] { get }
}

extension FunctionFamily {
    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] { [] }
    static func values(_ context: ModuleContext) -> [ModuleValue] { [] }
    static var objects: [any LuaObject.Type] { [] }
}

/// A value of the module that is not a function.
struct ModuleValue: Sendable {
    /// `b24.args`
    var name: String
    var value: LuaValue
    /// In LuaCATS terms.
    var type: String
    var doc: LocalizedText

    init(_ name: String, _ value: LuaValue, type: String, _ doc: LocalizedText) {
        self.name = name
        self.value = value
        self.type = type
        self.doc = doc
    }
}
