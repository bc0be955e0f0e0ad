import JSON
import Localization
import LuaRuntime

/// The rows of a list, one at a time: what `for row in b24.spa.each() do` calls.
final class RowIterator: LuaObject {
    static let luaTypeName = "b24.iterator"

    private let buffer: RowBuffer
    private let transform: @Sendable (JSONSlice) -> LuaValue

    /// - Parameter transform: what scripts get for a row.
    init(_ source: RowSource, transform: @escaping @Sendable (JSONSlice) -> LuaValue = { .json($0) }) {
        buffer = RowBuffer(source)
        self.transform = transform
    }

    static let luaMethods: [HostFunction] = [
        HostFunction(
            "__call",
            parameters: [
                .init("state", .any, optional: true, .init("Not used.", ru: "Не используется.")),
                .init("control", .any, optional: true, .init("Not used.", ru: "Не используется.")),
            ],
            results: [
                .init("row", "table?", .init("The next row; nil at the end.", ru: "Следующая строка; в конце nil."))
            ],
            effect: .read,
            doc: .init(
                "The next row; pages are read as they are needed.",
                ru: "Следующая строка; страницы читаются по мере надобности."),
            body: .async { call in
                guard let rows = call.receiver as? RowIterator, let row = try await rows.buffer.next() else {
                    return [.nil]
                }
                return [rows.transform(row)]
            })
    ]

    func luaField(_ name: String) -> LuaValue? { nil }
    var luaFieldNames: [String] { [] }
    var luaDescription: String { Self.luaTypeName }
}

/// Rows of the page that is being iterated.
private actor RowBuffer {
    private let source: RowSource
    private var rows: ArraySlice<JSONSlice> = []
    private var isReading = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ source: RowSource) { self.source = source }

    /// Tasks that share an iterator take turns, so that no page is read twice.
    func next() async throws -> JSONSlice? {
        if let row = rows.popFirst() { return row }
        while isReading { await withCheckedContinuation { waiting.append($0) } }
        if let row = rows.popFirst() { return row }
        isReading = true
        defer {
            isReading = false
            for task in waiting { task.resume() }
            waiting = []
        }
        guard let page = try await source.next() else { return nil }
        rows = page[...]
        return rows.popFirst()
    }
}
