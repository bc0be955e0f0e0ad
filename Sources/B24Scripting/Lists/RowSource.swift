import Bitrix24
import JSON
import LuaRuntime

/// The rows of a list on their way into a script: one page at a time, optionally one page ahead.
actor RowSource {
    private let context: ModuleContext
    private let command: Command
    private let options: ListOptions
    private let readsAhead: Bool
    private let position: SourcePosition?

    private var iterator: Pages.AsyncIterator?
    private var planned: [JSONSlice]?
    private var isStarted = false
    private var ahead: Task<[JSONSlice]?, any Error>?

    init(
        _ context: ModuleContext, _ command: Command, _ options: ListOptions, readsAhead: Bool,
        position: SourcePosition?
    ) {
        self.context = context
        self.command = command
        self.options = options
        self.readsAhead = readsAhead
        self.position = position
    }

    deinit { ahead?.cancel() }

    /// The next page that has rows; `nil` at the end.
    func next() async throws -> [JSONSlice]? {
        let page = if let ahead { try await ahead.value } else { try await fetch() }
        ahead = nil
        if readsAhead, page != nil {
            // Weak, so that a loop that was left does not read on.
            ahead = Task { [weak self] in try await self?.fetch() }
        }
        return page
    }

    private func fetch() async throws -> [JSONSlice]? {
        if !isStarted {
            isStarted = true
            if let rows = context.gate.plannedRows(command) {
                planned = Array(rows.prefix(options.limit ?? .max))
            } else {
                iterator = try await context.gate.pages(command, options, position: position).makeAsyncIterator()
            }
        }
        if let rows = planned {
            planned = nil
            return rows.isEmpty ? nil : rows
        }
        guard var pages = iterator else { return nil }
        // The iterator is taken out while it is used: an actor may be entered again while it waits.
        iterator = nil
        while let page = try await pages.next(isolation: self) {
            if !page.rows.isEmpty {
                iterator = pages
                return page.rows
            }
        }
        return nil
    }
}

/// The handle of a ``RowSource`` that the Lua body of a ``RowLoop`` holds.
final class RowHandle: LuaObject {
    static let luaTypeName = "b24.rows"
    static let luaMethods: [HostFunction] = []

    let source: RowSource
    /// What scripts get for a row.
    let transform: @Sendable (JSONSlice) -> LuaValue

    init(_ source: RowSource, transform: @escaping @Sendable (JSONSlice) -> LuaValue = { .json($0) }) {
        self.source = source
        self.transform = transform
    }

    let luaFieldNames: [String] = []
    func luaField(_ name: String) -> LuaValue? { nil }
    var luaDescription: String { Self.luaTypeName }
}
