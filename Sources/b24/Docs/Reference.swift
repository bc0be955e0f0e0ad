import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The offline reference: REST methods from the catalogue, functions of scripts from the registry.
struct Reference {
    /// A page in both forms: for people and for programs.
    struct Page {
        var text: String
        var data: JSONValue
    }

    let language: Language
    let style: Style

    /// The page of a method, a function, or a family of either; `nil` when nothing has that name.
    func page(_ topic: String) -> Page? {
        if let entry = MethodCatalogue.standard.entry(topic) {
            let page = MethodPage(entry, language: language, paint: style.pagePaint)
            return Page(text: page.text, data: MethodData(entry: entry, language: language).json)
        }
        guard let text = Help.page(topic, language: language) else { return nil }
        let functions = ScriptSession.functions.filter { function in
            [topic, "b24." + topic].contains { function.name == $0 || function.name.hasPrefix($0 + ".") }
        }
        if let function = functions.first, functions.count == 1 {
            return Page(text: text, data: FunctionData(function: function, language: language).json)
        }
        if !functions.isEmpty { return Page(text: text, data: list(functions)) }
        return methods(below: topic) ?? Page(text: text, data: .string(text))
    }

    /// What there is.
    var overview: Page {
        let methods = Texts.docsMethods(MethodCatalogue.standard.methods.count)[language]
        return Page(
            text: (Help.page("", language: language) ?? "") + "\n\n" + methods, data: list(ScriptSession.functions))
    }

    /// Names near to one that is unknown.
    func nearest(_ topic: String) -> [String] {
        let wanted = topic.lowercased()
        let functions = ScriptSession.functions.map(\.name).filter { $0.lowercased().contains(wanted) }
        let modules = StandardLibrary.names.filter { EditDistance.between(Array($0), Array(wanted), atMost: 2) != nil }
        let methods = MethodCatalogue.standard.suggestions(for: topic, limit: 3)
        return Array((modules + functions.prefix(3) + methods).prefix(5))
    }

    private func list(_ functions: [HostFunction]) -> JSONValue {
        .array(
            functions.map { function in
                let data = FunctionData(function: function, language: language)
                return ["name": .string(function.name), "doc": .string(data.summary)]
            })
    }

    /// All methods whose names begin with a topic, with what they do.
    private func methods(below topic: String) -> Page? {
        let prefix = topic.lowercased() + "."
        let entries = MethodCatalogue.standard.methods.filter { $0.lowercased().hasPrefix(prefix) }
            .compactMap { MethodCatalogue.standard.entry($0) }
        guard !entries.isEmpty else { return nil }
        let width = entries.map { TextWidth.of($0.method) }.max() ?? 0
        let lines = entries.map { entry in
            let note = entry.isDeprecated ? "  " + style.yellow(Texts.deprecated[language]) : ""
            return style.cyan(TextWidth.pad(entry.method, width)) + "  " + Texts.effect(entry.effect)[language] + note
        }
        return Page(
            text: lines.joined(separator: "\n"),
            data: .array(entries.map { ["method": .string($0.method), "effect": .string($0.effect.rawValue)] }))
    }
}

extension Style {
    fileprivate var pagePaint: MethodPage.Paint {
        MethodPage.Paint(heading: bold, name: cyan, warning: yellow)
    }
}
