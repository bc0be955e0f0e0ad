import Localization
import Bitrix24
import LuaRuntime

/// `b24.time.*`: moments as seconds since 1970 and as ISO 8601 text.
enum TimeFamily: FunctionFamily {
    private static let offset = HostFunction.Parameter(
        "offset", .string, optional: true,
        .init("The zone: \"+03:00\" or \"Z\" (default).", ru: "Часовой пояс: \"+03:00\" или \"Z\" (по умолчанию)."))

    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.time.now",
                results: [
                    .init("seconds", "number", .init("Seconds since 1970 UTC.", ru: "Секунды с 1970 года, UTC."))
                ],
                doc: .init("The time of this machine.", ru: "Время этой машины."),
                example: "print(b24.time.format(b24.time.now()))",
                body: .sync { _ in [.number(context.time.unixTime)] }),
            HostFunction(
                "b24.time.parse",
                parameters: [
                    .init(
                        "text", .string,
                        .init(
                            "2026-11-21, 2026-11-21T12:00:00+03:00 or 21.11.2026 12:00:00.",
                            ru: "2026-11-21, 2026-11-21T12:00:00+03:00 или 21.11.2026 12:00:00.")), offset,
                ],
                results: [
                    .init("seconds", "number", .init("Seconds since 1970 UTC.", ru: "Секунды с 1970 года, UTC."))
                ],
                doc: .init(
                    "Reads a date as the portal writes it; offset counts where the text names no zone.",
                    ru:
                        "Читает дату в том виде, в каком её пишет портал; offset действует, если пояс в тексте не указан."
                ),
                example: "local due = b24.time.parse(\"2026-11-21T12:00:00+03:00\")",
                source: "api-reference/data-types.md",
                body: .sync { call in
                    guard case .string(let text) = call.arguments[0] else { return [] }
                    guard let time = ISOTime(text, offset: try minutes(call.arguments[1])) else {
                        throw ModuleError(.invalidArgument, Texts.notATime(text))
                    }
                    let whole = Int64(exactly: time.unixTime)
                    return [whole.map(LuaValue.integer) ?? .number(time.unixTime)]
                }),
            HostFunction(
                "b24.time.format",
                parameters: [
                    .init(
                        "seconds", .number, optional: true,
                        .init(
                            "Seconds since 1970 UTC; now by default.",
                            ru: "Секунды с 1970 года, UTC; по умолчанию сейчас.")),
                    offset,
                    .init(
                        "form", .choice(["datetime", "date"]), optional: true,
                        .init("\"datetime\" (default) or \"date\".", ru: "\"datetime\" (по умолчанию) или \"date\".")),
                ],
                results: [.init("text", "string", .init("ISO 8601 text.", ru: "Текст ISO 8601."))],
                doc: .init(
                    "Writes a moment as the portal takes it.", ru: "Записывает момент так, как его принимает портал."),
                example: "print(b24.time.format(b24.time.now() - 86400, \"+03:00\", \"date\"))",
                source: "api-reference/data-types.md",
                body: .sync { call in
                    let seconds: Double =
                        switch call.arguments[0] {
                        case .integer(let number): Double(number)
                        case .number(let number): number
                        default: context.time.unixTime
                        }
                    // The year 9999 is the last that the format can write.
                    guard seconds >= -62_135_596_800, seconds < 253_402_300_800 else {
                        throw ModuleError(.invalidArgument, Texts.notATime(LuaFormatter.number(seconds)))
                    }
                    let time = ISOTime(unixTime: seconds)
                    let offset = try minutes(call.arguments[1])
                    if case .string("date") = call.arguments[2] { return [.string(time.date(offset: offset))] }
                    return [.string(time.text(offset: offset))]
                }),
        ]
    }

    private static func minutes(_ offset: LuaValue) throws -> Int {
        guard case .string(let text) = offset else { return 0 }
        guard let minutes = ISOTime.offset(text) else {
            throw ModuleError(.invalidArgument, Texts.notAnOffset(text))
        }
        return minutes
    }
}
