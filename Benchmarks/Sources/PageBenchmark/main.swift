import Foundation
import JSON
import Localization
import LuaRuntime

// One page of 50 items, from the bytes of an answer to Lua tables: through b24's reader, and through Foundation's
// JSON with the tree then handed to Lua. Each figure is the median of the rounds, the ways taking turns.

let page = makePage()
if CommandLine.arguments.count > 1 {
    try Data(page).write(to: URL(fileURLWithPath: CommandLine.arguments[1]))
}

func luaValue(_ value: Any) -> LuaValue {
    switch value {
    case let object as [String: Any]:
        .table(LuaTable(fields: object.map { ($0.key, luaValue($0.value)) }))
    case let array as [Any]: .table(LuaTable(marker: .array, array: array.map(luaValue)))
    case let string as String: .string(string)
    case let number as NSNumber:
        if String(cString: number.objCType) == "c" {
            .boolean(number.boolValue)
        } else if number.doubleValue == Double(number.int64Value) {
            .integer(number.int64Value)
        } else {
            .number(number.doubleValue)
        }
    default: .null
    }
}

/// JSON of any shape through Foundation's decoder, as a Swift program would write it.
enum DecodedValue: Decodable {
    case value(LuaValue)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .value(.null)
        } else if let string = try? container.decode(String.self) {
            self = .value(.string(string))
        } else if let integer = try? container.decode(Int64.self) {
            self = .value(.integer(integer))
        } else if let number = try? container.decode(Double.self) {
            self = .value(.number(number))
        } else if let bool = try? container.decode(Bool.self) {
            self = .value(.boolean(bool))
        } else if let object = try? container.decode([String: DecodedValue].self) {
            self = .value(.table(LuaTable(fields: object.map { ($0.key, $0.value.lua) })))
        } else {
            let array = try container.decode([DecodedValue].self)
            self = .value(.table(LuaTable(marker: .array, array: array.map(\.lua))))
        }
    }

    var lua: LuaValue {
        switch self {
        case .value(let value): value
        }
    }
}

func bench(_ name: String, _ body: @escaping @Sendable () throws -> LuaValue) -> HostFunction {
    HostFunction(name, doc: LocalizedText(name, ru: name), body: .sync { _ in [try body()] })
}

var configuration = LuaVM.Configuration()
configuration.functions = [
    bench("b24_reader") { .json(try JSONSlice(page)["result"]!["items"]!) },
    bench("foundation_decoder") {
        guard case .table(let page) = try JSONDecoder().decode(DecodedValue.self, from: Data(page)).lua,
            case .table(let result)? = page["result"], let items = result["items"]
        else { return .nil }
        return items
    },
    bench("foundation_serialization") {
        let tree = try JSONSerialization.jsonObject(with: Data(page)) as! [String: Any]
        return luaValue((tree["result"] as! [String: Any])["items"]!)
    },
]
let vm = LuaVM(configuration)

func milliseconds(_ function: String, repetitions: Int) async throws -> Double {
    let chunk = LuaChunk(
        name: "bench", source: "for _ = 1, \(repetitions) do assert(#\(function)() == 50) end")
    let clock = ContinuousClock()
    let start = clock.now
    _ = try await vm.run(chunk)
    let elapsed = clock.now - start
    return Double(elapsed.components.attoseconds) / 1e15 / Double(repetitions)
        + Double(elapsed.components.seconds) * 1000 / Double(repetitions)
}

var figures: [String: [Double]] = [:]
for round in 0..<7 {
    for (function, repetitions) in [("b24_reader", 200), ("foundation_serialization", 10), ("foundation_decoder", 10)] {
        let figure = try await milliseconds(function, repetitions: repetitions)
        if round > 0 { figures[function, default: []].append(figure) }
    }
}
for (function, values) in figures.sorted(by: { $0.key < $1.key }) {
    let sorted = values.sorted()
    print(
        "\(function)\t\(page.count) bytes\tmedian \(String(format: "%.3f", sorted[sorted.count / 2])) ms"
            + "\tmin \(String(format: "%.3f", sorted[0])) ms")
}
