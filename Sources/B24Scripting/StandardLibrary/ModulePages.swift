import Localization

/// Help about the modules of the ``StandardLibrary``: `help "b24.table"`, `help "b24.table.keys"`.
enum ModulePages {
    /// The page of a module or of a function in one; `nil` when there is none of that name.
    static func page(_ topic: String, _ language: Language) -> String? {
        if let module = documentation(topic) { return page(module, language) }
        guard let dot = topic.lastIndex(of: "."), let module = documentation(String(topic[..<dot])) else { return nil }
        let member = topic[topic.index(after: dot)...]
        let found = module.functions.filter { $0.member == member || $0.name == member }
        return found.isEmpty
            ? nil : found.map { page($0, in: module, language) }.joined(separator: "\n\n")
    }

    /// The modules with what each is for, for the overview.
    static func list(_ language: Language) -> [(String, String)] {
        StandardLibrary.names.compactMap { documentation($0) }.map {
            ($0.name, HelpPage.firstSentence($0.doc[language]))
        }
    }

    static func documentation(_ name: String) -> ModuleDocumentation? {
        StandardLibrary.source(of: name).map { ModuleDocumentation(name, source: $0) }
    }

    /// The first sentence.
    static func summary(_ doc: LocalizedText, _ language: Language) -> String {
        let text = doc[language]
        return text.firstRange(of: ". ").map { text[..<$0.lowerBound] + "." } ?? text
    }

    private static func page(_ module: ModuleDocumentation, _ language: Language) -> String {
        let rows = module.functions.map { ($0.shortSignature, summary($0.doc, language)) }
        return [module.name, module.doc[language], "  " + module.opening, HelpPage.lines(rows)]
            .joined(separator: "\n\n")
    }

    private static func page(
        _ function: ModuleDocumentation.Function, in module: ModuleDocumentation, _ language: Language
    ) -> String {
        var parts = [function.signature, function.doc[language]]
        if !function.parameters.isEmpty {
            let rows = function.parameters.map { ($0.name + ($0.isOptional ? "?" : ""), $0.type, $0.doc) }
            parts.append(Texts.helpParameters[language] + "\n" + HelpPage.table(rows))
        }
        if !function.example.isEmpty {
            let example = ([module.opening] + function.example).joined(separator: "\n")
            parts.append(Texts.helpExample[language] + "\n" + HelpPage.indented(example))
        }
        return parts.joined(separator: "\n\n")
    }
}
