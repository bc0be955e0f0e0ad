import Foundation
import JSON
import Localization
import LuaRuntime

// One page of 50 items, from the bytes of an answer to Lua tables: through b24's reader, and through Foundation's
// JSON with the tree then handed to Lua. Each figure is the median of the rounds; the ways take turns, often, because
// the speed of a shared machine changes from one moment to the next.

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
let vm = try LuaVM(configuration)

/// What a page takes, in milliseconds: by the clock, and of the processor, all threads of the process together.
struct Cost {
    var wall: Double
    var processor: Double
}

func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
}

func cost(_ function: String, repetitions: Int) async throws -> Cost {
    let chunk = LuaChunk(
        name: "bench", source: "for _ = 1, \(repetitions) do assert(#\(function)() == 50) end")
    let clock = ContinuousClock()
    let start = clock.now
    let startOfWork = processorTime()
    _ = try await vm.run(chunk)
    let work = processorTime() - startOfWork
    let wall = (clock.now - start) / .milliseconds(1)
    return Cost(wall: wall / Double(repetitions), processor: work / Double(repetitions))
}

func summary(_ values: [Double]) -> String {
    let sorted = values.sorted()
    return String(format: "median %.3f ms, min %.3f ms", sorted[sorted.count / 2], sorted[0])
}

var costs: [String: [Cost]] = [:]
for round in 0..<41 {
    for (function, repetitions) in [("b24_reader", 60), ("foundation_serialization", 3), ("foundation_decoder", 2)] {
        let cost = try await cost(function, repetitions: repetitions)
        if round > 0 { costs[function, default: []].append(cost) }
    }
}
for (function, costs) in costs.sorted(by: { $0.key < $1.key }) {
    print(
        "\(function)\t\(page.count) bytes\tCPU time \(summary(costs.map(\.processor)))"
            + "\twall \(summary(costs.map(\.wall)))")
}
