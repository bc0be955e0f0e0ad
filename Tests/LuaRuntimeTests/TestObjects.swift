import Localization
import Synchronization

@testable import LuaRuntime

/// An error as a host may make one.
final class TestError: LuaObject {
    let kind: String
    let text: String
    let place: SourcePosition?

    init(kind: String, text: String, place: SourcePosition?) {
        self.kind = kind
        self.text = text
        self.place = place
    }

    static let luaTypeName = "test.Error"
    static let luaMethods = [
        HostFunction(
            "is",
            parameters: [.init("kind", .string, LocalizedText("A kind.", ru: "Вид."))],
            doc: LocalizedText("Whether it is of a kind.", ru: "Того ли она вида."),
            body: .sync { call in
                guard let error = call.receiver as? TestError else { return [] }
                if case .string(let kind) = call.arguments[0] { return [.boolean(error.kind == kind)] }
                return []
            })
    ]

    func luaField(_ name: String) -> LuaValue? {
        switch name {
        case "kind": .string(kind)
        case "where": place.map { .string($0.description) } ?? .nil
        default: nil
        }
    }

    let luaFieldNames = ["kind", "where"]
    var luaDescription: String { text }
}

/// An object that counts how many of its kind exist.
final class Counted: LuaObject {
    private static let count = Atomic(0)
    static var live: Int { count.load(ordering: .sequentiallyConsistent) }

    init() { Self.count.add(1, ordering: .sequentiallyConsistent) }
    deinit { Self.count.subtract(1, ordering: .sequentiallyConsistent) }

    static let luaTypeName = "test.Counted"
    static let luaMethods = [
        HostFunction(
            "__call", parameters: [.init("x", .any, LocalizedText("Any.", ru: "Любое."))],
            doc: LocalizedText("Gives its argument back.", ru: "Возвращает аргумент."),
            body: .sync { $0.arguments }),
        HostFunction(
            "__len", doc: LocalizedText("Always 7.", ru: "Всегда 7."), body: .sync { _ in [.integer(7)] }),
        HostFunction(
            "__close", doc: LocalizedText("Does nothing.", ru: "Ничего не делает."),
            body: .async { _ in [] }),
        HostFunction(
            "__index", parameters: [.init("name", .string, LocalizedText("A name.", ru: "Имя."))],
            doc: LocalizedText("Loaded at first use.", ru: "Загружается при первом обращении."),
            body: .async { call in
                await Task.yield()
                guard case .string(let name) = call.arguments[0], name.hasPrefix("lazy") else { return [] }
                return [.string(name + "!")]
            }),
        HostFunction(
            "me", doc: LocalizedText("Itself.", ru: "Он сам."), body: .sync { [.object($0.receiver!)] }),
    ]

    func luaField(_ name: String) -> LuaValue? { name == "size" ? .integer(3) : nil }
    let luaFieldNames = ["size"]
    var luaDescription: String { "a counted object" }
}

/// An object that says when it goes.
final class Farewell: LuaObject {
    private let said: @Sendable () -> Void
    init(_ said: @escaping @Sendable () -> Void) { self.said = said }
    deinit { said() }

    static let luaTypeName = "test.Farewell"
    static let luaMethods: [HostFunction] = []
    func luaField(_ name: String) -> LuaValue? { nil }
    let luaFieldNames: [String] = []
    var luaDescription: String { "bye" }
}
