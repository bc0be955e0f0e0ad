import Bitrix24
import LuaRuntime

/// The parameters of a REST method as classes: one for the method, one for each object in it whose members are known.
///
/// The portal is PHP, which takes a number as text and the other way round; an editor that complained of that would be
/// switched off. -> api-reference/data-types.md
enum ParameterTypes {
    static func className(_ method: String) -> String { "b24.params." + method }

    static func classes(_ entry: MethodCatalogue.Entry, doc: String) -> [StubClass] {
        classes(className(entry.method), merged(entry.parameters), doc: doc)
    }

    private static func classes(_ name: String, _ parameters: [Parameter], doc: String) -> [StubClass] {
        var own = StubClass(name, doc: doc)
        var inner: [StubClass] = []
        var isOpen = false
        for parameter in parameters {
            // `ufCrm...`, `UF_*`, `<siteId>` stand for names that only a portal knows.
            guard !["...", "*", "<", " "].contains(where: parameter.name.contains) else {
                isOpen = true
                continue
            }
            // No method has a dash in its name, so the classes of methods are never taken.
            let word = parameter.name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" }
            let innerName = "\(name)-\(String(word))"
            let hasMembers = !parameter.children.isEmpty
            let type = luaType(parameter.types, members: hasMembers ? innerName : nil)
            own.fields.append(
                StubClass.Field(parameter.name, type, optional: !parameter.isRequired, parameter.note))
            if hasMembers { inner += classes(innerName, merged(parameter.children), doc: "") }
        }
        if isOpen { own.fields.append(StubClass.Field(anyName: "any")) }
        return [own] + inner
    }

    // MARK: Parameters that a page has more than once

    /// A parameter, its variants put together.
    private struct Parameter {
        var name: String
        /// As the documentation has them.
        var types: [String]
        var isRequired: Bool
        var children: [MethodCatalogue.Parameter]

        /// What the documentation says where Lua has no word for it.
        var note: String { types.filter { ParameterTypes.isOfPortal($0) }.joined(separator: "|") }
    }

    private static func merged(_ parameters: [MethodCatalogue.Parameter]) -> [Parameter] {
        var all: [Parameter] = []
        var places: [String: Int] = [:]
        for one in parameters where !one.name.isEmpty {
            let types = one.type.split(separator: "|").map(String.init)
            guard let place = places[one.name] else {
                places[one.name] = all.count
                all.append(
                    Parameter(
                        name: one.name, types: types.isEmpty ? ["any"] : types,
                        isRequired: one.isRequired && one.variant == nil, children: one.children))
                continue
            }
            all[place].types += types.filter { !all[place].types.contains($0) }
            all[place].isRequired = all[place].isRequired && one.isRequired && one.variant == nil
            all[place].children += one.children
        }
        return all
    }

    // MARK: Types

    /// - Parameter members: the class of what is in it.
    private static func luaType(_ documented: [String], members: String?) -> String {
        var found: [String] = []
        for type in documented.map({ luaType($0, members: members) }) where !found.contains(type) { found.append(type) }
        return found.contains("any") || found.isEmpty ? members ?? "any" : found.joined(separator: "|")
    }

    private static func luaType(_ type: String, members: String?) -> String {
        if type.hasSuffix("[]") {
            let element = luaType(String(type.dropLast(2)), members: members)
            // One where several can stand is taken for a list of one.
            return element == "any" ? "any" : element.contains("|") ? "(\(element))[]" : element + "[]"
        }
        if type.hasSuffix(".id") || type.hasSuffix(".ID") { return "b24.Integer" }
        switch type {
        case "string", "text", "char": return "b24.Text"
        case "integer", "int", "user": return "b24.Integer"
        case "double", "float": return "b24.Number"
        case "boolean": return "b24.Switch"
        case "date", "datetime": return "string"
        case "object": return members ?? "table"
        case "array": return members.map { $0 + "[]|\($0)" } ?? "table"
        default: return "any"
        }
    }

    private static func isOfPortal(_ type: String) -> Bool { luaType(type, members: nil) == "any" && type != "any" }
}
