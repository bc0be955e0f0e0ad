import JSON
import Synchronization

@testable import Bitrix24

/// A portal that runs batches as the documentation says, and keeps which commands ran and how each request looked.
///
/// The text of a command decides how it ends: a query with `fail=` fails. A command that still holds a reference the
/// portal could not resolve is recorded as garbage, since a real portal would run it with nonsense.
final class FakePortal: Sendable {
    struct Log: Sendable {
        /// `key` of each command that ran, in order; `!key` for one that ran with an unresolved reference.
        var ran: [String] = []
        /// For each request: its method, `halt`, and whether it holds a reference.
        var requests: [(method: String, halt: Int?, hasReference: Bool)] = []
        /// The commands as they were written.
        var written: [String: String] = [:]
    }

    private let state = Mutex(Log())
    /// Replaces the answer to a request, by its number from 0.
    private let interference: @Sendable (Int) -> FakeTransport.Reply?

    init(interference: @escaping @Sendable (Int) -> FakeTransport.Reply? = { _ in nil }) {
        self.interference = interference
    }

    var log: Log { state.withLock { $0 } }

    var transport: FakeTransport {
        FakeTransport { [self] request, number in
            let reply = answer(request)
            return interference(number) ?? reply
        }
    }

    private func answer(_ request: HTTPRequest) -> FakeTransport.Reply {
        let parameters = (try? JSONReader.value(request.body)) ?? .null
        guard request.restMethod == "batch" else {
            state.withLock {
                $0.requests.append((request.restMethod, nil, false))
                $0.ran.append(request.restMethod)
            }
            if parameters["fail"] != nil { return .json(#"{"error":"NOT_FOUND"}"#, status: 400) }
            return .json(JSONWriter.string(["result": ["ID": "id", "echo": parameters]]))
        }
        let halt = parameters["halt"]?.integerValue ?? 0
        let commands = parameters["cmd"]?.objectValue ?? [:]
        let hasReference = commands.members.contains { $0.value.stringValue?.contains("$result[") == true }
        state.withLock { $0.requests.append(("batch", Int(halt), hasReference)) }
        var results = JSONObject()
        var errors = JSONObject()
        var times = JSONObject()
        for (index, command) in commands.members.enumerated() {
            let text = command.value.stringValue ?? ""
            state.withLock { $0.written[command.key] = text }
            if index >= 50 {
                errors[command.key] = ["error": "ERROR_BATCH_LENGTH_EXCEEDED"]
                continue
            }
            let isGarbage = references(text).contains { results[$0] == nil }
            state.withLock { $0.ran.append((isGarbage ? "!" : "") + command.key) }
            if text.contains("fail=") {
                errors[command.key] = ["error": "NOT_FOUND", "error_description": .string("no \(command.key)")]
                if halt == 1 { break }
            } else {
                results[command.key] = ["ID": .string("id-" + command.key), "list": [7, 8], "empty": []]
                times[command.key] = ["operating": 0.5]
            }
        }
        let result: JSONValue = [
            "result": php(results), "result_error": php(errors), "result_total": [], "result_next": [],
            "result_time": php(times),
        ]
        return .json(JSONWriter.string(["result": result]))
    }

    /// PHP writes an empty object as `[]` and the keys 0, 1, 2... as a list.
    private func php(_ object: JSONObject) -> JSONValue {
        let isList = object.keys.enumerated().allSatisfy { String($0.offset) == $0.element }
        return isList ? .array(object.members.map(\.value)) : .object(object)
    }

    private func references(_ text: String) -> [String] {
        text.components(after: "$result[").map { String($0.prefix { $0 != "]" }) }
    }
}

extension String {
    fileprivate func components(after separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            rest = rest[range.upperBound...]
            parts.append(rest)
        }
        return parts
    }
}
