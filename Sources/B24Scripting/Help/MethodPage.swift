public import Bitrix24
public import Localization

/// What the catalogue knows of one REST method, for people: `help "crm.item.list"` in scripts, `b24 docs` on the command line.
public struct MethodPage: Sendable {
    /// How the parts of a page are set off, where there is colour.
    public struct Paint: Sendable {
        /// The method's name and the headings.
        public var heading: @Sendable (String) -> String
        /// The names of parameters.
        public var name: @Sendable (String) -> String
        /// What one must not overlook.
        public var warning: @Sendable (String) -> String

        /// A paint.
        public init(
            heading: @escaping @Sendable (String) -> String, name: @escaping @Sendable (String) -> String,
            warning: @escaping @Sendable (String) -> String
        ) {
            (self.heading, self.name, self.warning) = (heading, name, warning)
        }

        /// No colour.
        public static let none = Paint(heading: { $0 }, name: { $0 }, warning: { $0 })
    }

    private let entry: MethodCatalogue.Entry
    private let language: Language
    private let paint: Paint

    /// The page of a method.
    public init(_ entry: MethodCatalogue.Entry, language: Language, paint: Paint = .none) {
        (self.entry, self.language, self.paint) = (entry, language, paint)
    }

    /// The lines, without the last line end.
    public var text: String {
        var sections = [paint.heading(entry.method), facts]
        if entry.isDeprecated { sections.append(paint.warning(Texts.methodDeprecated[language])) }
        if entry.needsApplication { sections.append(paint.warning(Texts.methodNeedsApplication[language])) }
        if !entry.parameters.isEmpty {
            sections.append(section(Texts.methodParameters, parameters(entry.parameters, indent: "  ")))
        }
        if !entry.errors.isEmpty { sections.append(section(Texts.methodErrors, errors)) }
        if !entry.page.isEmpty { sections.append(OfficialPage.link(entry.page, language)) }
        return sections.joined(separator: "\n\n")
    }

    private func widest(_ texts: [String]) -> Int { texts.map { TextWidth.of($0) }.max() ?? 0 }

    private func section(_ heading: LocalizedText, _ lines: [String]) -> String {
        paint.heading(heading[language]) + "\n" + lines.joined(separator: "\n")
    }

    private var facts: String {
        var facts = [(Texts.methodEffect[language], Texts.effect(entry.effect)[language])]
        if !entry.scopes.isEmpty { facts.append((Texts.methodScopes[language], entry.scopes.joined(separator: ", "))) }
        if entry.restVersion > 2 { facts.append((Texts.methodVersion[language], "REST \(entry.restVersion)")) }
        let width = widest(facts.map(\.0))
        return facts.map { TextWidth.pad($0.0, width) + "  " + $0.1 }.joined(separator: "\n")
    }

    private func parameters(_ all: [MethodCatalogue.Parameter], indent: String) -> [String] {
        // The variants of a parameter differ in their members, which their pages explain better than a list.
        var seen: Set<String> = []
        let parameters = all.filter { seen.insert($0.name).inserted }
        let width = widest(parameters.map(\.name))
        return parameters.flatMap { parameter in
            let required = parameter.isRequired ? "  " + paint.warning(Texts.isRequired[language]) : ""
            let type = parameter.type.isEmpty && required.isEmpty ? "" : "  " + parameter.type + required
            let name = type.isEmpty ? parameter.name : TextWidth.pad(parameter.name, width)
            return [indent + paint.name(name) + type] + self.parameters(parameter.children, indent: indent + "  ")
        }
    }

    private var errors: [String] {
        let codes = entry.errors.map { $0.code.isEmpty ? "-" : $0.code }
        let width = widest(codes)
        return zip(codes, entry.errors).map { code, error in
            "  " + (error.status.map { TextWidth.pad(code, width) + "  \($0)" } ?? code)
        }
    }
}

/// Addresses of the official documentation.
public enum OfficialPage {
    /// The address, in the reader's language, of a page such as `api-reference/crm/universal/crm-item-list.md`.
    public static func link(_ page: String, _ language: Language) -> String {
        let site = language == .ru ? "https://apidocs.bitrix24.ru/" : "https://apidocs.bitrix24.com/"
        return site + (page.hasSuffix(".md") ? page.dropLast(3) + ".html" : page[...])
    }
}
