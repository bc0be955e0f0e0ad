import Bitrix24
import Localization

/// What the catalogue knows of one REST method.
struct MethodPage {
    let entry: MethodCatalogue.Entry
    let language: Language
    let style: Style

    var page: Reference.Page { Reference.Page(text: text, data: data) }

    private var text: String {
        var facts = [(Texts.docsEffect, Texts.effect(entry.effect)[language])]
        if !entry.scopes.isEmpty { facts.append((Texts.docsScopes, entry.scopes.joined(separator: ", "))) }
        if entry.restVersion > 2 { facts.append((Texts.docsVersion, "REST \(entry.restVersion)")) }
        let width = facts.map { TextWidth.of($0.0[language]) }.max() ?? 0
        var sections = [style.bold(entry.method)]
        sections.append(
            facts.map { TextWidth.padded($0.0[language], width) + "  " + $0.1 }.joined(separator: "\n"))
        if entry.isDeprecated { sections.append(style.yellow(Texts.deprecated[language])) }
        if entry.needsApplication { sections.append(style.yellow(Texts.docsNeedsApplication[language])) }
        if !entry.parameters.isEmpty {
            sections.append(
                style.bold(Texts.docsParameters[language]) + "\n" + lines(entry.parameters).joined(separator: "\n"))
        }
        if !entry.errors.isEmpty {
            let errors = entry.errors.map { "  \($0.code)" + ($0.status.map { "  \($0)" } ?? "") }
            sections.append(style.bold(Texts.docsErrors[language]) + "\n" + errors.joined(separator: "\n"))
        }
        sections.append(link)
        return sections.joined(separator: "\n\n")
    }

    private func lines(_ parameters: [MethodCatalogue.Parameter], indent: String = "  ") -> [String] {
        let width = parameters.map { TextWidth.of($0.name) }.max() ?? 0
        return parameters.flatMap { parameter in
            let required = parameter.isRequired ? "  " + style.yellow(Texts.docsRequired[language]) : ""
            let line = indent + style.cyan(TextWidth.padded(parameter.name, width)) + "  " + parameter.type + required
            return [line] + lines(parameter.children, indent: indent + "  ")
        }
    }

    /// The official page in the reader's language.
    private var link: String {
        let site = language == .ru ? "https://apidocs.bitrix24.ru/" : "https://apidocs.bitrix24.com/"
        return site + (entry.page.hasSuffix(".md") ? entry.page.dropLast(3) + ".html" : entry.page)
    }

    private var data: ResultValue {
        .record([
            ("method", .string(entry.method)), ("effect", .string(entry.effect.rawValue)),
            ("scopes", .array(entry.scopes.map(ResultValue.string))), ("deprecated", .bool(entry.isDeprecated)),
            ("needs_application", .bool(entry.needsApplication)), ("rest", .integer(Int64(entry.restVersion))),
            ("parameters", Self.data(entry.parameters)),
            (
                "errors",
                .array(
                    entry.errors.map { error in
                        .record([
                            ("code", .string(error.code)),
                            ("status", error.status.map { .integer(Int64($0)) } ?? .null),
                        ])
                    })
            ), ("page", .string(link)),
        ])
    }

    private static func data(_ parameters: [MethodCatalogue.Parameter]) -> ResultValue {
        .array(
            parameters.map { parameter in
                var fields: [(key: String, value: ResultValue)] = [
                    ("name", .string(parameter.name)), ("type", .string(parameter.type)),
                    ("required", .bool(parameter.isRequired)),
                ]
                if !parameter.children.isEmpty { fields.append(("children", data(parameter.children))) }
                return .record(fields)
            })
    }
}
