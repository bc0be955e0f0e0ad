import Localization
import Bitrix24
import LuaRuntime

/// `b24.rest.crm.type.list{...}`: the methods of the catalogue by path. Each step is one of these.
final class RestPath: LuaObject {
    static let luaTypeName = "b24.rest"

    private let context: ModuleContext
    /// `crm.type`; empty at the root.
    let path: String

    init(_ context: ModuleContext, path: String = "") {
        self.context = context
        self.path = path
    }

    static let luaMethods: [HostFunction] = [
        HostFunction(
            "__index", parameters: [.init("name", .any, .init("The next part.", ru: "Следующая часть имени."))],
            results: [.init("path", "b24.rest", .init("The longer path.", ru: "Путь с этой частью."))],
            doc: .init(
                "The next part of a method name; one that no method has is refused with the nearest names.",
                ru: "Следующая часть имени метода; если такого метода нет, ошибка подскажет похожие имена."),
            body: .sync { call in
                guard let path = call.receiver as? RestPath else { return [.nil] }
                return [.object(try path.child(call.arguments[0]))]
            }),
        HostFunction(
            "__call",
            parameters: [
                .init(
                    "params", .table, optional: true,
                    .init("Parameters of the method.", ru: "Параметры метода.")),
                .init(
                    "opts", .table, optional: true, .init("As of b24.call.", ru: "Как у b24.call.")),
            ],
            results: [
                .init("result", "any", .init("The result of the method.", ru: "Результат метода.")),
                .init("response", "b24.Response", .init("As of b24.call.", ru: "Как у b24.call.")),
            ],
            effect: .write,
            doc: .init(
                "Calls the method of this path, as b24.call does.", ru: "Вызывает метод этого пути, как b24.call."),
            body: .async { call in
                guard let path = call.receiver as? RestPath else { return [] }
                return try await CallFamily.send(
                    path.context, .string(path.path), call.arguments[0], call.arguments[1], call.position)
            }),
    ]

    private func child(_ name: LuaValue) throws -> RestPath {
        guard case .string(let name) = name else {
            throw UnknownMethod.error(path, context.gate.catalogue)
        }
        let method = path.isEmpty ? name : path + "." + name
        let catalogue = context.gate.catalogue
        guard catalogue.entry(method) != nil || !catalogue.children(of: method).isEmpty else {
            throw UnknownMethod.error(method, catalogue)
        }
        return RestPath(context, path: method)
    }

    func luaField(_ name: String) -> LuaValue? { nil }

    var luaFieldNames: [String] { context.gate.catalogue.children(of: path) }

    var luaDescription: String { path.isEmpty ? "b24.rest" : "b24.rest." + path }
}

/// `b24.rest`.
enum RestFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] { [] }

    static func values(_ context: ModuleContext) -> [ModuleValue] {
        [
            ModuleValue(
                "b24.rest", .object(RestPath(context)), type: "b24.rest",
                .init(
                    "Every documented REST method by path: b24.rest.crm.type.list{ order = { id = \"ASC\" } }.",
                    ru: "Все методы REST из документации по пути: b24.rest.crm.type.list{ order = { id = \"ASC\" } }."))
        ]
    }

    static var objects: [any LuaObject.Type] { [RestPath.self] }
}
