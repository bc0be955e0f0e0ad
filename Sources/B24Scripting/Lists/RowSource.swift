import Bitrix24
import JSON
import LuaRuntime

/// The rows of a list on their way into a script, one page at a time; what is read ahead is the list's own business.
actor RowSource {
    private let context: ModuleContext
    private let command: Command
    private let options: ListOptions
    private let position: SourcePosition?

    private var iterator: RowPages?
    private var planned: [JSONSlice]?
    private var isStarted = false
    /// A list that failed has failed: asking again does not make it end well.
    private var failure: (any Error)?
    /// How many pages were given out.
    private var given = 0
    private var isReading = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ context: ModuleContext, _ command: Command, _ options: ListOptions, position: SourcePosition?) {
        self.context = context
        self.command = command
        self.options = options
        self.position = position
    }

    /// What somebody gets who shares the rows with others.
    enum Turn {
        case page([JSONSlice])
        /// Another got a page meanwhile: its rows come first.
        case elsewhere
        case end
    }

    /// The next page that has rows; `nil` at the end.
    func next() async throws -> [JSONSlice]? {
        if case .page(let rows) = try await next(after: nil) { return rows }
        return nil
    }

    /// The next page, for tasks that share one iterator.
    ///
    /// - Parameter seen: how many pages the one who asks knows of.
    func next(after seen: Int?) async throws -> Turn {
        while isReading { await withCheckedContinuation { waiting.append($0) } }
        if let seen, seen < given { return .elsewhere }
        isReading = true
        defer {
            isReading = false
            for continuation in waiting { continuation.resume() }
            waiting = []
        }
        guard let page = try await read() else { return .end }
        given += 1
        return .page(page)
    }

    private func read() async throws -> [JSONSlice]? {
        if let failure { throw failure }
        do {
            return try await fetch()
        } catch {
            failure = error
            throw error
        }
    }

    private func fetch() async throws -> [JSONSlice]? {
        if !isStarted {
            isStarted = true
            if let rows = context.gate.plannedRows(command) {
                planned = Array(rows.prefix(options.limit ?? .max))
            } else {
                iterator = try await context.gate.rows(command, options, position: position)
            }
        }
        if let rows = planned {
            planned = nil
            return rows.isEmpty ? nil : rows
        }
        guard var pages = iterator else { return nil }
        // The iterator is taken out while it is used: an actor may be entered again while it waits.
        iterator = nil
        while let rows = try await pages.next(isolation: self) {
            if !rows.isEmpty {
                iterator = pages
                return rows
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
