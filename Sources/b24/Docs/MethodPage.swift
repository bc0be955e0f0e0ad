import B24Scripting
import Bitrix24
import JSON
import Localization

/// What the catalogue knows of one REST method.
struct MethodPage {
    let entry: MethodCatalogue.Entry
    let language: Language
    let style: Style

    /// For people.
    var text: String {
        var facts = [(Texts.docsEffect, Texts.effect(entry.effect)[language])]
        if !entry.scopes.isEmpty { facts.append((Texts.docsScopes, entry.scopes.joined(separator: ", "))) }
        if entry.restVersion > 2 { facts.append((Texts.docsVersion, "REST \(entry.restVersion)")) }
        let width = facts.map { TextWidth.of($0.0[language]) }.max() ?? 0
        var sections = [style.bold(entry.method)]
        sections.append(facts.map { TextWidth.pad($0.0[language], width) + "  " + $0.1 }.joined(separator: "\n"))
        if entry.isDeprecated { sections.append(style.yellow(Texts.deprecated[language])) }
        if entry.needsApplication { sections.append(style.yellow(Texts.docsNeedsApplication[language])) }
        if !entry.parameters.isEmpty {
            sections.append(
                style.bold(Texts.docsParameters[language]) + "\n" + lines(entry.parameters).joined(separator: "\n"))
        }
        if !entry.errors.isEmpty {
            let codes = entry.errors.map { $0.code.isEmpty ? "-" : $0.code }
            let width = codes.map(\.count).max() ?? 0
            let errors = zip(codes, entry.errors).map { code, error in
                ("  " + TextWidth.pad(code, width) + "  " + (error.status.map(String.init) ?? "")).trimmedEnd
            }
            sections.append(style.bold(Texts.docsErrors[language]) + "\n" + errors.joined(separator: "\n"))
        }
        sections.append(OfficialPage.link(entry.page, language))
        return sections.joined(separator: "\n\n")
    }

    private func lines(_ parameters: [MethodCatalogue.Parameter], indent: String = "  ") -> [String] {
        let width = parameters.map { TextWidth.of($0.name) }.max() ?? 0
        return parameters.flatMap { parameter in
            let required = parameter.isRequired ? "  " + style.yellow(Texts.docsRequired[language]) : ""
            let line = indent + style.cyan(TextWidth.pad(parameter.name, width)) + "  " + parameter.type + required
            return [line] + lines(parameter.children, indent: indent + "  ")
        }
    }

    /// For programs.
    var data: JSONValue {
        [
            "method": .string(entry.method), "effect": .string(entry.effect.rawValue),
            "scopes": .array(entry.scopes.map(JSONValue.string)), "deprecated": .bool(entry.isDeprecated),
            "needs_application": .bool(entry.needsApplication), "rest": .integer(Int64(entry.restVersion)),
            "parameters": Self.data(entry.parameters),
            "errors": .array(
                entry.errors.map { error in
                    ["code": .string(error.code), "status": error.status.map { .integer(Int64($0)) } ?? .null]
                }), "page": .string(OfficialPage.link(entry.page, language)),
        ]
    }

    private static func data(_ parameters: [MethodCatalogue.Parameter]) -> JSONValue {
        .array(
            parameters.map { parameter in
                var object: JSONObject = [
                    "name": .string(parameter.name), "type": .string(parameter.type),
                    "required": .bool(parameter.isRequired),
                ]
                if !parameter.children.isEmpty { object["children"] = data(parameter.children) }
                return .object(object)
            })
    }
}

/// Addresses of the official documentation.
enum OfficialPage {
    /// The address, in the reader's language, of a page such as `api-reference/crm/universal/crm-item-list.md`.
    static func link(_ page: String, _ language: Language) -> String {
        let site = language == .ru ? "https://apidocs.bitrix24.ru/" : "https://apidocs.bitrix24.com/"
        return site + (page.hasSuffix(".md") ? page.dropLast(3) + ".html" : page[...])
    }
}
