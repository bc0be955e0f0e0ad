import LuaRuntime

/// Every family of the module, in the order of the reference.
enum Families {
    static var all: [any FunctionFamily.Type] {
        [
            CallFamily.self, RestFamily.self, BatchFamily.self, ListFamily.self, MapFamily.self, PortalFamily.self,
            RuntimeFamily.self,
            WorkplaceFamily.self, SPAFamily.self, AccessFamily.self,
            JSONFamily.self, CSVFamily.self, FileFamily.self, PrintFamily.self, ProgressFamily.self, LogFamily.self,
            ConfirmFamily.self, TimeFamily.self, InfoFamily.self, OnlyFamily.self, HelpFamily.self,
        ]
    }

    /// Those of a session: a prompt has more than a script.
    static func of(interactive: Bool) -> [any FunctionFamily.Type] { all + (interactive ? [PromptFamily.self] : []) }

    /// The `b24` of a context as a table of its own.
    static func module(_ context: ModuleContext) -> LuaModule { LuaModule { content(context) } }

    private static func content(_ context: ModuleContext) -> LuaModule.Content {
        var functions = all.flatMap { $0.functions(context) }.filter { $0.name.hasPrefix("b24.") }
        let constants = all.flatMap { $0.values(context) }.map { ($0.name, $0.value) }
        functions += MissingMember.functions(functions.map(\.name) + constants.map { $0.0 })
        return LuaModule.Content(
            functions: functions, privateFunctions: all.flatMap { $0.privateFunctions(context) }, constants: constants)
    }
}
