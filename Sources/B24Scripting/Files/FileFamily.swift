import Localization
import Bitrix24
import LuaRuntime

/// `b24.file.*`: whole text files.
enum FileFamily: FunctionFamily {
    private static let path = HostFunction.Parameter(
        "path", .string,
        .init(
            "The file; not below /proc, /dev, /sys or b24's own folders.",
            ru: "Файл; не из /proc, /dev, /sys и не из папок самого b24."))

    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.file.read", parameters: [path],
                results: [.init("text", "string", .init("Its content.", ru: "Содержимое."))],
                doc: .init("Reads a file.", ru: "Читает файл."),
                example: "local text = b24.file.read(\"letter.md\")",
                body: .sync { call in
                    guard case .string(let path) = call.arguments[0] else { return [] }
                    let bytes = try context.protectedPaths.open(path, .read).readAll()
                    return [String(validating: bytes, as: UTF8.self).map(LuaValue.string) ?? .bytes(bytes)]
                }),
            HostFunction(
                "b24.file.write",
                parameters: [
                    path, .init("text", .string, .init("What to write.", ru: "Что записать.")),
                ],
                doc: .init("Writes a file; one that is there is replaced.", ru: "Записывает файл; прежний заменяется."),
                example: "b24.file.write(\"report.md\", \"# Report\\n\")",
                body: .sync { call in
                    guard case .string(let path) = call.arguments[0] else { return [] }
                    let bytes: [UInt8] =
                        switch call.arguments[1] {
                        case .string(let text): Array(text.utf8)
                        case .bytes(let bytes): bytes
                        default: []
                        }
                    try context.protectedPaths.open(path, .write).write(bytes)
                    return []
                }),
        ]
    }
}
