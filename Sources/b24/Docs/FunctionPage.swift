import Localization
import LuaRuntime

/// What the registry knows of one function that scripts see.
struct FunctionPage {
    let function: HostFunction
    let language: Language
    let style: Style

    var page: Reference.Page { Reference.Page(text: text, data: data) }

    /// The first sentence or paragraph.
    static func summary(_ doc: String) -> String {
        doc.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
    }

    /// `b24.workplace.add(fields, options?) -> b24.Workplace`
    static func signature(_ function: HostFunction) -> String {
        let parameters = function.parameters.map { parameter in
            parameter.isVariadic ? "..." : parameter.name + (parameter.isOptional ? "?" : "")
        }
        let results = function.results.map(\.type).joined(separator: ", ")
        return function.name + "(" + parameters.joined(separator: ", ") + ")"
            + (results.isEmpty ? "" : " -> " + results)
    }

    private var text: String {
        var sections = [style.bold(Self.signature(function)), function.doc[language]]
        if !function.parameters.isEmpty {
            let rows = function.parameters.map { parameter in
                (
                    (parameter.isVariadic ? "..." : parameter.name),
                    Self.type(parameter.type) + (parameter.isOptional ? "?" : ""), parameter.doc[language]
                )
            }
            sections.append(style.bold(Texts.docsParameters[language]) + "\n" + columns(rows))
        }
        if !function.results.isEmpty {
            let rows = function.results.map { ($0.name, $0.type, $0.doc[language]) }
            sections.append(style.bold(Texts.docsResults[language]) + "\n" + columns(rows))
        }
        if function.effect != .none { sections.append(Texts.effect(function.effect)[language]) }
        if let example = function.example {
            let lines = example.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
            sections.append(style.bold(Texts.docsExample[language]) + "\n" + lines.joined(separator: "\n"))
        }
        if let source = function.source {
            let site = language == .ru ? "https://apidocs.bitrix24.ru/" : "https://apidocs.bitrix24.com/"
            sections.append(site + (source.hasSuffix(".md") ? source.dropLast(3) + ".html" : source[...]))
        }
        return sections.joined(separator: "\n\n")
    }

    private func columns(_ rows: [(String, String, String)]) -> String {
        let first = rows.map { TextWidth.of($0.0) }.max() ?? 0
        let second = rows.map { TextWidth.of($0.1) }.max() ?? 0
        return rows.map { name, type, doc in
            "  " + style.cyan(TextWidth.padded(name, first)) + "  " + TextWidth.padded(type, second) + "  " + doc
        }.joined(separator: "\n")
    }

    /// A parameter's type in words of LuaCATS.
    static func type(_ type: HostFunction.ParameterType) -> String {
        switch type {
        case .any, .value: "any"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .table: "table"
        case .function: "function"
        case .object(let name): name
        case .choice(let choices): choices.map { "\"\($0)\"" }.joined(separator: "|")
        case .oneOf(let types): types.map { Self.type($0) }.joined(separator: "|")
        }
    }

    private var data: ResultValue {
        .record([
            ("name", .string(function.name)), ("signature", .string(Self.signature(function))),
            ("doc", .string(function.doc[language])), ("effect", .string(function.effect.rawValue)),
            (
                "parameters",
                .array(
                    function.parameters.map { parameter in
                        .record([
                            ("name", .string(parameter.name)), ("type", .string(Self.type(parameter.type))),
                            ("optional", .bool(parameter.isOptional)), ("doc", .string(parameter.doc[language])),
                        ])
                    })
            ),
            (
                "results",
                .array(
                    function.results.map { result in
                        .record([
                            ("name", .string(result.name)), ("type", .string(result.type)),
                            ("doc", .string(result.doc[language])),
                        ])
                    })
            ), ("example", function.example.map(ResultValue.string) ?? .null),
            ("source", function.source.map(ResultValue.string) ?? .null),
        ])
    }
}
