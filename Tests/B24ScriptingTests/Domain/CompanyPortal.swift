import Bitrix24
import JSON
import Synchronization

/// A ``Company`` behind the portal's HTTP interface, in the process: single commands and batches. Keeps what arrived and
/// lets a test step in between two commands.
final class CompanyPortal: Transport {
    private struct State {
        var company: Company
        var commands: [Command] = []
        var interference: [(method: String, occurrence: Int, act: @Sendable (inout Company) -> Void)] = []
    }

    private let state: Mutex<State>

    init(_ company: Company) { state = Mutex(State(company: company)) }

    var company: Company { state.withLock { $0.company } }
    var commands: [Command] { state.withLock { $0.commands } }
    var methods: [String] { commands.map(\.method) }

    /// The methods that arrived and change something.
    var writes: [String] {
        methods.filter { method in
            ["add", "update", "delete", "batchImport", "set"].contains(method.split(separator: ".").last ?? "")
        }
    }

    func forget() { state.withLock { $0.commands = [] } }

    /// Changes the company right before a method is called for the n-th time.
    func before(_ method: String, _ occurrence: Int = 1, _ act: @escaping @Sendable (inout Company) -> Void) {
        state.withLock { $0.interference.append((method, occurrence, act)) }
    }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let path = request.url.split(separator: "/").last.map(String.init) ?? ""
        let method = path.hasSuffix(".json") ? String(path.dropLast(5)) : path
        let parameters = (try? JSONReader.value(request.body))?.objectValue ?? [:]
        let (status, body) = method == "batch" ? (200, batch(parameters)) : single(method, parameters)
        return HTTPResponse(status: status, body: JSONWriter.bytes(.object(body)))
    }

    private func answer(_ method: String, _ parameters: JSONObject) -> Company.Answer {
        state.withLock { state in
            state.commands.append(Command(method, parameters))
            let occurrence = state.commands.count { $0.method == method }
            for step in state.interference where step.method == method && step.occurrence == occurrence {
                step.act(&state.company)
            }
            return state.company.answer(method, parameters)
        }
    }

    private func single(_ method: String, _ parameters: JSONObject) -> (Int, JSONObject) {
        switch answer(method, parameters) {
        case .result(let result, let total, let next):
            var body: JSONObject = ["result": result]
            body["total"] = total.map { .integer(Int64($0)) }
            body["next"] = next.map { .integer(Int64($0)) }
            return (200, body)
        case .error(let code, let text, let status):
            return (status, ["error": .string(code), "error_description": .string(text)])
        }
    }

    private func batch(_ parameters: JSONObject) -> JSONObject {
        var results: JSONObject = [:]
        var errors: JSONObject = [:]
        let halts = parameters["halt"] == 1 || parameters["halt"] == true
        for member in parameters["cmd"]?.objectValue?.members ?? [] {
            let parts = (member.value.stringValue ?? "").split(separator: "?", maxSplits: 1).map(String.init)
            switch answer(parts[0], parts.count > 1 ? QueryText.object(parts[1]) : [:]) {
            case .result(let result, _, _): results[member.key] = result
            case .error(let code, let text, _):
                errors[member.key] = ["error": .string(code), "error_description": .string(text)]
                if halts {
                    return ["result": ["result": .object(results), "result_error": .object(errors)]]
                }
            }
        }
        return ["result": ["result": .object(results), "result_error": .object(errors)]]
    }
}

/// The query of a batch command as parameters: `id=5&fields[typeIds][0]=13`.
enum QueryText {
    static func object(_ query: String) -> JSONObject {
        var root = JSONValue.object([:])
        for pair in query.split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let path = decode(sides[0]).split(separator: "[").map {
                $0.hasSuffix("]") ? String($0.dropLast()) : String($0)
            }
            set(&root, path[...], .string(sides.count > 1 ? decode(sides[1]) : ""))
        }
        return lists(root).objectValue ?? [:]
    }

    private static func set(_ target: inout JSONValue, _ path: ArraySlice<String>, _ value: JSONValue) {
        guard let key = path.first else {
            target = value
            return
        }
        var object = target.objectValue ?? [:]
        var child = object[key] ?? .object([:])
        set(&child, path.dropFirst(), value)
        object[key] = child
        target = .object(object)
    }

    /// Objects with the keys 0, 1, 2... are arrays.
    private static func lists(_ value: JSONValue) -> JSONValue {
        guard let object = value.objectValue else { return value }
        let isList = !object.isEmpty && object.members.enumerated().allSatisfy { $0.element.key == String($0.offset) }
        if isList { return .array(object.members.map { lists($0.value) }) }
        var result = JSONObject()
        for member in object.members { result[member.key] = lists(member.value) }
        return .object(result)
    }

    private static func decode(_ text: Substring) -> String {
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
