import B24Scripting
import Bitrix24
import JSON
import Localization

/// What the catalogue knows of one REST method, for programs.
struct MethodData {
    let entry: MethodCatalogue.Entry
    let language: Language

    var json: JSONValue {
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
