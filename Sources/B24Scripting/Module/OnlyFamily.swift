import Bitrix24
import Localization
import LuaRuntime

/// `b24.only`: a client that may do less, to pass on.
enum OnlyFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.only",
                parameters: [
                    .init(
                        "bounds", .table,
                        .init(
                            """
                            read, write, delete = patterns of the methods that may be called, a string or an array of \
                            them; * stands for any characters. max_writes = so many writes at most. files = files and \
                            folders that may be opened. What is not named is not allowed.
                            """,
                            ru: """
                                read, write, delete = шаблоны методов, которые можно вызывать: строка или массив строк; \
                                * означает любые символы. max_writes = изменений не больше. files = файлы и папки, \
                                которые можно открывать. Что не названо, то не разрешено.
                                """))
                ],
                results: [
                    .init(
                        "client", "b24",
                        .init("All of b24, within these bounds.", ru: "Весь b24 в этих границах."))
                ],
                doc: .init(
                    """
                    A b24 that may do less, to pass on to code that needs no more.

                    It has all functions of b24. Whatever is got through it (smart processes, iterators, closures) keeps \
                    its bounds, whoever calls. It can be narrowed further, never widened: only of only may do what both \
                    allow, and nothing that the script itself may not. read covers methods that only read, write those \
                    that create or change, delete those that take something away; a method that the catalogue does not \
                    know is a write. What a credential may always ask about itself (scope, profile, user.admin, ...) \
                    needs no pattern.
                    """,
                    ru: """
                        b24 с меньшими правами: передайте его коду, которому большего не нужно.

                        В нём все функции b24. Всё, что получено через него (смарт-процессы, итераторы, замыкания), \
                        сохраняет его границы, кто бы ни вызывал. Его можно сузить ещё, но не расширить: only от only \
                        может то, что разрешают оба, и ничего сверх прав самого скрипта. read касается методов, которые \
                        только читают, write создающих и изменяющих, delete удаляющих; метод не из каталога считается \
                        изменяющим. Тому, что доступ всегда может спросить о себе (scope, profile, user.admin, ...), \
                        шаблон не нужен.
                        """),
                example: """
                    local reader = b24.only { read = "crm.*" }
                    local function titles(b24)
                      local all = {}
                      for spa in b24.spa.each() do all[#all + 1] = spa.title end
                      return all
                    end
                    print(#titles(reader))
                    """,
                body: .sync { call in [.module(try client(context, call.arguments[0]))] })
        ]
    }

    private static func client(_ context: ModuleContext, _ bounds: LuaValue) throws -> LuaModule {
        let options = try OptionTable(
            bounds, of: "b24.only", known: Need.Kind.allCases.map(\.rawValue) + ["max_writes", "files"])
        var capabilities = Capabilities()
        for kind in Need.Kind.allCases {
            capabilities[kind] = try texts(options, kind.rawValue).map { text in
                guard let glob = MethodGlob(text) else {
                    throw ModuleError(
                        .invalidArgument, MetadataTexts.badGlob(text), hint: MetadataTexts.globForm)
                }
                return glob
            }
        }
        capabilities.files = try texts(options, "files")
        capabilities.maxWrites = try options.integer("max_writes", atLeast: 0)
        return try context.narrowClients.client(of: context, within: capabilities)
    }

    /// One string, or an array of them.
    private static func texts(_ options: OptionTable, _ name: String) throws -> [String] {
        if case .string(let text)? = options.value(name) { return [text] }
        return try options.strings(name) ?? []
    }
}
