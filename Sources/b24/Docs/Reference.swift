import B24Scripting
import Bitrix24
import Localization
import LuaRuntime

/// The offline reference: REST methods from the catalogue, functions of scripts from the registry.
struct Reference {
    /// A page in both forms: for people and for programs.
    struct Page {
        var text: String
        var data: ResultValue
    }

    let language: Language
    let style: Style
    private var catalogue: MethodCatalogue { .standard }

    init(language: Language, style: Style) {
        self.language = language
        self.style = style
    }

    /// The page of a method, a function, or a family of either; `nil` when nothing has that name.
    func page(_ topic: String) -> Page? {
        let functions = ScriptSession.functions
        if let function = functions.first(where: { $0.name == topic || $0.name == "b24." + topic }) {
            return FunctionPage(function: function, language: language, style: style).page
        }
        if let entry = catalogue.entry(topic) {
            return MethodPage(entry: entry, language: language, style: style).page
        }
        let family = functions.filter { $0.name.hasPrefix(topic + ".") || $0.name.hasPrefix("b24.\(topic).") }
        if topic == "b24" || !family.isEmpty { return list(family) }
        let prefix = topic.lowercased() + "."
        let methods = catalogue.methods.filter { $0.lowercased().hasPrefix(prefix) }
        return methods.isEmpty ? nil : list(methods)
    }

    /// What there is.
    var overview: Page {
        let functions = ScriptSession.functions
        var page = list(functions)
        let title = style.bold(Texts.docsFunctions[language])
        let rest = Texts.docsMethods(catalogue.methods.count)[language]
        page.text = "\(title)\n\n\(page.text)\n\n\(rest)"
        return page
    }

    /// Names near to one that is unknown.
    func nearest(_ topic: String) -> [String] {
        let methods = catalogue.suggestions(for: topic, limit: 3)
        let wanted = topic.lowercased()
        let functions = ScriptSession.functions.map(\.name).filter { name in
            name.lowercased().hasSuffix("." + wanted) || name.lowercased().contains(wanted)
        }
        return Array((functions.prefix(3) + methods).prefix(5))
    }

    private func list(_ functions: [HostFunction]) -> Page {
        let functions = functions.sorted { $0.name < $1.name }
        let width = functions.map { TextWidth.of($0.name) }.max() ?? 0
        let lines = functions.map { function in
            style.cyan(TextWidth.padded(function.name, width)) + "  " + FunctionPage.summary(function.doc[language])
        }
        let data = functions.map { function in
            ResultValue.record([
                ("name", .string(function.name)), ("doc", .string(FunctionPage.summary(function.doc[language]))),
            ])
        }
        return Page(text: lines.joined(separator: "\n"), data: .array(data))
    }

    private func list(_ methods: [String]) -> Page {
        let width = methods.map { TextWidth.of($0) }.max() ?? 0
        let entries = methods.compactMap { catalogue.entry($0) }
        let lines = entries.map { entry in
            let note = entry.isDeprecated ? "  " + style.yellow(Texts.deprecated[language]) : ""
            return style.cyan(TextWidth.padded(entry.method, width)) + "  " + Texts.effect(entry.effect)[language]
                + note
        }
        let data = entries.map { entry in
            ResultValue.record([("method", .string(entry.method)), ("effect", .string(entry.effect.rawValue))])
        }
        return Page(text: lines.joined(separator: "\n"), data: .array(data))
    }
}
