import JSON
import Synchronization

@testable import Bitrix24

/// A list method over ids, with filter `>id`, `<id` and `<=id`, order, offsets and pages of 50, in one of the documented
/// shapes; also in batches, where a reference that it cannot resolve stays text.
final class FakeList: Sendable {
    private let state: Mutex<(ids: [Int], pages: Int)>
    private let field: String
    private let key: String?
    /// An error in the place of a page, by its number from 0.
    private let fault: @Sendable (Page) -> JSONObject?

    /// A page that was asked for.
    struct Page: Sendable {
        var number: Int
        var isInBatch: Bool
        var after: Int?
        var start: Int
    }

    /// - Parameters:
    ///   - ids: the rows, in the order in which the portal keeps them.
    ///   - field: the name of the id in rows, filter and order.
    ///   - key: the member of `result` that holds the rows; `nil` for a bare array.
    init(
        _ ids: [Int], field: String = "id", key: String? = "items",
        fault: @escaping @Sendable (Page) -> JSONObject? = { _ in nil }
    ) {
        state = Mutex((ids, 0))
        self.field = field
        self.key = key
        self.fault = fault
    }

    func change(_ body: (inout [Int]) -> Void) { state.withLock { body(&$0.ids) } }

    func answer(_ request: HTTPRequest) -> FakeTransport.Reply {
        let parameters = (try? JSONReader.value(request.body))?.objectValue ?? [:]
        guard request.restMethod == "batch" else {
            let answer = page(parameters, isInBatch: false)
            return .json(JSONWriter.string(.object(answer)), status: answer["error"] == nil ? 200 : 400)
        }
        return .json(JSONWriter.string(.object(["result": batch(parameters)])))
    }

    private func batch(_ parameters: JSONObject) -> JSONValue {
        var (results, errors, totals, nexts) = (JSONObject(), JSONObject(), JSONObject(), JSONObject())
        for command in parameters["cmd"]?.objectValue?.members ?? [] {
            let query = command.value.stringValue.map { $0.drop { $0 != "?" }.dropFirst() } ?? ""
            let answer = page(BracketQuery.parameters(String(query), results), isInBatch: true)
            results[command.key] = answer["result"]
            if answer["error"] != nil { errors[command.key] = .object(answer) }
            totals[command.key] = answer["total"]
            nexts[command.key] = answer["next"]
        }
        let php = { (object: JSONObject) -> JSONValue in object.isEmpty ? [] : .object(object) }
        return [
            "result": php(results), "result_error": php(errors), "result_total": php(totals),
            "result_next": php(nexts), "result_time": [],
        ]
    }

    private func page(_ parameters: JSONObject, isInBatch: Bool) -> JSONObject {
        let filter = parameters.value("filter")?.objectValue ?? [:]
        // PHP takes text that is no number for 0.
        let number = { (key: String) -> Int? in
            filter[key].map { value in value.integerValue.map { Int($0) } ?? Int(value.stringValue ?? "") ?? 0 }
        }
        let start = parameters.value("start").flatMap { JSONSlice($0).integer } ?? 0
        var (ids, count) = state.withLock { state in
            state.pages += 1
            return (state.ids, state.pages)
        }
        let asked = Page(number: count - 1, isInBatch: isInBatch, after: number(">" + field), start: start)
        if let error = fault(asked) { return error }
        if let above = number(">" + field) { ids.removeAll { $0 <= above } }
        if let below = number("<" + field) { ids.removeAll { $0 >= below } }
        if let last = number("<=" + field) { ids.removeAll { $0 > last } }
        let order = parameters.value("order")
        let direction = order?.stringValue ?? order?[field]?.stringValue
        if let direction { ids.sort { direction == "ASC" ? $0 < $1 : $0 > $1 } }
        let from = max(0, start)
        let page = ids.dropFirst(from).prefix(50)
        let rows = JSONValue.array(page.map { .object(JSONObject([(field, .integer(Int64($0)))])) })
        let result = key.map { .object(JSONObject([($0, rows)])) } ?? rows
        var answer: JSONObject = ["result": result, "total": .integer(Int64(start < 0 ? 0 : ids.count))]
        if start >= 0, from + page.count < ids.count { answer["next"] = .integer(Int64(from + 50)) }
        return answer
    }
}
