import Foundation
import JSON
import Localization
import Synchronization
import Testing

@testable import LuaRuntime

/// A function for tests, documented as every host function must be.
func function(
    _ name: String, _ parameters: [HostFunction.Parameter], effect: HostFunction.Effect = .none,
    _ body: HostFunction.Body
) -> HostFunction {
    HostFunction(
        name, parameters: parameters, effect: effect, doc: LocalizedText("A test.", ru: "Тест."),
        body: body)
}

func parameter(
    _ name: String, _ type: HostFunction.ParameterType, optional: Bool = false, variadic: Bool = false
) -> HostFunction.Parameter {
    .init(name, type, optional: optional, variadic: variadic, LocalizedText("A test.", ru: "Тест."))
}

func function(_ name: String, _ body: HostFunction.Body) -> HostFunction {
    function(name, [], body)
}

/// Something that several threads report to.
final class Locked<Value: Sendable>: Sendable {
    private let stored: Mutex<Value>
    init(_ value: Value) { stored = Mutex(value) }
    var value: Value { stored.withLock { $0 } }
    func change(_ body: (inout Value) throws -> Void) rethrows {
        try stored.withLock { value in
            var copy = value
            try body(&copy)
            value = copy
        }
    }
}

/// Whether every machine of the suite gets a small memory limit.
let forcesMemoryLimit = ProcessInfo.processInfo.environment["B24_FORCE_MEMORY_LIMIT"] == "1"

func configuration(
    _ functions: [HostFunction] = [], change: (inout LuaVM.Configuration) -> Void = { _ in }
) -> LuaVM.Configuration {
    var configuration = LuaVM.Configuration()
    configuration.functions = LuaVM.concurrencyFunctions + LuaVM.valueFunctions + functions
    configuration.constants = LuaVM.valueConstants
    if forcesMemoryLimit { configuration.limits.memory = 8 << 20 }
    change(&configuration)
    return configuration
}

/// Runs a script on a machine of its own.
@discardableResult
func run(
    _ source: String, _ functions: [HostFunction] = [], arguments: [LuaValue] = [],
    change: (inout LuaVM.Configuration) -> Void = { _ in }
) async throws -> [LuaValue] {
    let vm = try LuaVM(configuration(functions, change: change))
    do {
        let values = try await vm.run(LuaChunk(name: "test.lua", source: source), arguments: arguments)
        await vm.close()
        return values
    } catch {
        await vm.close()
        throw error
    }
}

/// The failure with which a script ends.
func failure(
    _ source: String, _ functions: [HostFunction] = [],
    change: (inout LuaVM.Configuration) -> Void = { _ in }
) async -> LuaFailure? {
    do {
        let values = try await run(source, functions, change: change)
        Issue.record("the script returned \(values) instead of failing")
        return nil
    } catch {
        return error as? LuaFailure
    }
}

extension LuaValue {
    /// A short text that tests compare.
    var text: String {
        switch self {
        case .nil: "nil"
        case .null: "null"
        case .boolean(let flag): "\(flag)"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .string(let text): "\"\(text)\""
        case .bytes(let bytes): "bytes\(bytes)"
        case .table(let table):
            (table.marker == .plain ? "" : "\(table.marker)")
                + "{"
                + (table.array.map(\.text) + table.fields.map { "\($0.key.text)=\($0.value.text)" })
                .joined(separator: ",") + "}"
        case .function: "function"
        case .object(let object): "object(\(object.luaDescription))"
        case .json: "json"
        case .module: "module"
        case .opaque(let text): "opaque(\(text))"
        }
    }
}

extension LuaTable.Key {
    var text: String {
        switch self {
        case .integer(let number): "[\(number)]"
        case .number(let number): "[\(number)]"
        case .boolean(let flag): "[\(flag)]"
        case .string(let text): text
        case .bytes(let bytes): "bytes\(bytes)"
        }
    }
}

extension [LuaValue] {
    var text: String { map(\.text).joined(separator: " ") }
}
