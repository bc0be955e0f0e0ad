import Bitrix24
import JSON
import Synchronization

/// A portal in the process: answers each command by a function, unpacks batches, and keeps what arrived.
final class FakePortal: Transport {
    /// How a command is answered.
    enum Answer: Sendable {
        case result(JSONValue, total: Int? = nil, next: Int? = nil)
        case error(String, String = "", status: Int = 400)
    }

    typealias Handler = @Sendable (Command) -> Answer

    private let handler: Handler
    private let log = Mutex<[Command]>([])
    private let inFlight = Mutex((now: 0, most: 0, all: 0))
    private let gathered = Mutex(0)

    init(_ handler: @escaping Handler) { self.handler = handler }

    /// Every command that arrived, those of batches one by one.
    var commands: [Command] { log.withLock { $0 } }
    var methods: [String] { commands.map(\.method) }
    /// Answers nobody before so many requests have been under way at the same time: a test that means to see that does not
    /// depend on who is quicker.
    func gather(_ count: Int) { gathered.withLock { $0 = count } }

    /// How many requests were answered at the same time at most.
    var mostInFlight: Int { inFlight.withLock { $0.most } }
    /// How many requests arrived, a batch being one.
    var requestCount: Int { inFlight.withLock { $0.all } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        inFlight.withLock {
            $0.now += 1
            $0.all += 1
            $0.most = max($0.most, $0.now)
        }
        for _ in 0..<20 { await Task.yield() }
        // Not for ever: what does not come together is to fail, not to hang.
        var patience = 1_000_000
        while patience > 0, mostInFlight < gathered.withLock({ $0 }) {
            patience -= 1
            await Task.yield()
        }
        inFlight.withLock { $0.now -= 1 }
        let path = request.url.split(separator: "?")[0].split(separator: "/").last.map(String.init) ?? ""
        let method = path.hasSuffix(".json") ? String(path.dropLast(5)) : path
        guard case .object(let parameters)? = try? JSONReader.value(request.body) else {
            return HTTPResponse(status: 400, body: Array(#"{"error":"100","error_description":"no JSON"}"#.utf8))
        }
        let version: RESTVersion? = request.url.contains("/rest/api/") ? .three : nil
        let command = Command(method, parameters, restVersion: version)
        let (status, body) = method == "batch" ? (200, batch(parameters)) : single(command)
        return HTTPResponse(status: status, body: JSONWriter.bytes(.object(body)))
    }

    private func single(_ command: Command) -> (Int, JSONObject) {
        switch answer(command) {
        case .result(let result, let total, let next):
            var body: JSONObject = ["result": result, "time": ["duration": 0.01]]
            body["total"] = total.map { .integer(Int64($0)) }
            body["next"] = next.map { .integer(Int64($0)) }
            return (200, body)
        case .error(let code, let text, let status):
            return (status, ["error": .string(code), "error_description": .string(text)])
        }
    }

    private func answer(_ command: Command) -> Answer {
        log.withLock { $0.append(command) }
        return handler(command)
    }

    private func batch(_ parameters: JSONObject) -> JSONObject {
        var results: JSONObject = [:]
        var errors: JSONObject = [:]
        guard case .object(let commands)? = parameters["cmd"] else { return ["error": "no cmd"] }
        let halts = parameters["halt"] == .integer(1) || parameters["halt"] == .bool(true)
        for (key, value) in commands.members.map({ ($0.key, $0.value) }) {
            guard case .string(let text) = value else { continue }
            switch answer(Self.command(text, results)) {
            case .result(let result, _, _): results[key] = result
            case .error(let code, let text, _):
                errors[key] = ["error": .string(code), "error_description": .string(text)]
            }
            if halts, !errors.isEmpty { break }
        }
        let part = { (object: JSONObject) -> JSONValue in object.isEmpty ? [] : .object(object) }
        return [
            "result": ["result": part(results), "result_error": part(errors), "result_total": [], "result_next": []]
        ]
    }

    /// `crm.type.get?id=13` as a command; flat parameters only, which is what the tests send.
    private static func command(_ text: String, _ results: JSONObject) -> Command {
        let parts = text.split(separator: "?", maxSplits: 1)
        var parameters = JSONObject()
        for pair in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let sides = pair.split(separator: "=", maxSplits: 1).map { decode(String($0)) }
            guard let key = sides.first else { continue }
            var value = sides.count > 1 ? sides[1] : ""
            for member in results.members {
                guard case .object(let object) = member.value else { continue }
                for inner in object.members {
                    if case .integer(let number) = inner.value {
                        value = value.replacing("$result[\(member.key)][\(inner.key)]", with: String(number))
                    }
                }
            }
            parameters[key] = .string(value)
        }
        return Command(String(parts[0]), parameters)
    }

    private static func decode(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
