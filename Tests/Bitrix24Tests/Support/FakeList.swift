import JSON
import Synchronization

@testable import Bitrix24

/// A list method over ids, with filter `>id` (and `<id`), order, offsets and pages of 50, in one of the documented shapes.
final class FakeList: Sendable {
    private let state: Mutex<[Int]>
    private let field: String
    private let wrap: @Sendable (JSONValue) -> JSONValue

    /// - Parameters:
    ///   - ids: the rows, in the order in which the portal keeps them.
    ///   - field: the name of the id in rows, filter and order.
    ///   - key: the member of `result` that holds the rows; `nil` for a bare array.
    init(_ ids: [Int], field: String = "id", key: String? = "items") {
        state = Mutex(ids)
        self.field = field
        wrap = { rows in key.map { [$0: rows].json } ?? rows }
    }

    func change(_ body: (inout [Int]) -> Void) { state.withLock { body(&$0) } }

    func answer(_ request: HTTPRequest) -> FakeTransport.Reply {
        let parameters = (try? JSONReader.value(request.body))?.objectValue ?? [:]
        let filter = parameters.value("filter")?.objectValue ?? [:]
        var ids = state.withLock { $0 }
        if let above = filter[">" + field]?.integerValue { ids.removeAll { $0 <= above } }
        if let below = filter["<" + field]?.integerValue { ids.removeAll { $0 >= below } }
        let order = parameters.value("order")
        let direction = order?.stringValue ?? order?[field]?.stringValue
        if let direction { ids.sort { direction == "ASC" ? $0 < $1 : $0 > $1 } }
        let start = Int(parameters.value("start")?.integerValue ?? 0)
        let from = max(0, start)
        let page = ids.dropFirst(from).prefix(50)
        let rows = JSONValue.array(page.map { .object([field: .integer(Int64($0))]) })
        var answer: JSONObject = ["result": wrap(rows), "total": .integer(Int64(start < 0 ? 0 : ids.count))]
        if start >= 0, from + page.count < ids.count { answer["next"] = .integer(Int64(from + 50)) }
        return .json(JSONWriter.string(.object(answer)))
    }
}

extension [String: JSONValue] {
    fileprivate var json: JSONValue { .object(JSONObject(map { ($0.key, $0.value) })) }
}
