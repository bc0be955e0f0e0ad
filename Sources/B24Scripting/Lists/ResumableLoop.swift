import Bitrix24
import JSON
import Localization
import LuaRuntime

/// What `b24.map` with `resume` asks of the host: a loop whose items the journal knows by their keys.
///
/// Without a journal (a dry run, `--no-journal`, a program that keeps none) it is a loop like any other, but its keys
/// are looked at all the same: a mistake in them should not wait for the day on which they matter.
final class ResumableLoop: LuaObject {
    static let luaTypeName = "b24.ResumableLoop"
    static let luaMethods: [HostFunction] = []

    let name: String
    private let keys: [String]
    private let gate: Gate

    private init(name: String, keys: [String], gate: Gate) {
        self.name = name
        self.keys = keys
        self.gate = gate
    }

    func luaField(_ name: String) -> LuaValue? { nil }
    let luaFieldNames: [String] = []
    var luaDescription: String { name }

    /// `resume`, checked together with `key`.
    static func name(_ options: OptionTable) throws -> String? {
        let name = try options.string("resume")
        switch options.value("key") {
        case nil, .function?: break
        case .string?: break
        case let other?:
            throw ModuleError(
                .invalidArgument, Texts.wrongOption("key", "b24.map", "string | function", other.typeName))
        }
        if name == nil, options.has("key") { throw ModuleError(.invalidArgument, Texts.keyWithoutResume) }
        if name == "" { throw ModuleError(.invalidArgument, Texts.emptyLoopName) }
        return name
    }

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] {
        let any = { (name: String) in
            HostFunction.Parameter(name, .any, optional: true, .init("A value.", ru: "Значение."))
        }
        return [
            HostFunction(
                "map_begin", parameters: [any("name"), any("values"), any("key")],
                doc: .init("Begins a resumable loop.", ru: "Начинает возобновляемый цикл."),
                body: .async { call in [.object(try await begin(call.arguments, context))] }),
            HostFunction(
                "map_step", parameters: [any("loop"), any("index")],
                doc: .init("What to do with an item.", ru: "Что делать с элементом."),
                body: .async { call in
                    guard case .object(let object) = call.arguments[0], let loop = object as? ResumableLoop,
                        case .integer(let index) = call.arguments[1]
                    else { return [] }
                    return try await loop.step(Int(index), context.language)
                }),
            HostFunction(
                "map_ended", parameters: [any("item"), any("ok"), any("value")],
                doc: .init("Notes how an item ended.", ru: "Отмечает, чем закончился элемент."),
                body: .async { call in
                    guard case .object(let object) = call.arguments[0], let item = object as? LoopItem,
                        case .boolean(let isDone) = call.arguments[1], context.gate.keepsItems
                    else { return [] }
                    try await context.gate.ended(
                        isDone ? done(item, call.arguments[2], context) : failed(item, call.arguments[2], context))
                    return []
                }),
        ]
    }

    private static func begin(_ arguments: [LuaValue], _ context: ModuleContext) async throws -> ResumableLoop {
        guard case .string(let name) = arguments[0], case .table(let values) = arguments[1] else {
            throw ModuleError(.invalidArgument, Texts.notAnArray("b24.map", arguments[1].typeName))
        }
        if let outer = LoopItem.current {
            throw ModuleError(.invalidArgument, Texts.nestedLoop(name, in: outer.loop))
        }
        let areKeys = if case .boolean(true) = arguments[2] { true } else { false }
        let field: String? = if case .string(let field) = arguments[2] { field } else { nil }
        let keys = try ItemKeys.keys(values.array, field: field, areKeys: areKeys)
        let gate = context.gate
        try await gate.beginLoop(name)
        return ResumableLoop(name: name, keys: keys, gate: gate)
    }

    private func step(_ index: Int, _ language: Language) async throws -> [LuaValue] {
        let key = keys[index - 1]
        switch try await gate.step(name, key: key) {
        case .done(let result): return [.string("done"), result.map { .json(JSONSlice($0)) } ?? .nil]
        case .work(let item): return [.string("work"), .object(item)]
        case .doubtful(let error):
            return [.string("doubtful"), .object(B24Error(error, language: language, position: nil))]
        }
    }

    private static func done(_ item: LoopItem, _ value: LuaValue, _ context: ModuleContext) -> ItemRecord {
        var record = ItemRecord(loop: item.loop, key: item.key, state: .done)
        if case .nil = value { return record }
        do {
            record.result = JournalText.redacted(try ParameterEncoder.encode(value))
        } catch {
            let reason = ErrorFacts(error, context.language).message
            context.talker.log(.warn, Texts.resultNotKept(item.loop, reason)[context.language])
        }
        return record
    }

    private static func failed(_ item: LoopItem, _ value: LuaValue, _ context: ModuleContext) -> ItemRecord {
        ItemRecord(
            loop: item.loop, key: item.key, state: .failed, error: MapFamily.facts(value, context).message)
    }
}
