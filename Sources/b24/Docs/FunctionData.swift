import B24Scripting
import JSON
import Localization
import LuaRuntime

/// What the registry knows of one function that scripts see, for programs and for the Markdown pages.
struct FunctionData {
    let function: HostFunction
    let language: Language

    /// The first sentence or paragraph.
    var summary: String { function.doc[language].split(separator: "\n", maxSplits: 1).first.map(String.init) ?? "" }

    /// `b24.workplace.add(fields, options?) -> b24.Workplace`
    var signature: String {
        let parameters = function.parameters.map { parameter in
            parameter.isVariadic ? "..." : parameter.name + (parameter.isOptional ? "?" : "")
        }
        let results = function.results.map(\.type).joined(separator: ", ")
        let head = function.name + "(" + parameters.joined(separator: ", ") + ")"
        return results.isEmpty ? head : head + " -> " + results
    }

    var json: JSONValue {
        [
            "name": .string(function.name), "signature": .string(signature), "doc": .string(function.doc[language]),
            "effect": .string(function.effect.rawValue),
            "parameters": .array(
                function.parameters.map { parameter in
                    [
                        "name": .string(parameter.name), "type": .string(parameter.type.annotation),
                        "optional": .bool(parameter.isOptional), "doc": .string(parameter.doc[language]),
                    ]
                }),
            "results": .array(
                function.results.map { result in
                    [
                        "name": .string(result.name), "type": .string(result.type),
                        "doc": .string(result.doc[language]),
                    ]
                }), "example": function.example.map(JSONValue.string) ?? .null,
            "page": function.source.map { .string(OfficialPage.link($0, language)) } ?? .null,
        ]
    }
}
