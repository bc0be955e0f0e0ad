import Bitrix24
import Localization
import JSON
import LuaRuntime

/// `b24.json.*`.
enum JSONFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.json.encode",
                parameters: [
                    .init("value", .value, .init("What to write.", ru: "Что записать.")),
                    .init(
                        "opts", .table, optional: true,
                        .init("pretty = true indents.", ru: "pretty = true делает отступы.")),
                ],
                results: [.init("text", "string", .init("JSON text.", ru: "Текст JSON."))],
                doc: .init(
                    """
                    Writes a value as JSON, by the rules of calls.

                    An empty table is [] unless made by b24.object{}; a mixed table becomes an object with the keys \
                    "0", "1", ... beside the named ones.
                    """,
                    ru: """
                        Записывает значение как JSON, по тем же правилам, что и вызовы.

                        Пустая таблица становится [], если её не создал b24.object{}; смешанная таблица становится \
                        объектом с ключами "0", "1", ... рядом с именованными.
                        """),
                example: "print(b24.json.encode({ id = 13, tags = { \"a\", \"b\" } }))",
                body: .sync { call in
                    let options = try OptionTable(call.arguments[1], of: "b24.json.encode", known: ["pretty"])
                    let value = try ParameterEncoder.encode(call.arguments[0])
                    return [.string(JSONWriter.string(value, pretty: try options.boolean("pretty") ?? false))]
                }),
            HostFunction(
                "b24.json.decode",
                parameters: [.init("text", .string, .init("JSON text.", ru: "Текст JSON."))],
                results: [.init("value", "any", .init("Its value.", ru: "Значение."))],
                doc: .init(
                    "Reads JSON text.\n\nnull inside an object is an absent key, elsewhere b24.null.",
                    ru: "Читает текст JSON.\n\nnull внутри объекта означает отсутствие ключа, в других местах b24.null."
                ),
                example: "print(b24.json.decode('{\"id\": 13}').id)",
                body: .sync { call in
                    let bytes: [UInt8] =
                        switch call.arguments[0] {
                        case .string(let text): Array(text.utf8)
                        case .bytes(let bytes): bytes
                        default: []
                        }
                    do throws(JSONError) {
                        return [.json(try JSONSlice(bytes))]
                    } catch {
                        throw ModuleError(.invalidArgument, Texts.notJSON(error.reason, at: place(error.offset, bytes)))
                    }
                }),
        ]
    }

    /// Line and column, from 1, of a byte.
    private static func place(_ offset: Int, _ bytes: [UInt8]) -> (line: Int, column: Int) {
        let before = bytes.prefix(offset)
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        return (line, String(decoding: before[lineStart...], as: UTF8.self).count + 1)
    }
}
