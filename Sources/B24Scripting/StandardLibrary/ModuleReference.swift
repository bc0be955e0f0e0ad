public import Localization

/// The reference of the ``StandardLibrary`` as Markdown, from the comments of its modules.
public enum ModuleReference {
    /// The page of a module; `nil` when there is none of this name.
    ///
    /// - Parameters:
    ///   - name: `b24.table`
    ///   - language: of what it says.
    public static func page(_ name: String, _ language: Language) -> String? {
        guard let module = ModulePages.documentation(name) else { return nil }
        let head = "# \(module.name)\n\n\(module.doc[language])\n\n" + lua([module.opening])
        return ([head] + module.functions.map { section($0, language) }).joined(separator: "\n")
    }

    /// Its functions, one line each, for an index; `nil` when there is none of this name.
    public static func list(_ name: String, _ language: Language) -> [String]? {
        ModulePages.documentation(name)?.functions.map {
            "- `\($0.signature)`: \(ModulePages.summary($0.doc, language))"
        }
    }

    private static func section(_ function: ModuleDocumentation.Function, _ language: Language) -> String {
        var text = "## \(function.name)\n\n" + lua([function.signature]) + "\n\(function.doc[language])\n"
        text += table(Texts.moduleParameters[language], function.parameters)
        text += table(Texts.moduleResults[language], function.results)
        if !function.example.isEmpty { text += "\n" + lua(function.example) }
        return text
    }

    private static func table(_ title: String, _ rows: [ModuleDocumentation.Parameter]) -> String {
        guard !rows.isEmpty else { return "" }
        return "\n| \(title) | | |\n| --- | --- | --- |\n"
            + rows.map { row in
                let type = (row.type + (row.isOptional ? "?" : "")).replacing("|", with: "\\|")
                let name = row.name.isEmpty ? "" : "`\(row.name)`"
                return "| \(name) | `\(type)` | \(row.doc.replacing("|", with: "\\|")) |\n"
            }.joined()
    }

    private static func lua(_ lines: [String]) -> String { "```lua\n\(lines.joined(separator: "\n"))\n```\n" }
}
