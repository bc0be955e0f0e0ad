import Bitrix24
import Localization
import LuaRuntime

/// Help pages as plain text.
enum HelpPage {
    /// Everything there is, one line each.
    static func overview(_ index: HelpIndex, _ language: Language) -> String {
        let values = index.values.map { ($0.name, firstSentence($0.doc[language])) }
        let functions = index.functions.map { ($0.name, firstSentence($0.doc[language])) }
        return Texts.helpOverview[language] + "\n\n" + lines(functions + values) + "\n\n"
            + Texts.helpModules[language] + "\n" + lines(ModulePages.list(language))
    }

    /// Functions, one line each.
    static func list(_ functions: [HostFunction], _ language: Language) -> String {
        lines(functions.map { (signature($0), firstSentence($0.doc[language])) })
    }

    /// One function.
    static func function(_ function: HostFunction, _ language: Language, receiver: String = "") -> String {
        var parts = [receiver + signature(function), function.doc[language]]
        if !function.parameters.isEmpty {
            let rows = function.parameters.map { parameter in
                (parameter.name + (parameter.isOptional ? "?" : ""), parameter.type.text, parameter.doc[language])
            }
            parts.append(Texts.helpParameters[language] + "\n" + table(rows))
        }
        if !function.results.isEmpty {
            let rows = function.results.map { ($0.name, $0.type, $0.doc[language]) }
            parts.append(Texts.helpResults[language] + "\n" + table(rows))
        }
        if let example = function.example {
            parts.append(Texts.helpExample[language] + "\n" + indented(example))
        }
        if let source = function.source {
            parts.append(Texts.helpSource[language] + " " + OfficialPage.link(source, language))
        }
        return parts.joined(separator: "\n\n")
    }

    /// One value.
    static func value(_ value: ModuleValue, _ language: Language) -> String {
        "\(value.name): \(value.type)\n\n\(value.doc[language])"
    }

    /// The methods of one kind of object.
    static func object(_ type: any LuaObject.Type, _ language: Language) -> String {
        let methods = type.luaMethods.filter { !$0.name.hasPrefix("__") }
        let meta = type.luaMethods.filter { $0.name.hasPrefix("__") }.map { $0.doc[language] }
        let list = methods.map { (":" + signature($0), firstSentence($0.doc[language])) }
        return ([type.luaTypeName] + meta + (list.isEmpty ? [] : [lines(list)])).joined(separator: "\n\n")
    }

    /// The names below a prefix of method names.
    static func methods(_ prefix: String, _ names: [String], _ catalogue: MethodCatalogue, _ language: Language)
        -> String
    {
        prefix + "\n\n"
            + names.map { name in
                "  \(prefix).\(name)" + (catalogue.entry("\(prefix).\(name)") == nil ? ".*" : "")
            }.joined(separator: "\n")
    }

    /// `b24.call(method, params?, opts?) -> result, response`
    static func signature(_ function: HostFunction) -> String {
        let parameters = function.parameters.map { $0.name + ($0.isOptional && !$0.isVariadic ? "?" : "") }
        let results = function.results.map(\.name)
        return "\(function.name)(\(parameters.joined(separator: ", ")))"
            + (results.isEmpty ? "" : " -> " + results.joined(separator: ", "))
    }

    // MARK: Parts

    static func firstSentence(_ doc: String) -> String {
        String(doc.split(separator: "\n", maxSplits: 1).first ?? "")
    }

    static func lines(_ rows: [(String, String)]) -> String {
        // A signature that is very long does not push all the others to the right.
        let width = rows.map { TextWidth.of($0.0) }.filter { $0 <= 44 }.max() ?? 0
        return rows.map { "  " + TextWidth.pad($0.0, width) + "  " + $0.1 }.joined(separator: "\n")
    }

    static func table(_ rows: [(String, String, String)]) -> String {
        let first = rows.map { TextWidth.of($0.0) }.max() ?? 0
        let second = rows.map { TextWidth.of($0.1) }.filter { $0 <= 24 }.max() ?? 0
        return rows.map { row in
            let text = row.2.split(separator: "\n").joined(separator: " ")
            return "  " + TextWidth.pad(row.0, first) + "  " + TextWidth.pad(row.1, second) + "  " + text
        }.joined(separator: "\n")
    }

    static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }
            .joined(separator: "\n")
    }
}

extension HostFunction.ParameterType {
    /// The type in LuaCATS terms.
    var text: String {
        switch self {
        case .any, .value: "any"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .table: "table"
        case .function: "function"
        case .object(let name): name
        case .choice(let names) where names.count > 6: "string"
        case .choice(let names): names.map { "\"\($0)\"" }.joined(separator: " | ")
        case .oneOf(let types): types.map(\.text).joined(separator: " | ")
        }
    }
}
