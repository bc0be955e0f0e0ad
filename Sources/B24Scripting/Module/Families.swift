/// Every family of the module, in the order of the reference.
enum Families {
    static var all: [any FunctionFamily.Type] {
        [
            CallFamily.self, RestFamily.self, BatchFamily.self, ListFamily.self, MapFamily.self, PortalFamily.self,
            RuntimeFamily.self,
            WorkplaceFamily.self, SPAFamily.self, AccessFamily.self,
            JSONFamily.self, CSVFamily.self, FileFamily.self, PrintFamily.self, ProgressFamily.self, LogFamily.self,
            ConfirmFamily.self, TimeFamily.self, InfoFamily.self, HelpFamily.self,
        ]
    }

    /// Those of a session: a prompt has more than a script.
    static func of(interactive: Bool) -> [any FunctionFamily.Type] { all + (interactive ? [PromptFamily.self] : []) }
}
