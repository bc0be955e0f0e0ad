import Bitrix24
import Localization
import LuaRuntime

/// What the registry and the catalogue say about a call: the source of completion and hints. There is no second list.
struct Library: Sendable {
    let language: Language
    private let index: Index

    /// The registry is put together at the first question.
    private final class Index: Sendable {
        let help: @Sendable () -> (registry: FunctionRegistry, help: HelpIndex)

        init() {
            let made = Lazy {
                let help = HelpIndex.standard()
                return (FunctionRegistry(help.functions, objectTypes: help.objects), help)
            }
            self.help = { made.value }
        }
    }

    init(language: Language) {
        self.language = language
        index = Index()
    }

    private var registry: FunctionRegistry { index.help().registry }

    // MARK: Documentation

    /// The first sentence about a function or a value of the module.
    func doc(of path: String) -> String {
        if let function = registry[path] { return line(of: function) }
        if let value = index.help().help.values.first(where: { $0.name == path }) {
            return value.doc[language].firstLine
        }
        return ModulePages.documentation(path).map { ModulePages.summary($0.doc, language) } ?? ""
    }

    /// One line about a function: what it takes, what it does.
    func line(of function: HostFunction) -> String {
        let arguments = function.signature.drop { $0 != "(" }
        return String(arguments.prefix { $0 != ")" }) + ") " + function.doc[language].firstLine
    }

    /// What is known of a REST method in one line; for the beginning of names nothing but that there are more.
    func doc(ofMethod method: String) -> String {
        guard let entry = MethodCatalogue.standard.entry(method) else { return "..." }
        let required = entry.requiredParameters.map(\.name).joined(separator: ", ")
        let effect = Texts.effect(entry.effect)[language]
        return required.isEmpty ? effect : effect + ": " + required
    }

    /// Paths of functions and values of the module that begin so.
    func paths(_ prefix: String) -> [String] {
        (index.help().help.paths + StandardLibrary.names).filter { $0.hasPrefix(prefix) && !$0.contains("__") }.sorted()
    }

    // MARK: The call at the cursor

    /// The function that is called. A method of an object is found by its name, when that is the only one of the name
    /// or all of them take the same.
    func function(_ call: EntryPlace.Call) -> HostFunction? {
        if let function = registry[call.callee] { return function }
        guard let colon = call.callee.lastIndex(of: ":") else { return nil }
        let name = call.callee[call.callee.index(after: colon)...]
        let object = call.callee[..<colon].split(whereSeparator: { $0 == "." || $0 == ":" }).last.map(String.init) ?? ""
        let types = registry.objectTypes.filter { type in type.luaMethods.contains { $0.name == name } }
        // leave.items:add belongs to the type that is named after items.
        let type =
            types.first { $0.luaTypeName.lowercased().hasSuffix(object.lowercased()) }
            ?? (types.count == 1 ? types[0] : nil)
        return type?.luaMethods.first { $0.name == name }
    }

    /// The parameter at the cursor.
    func parameter(_ call: EntryPlace.Call) -> HostFunction.Parameter? {
        guard let function = function(call) else { return nil }
        let parameters = function.parameters
        if parameters.indices.contains(call.argument) { return parameters[call.argument] }
        return parameters.last.flatMap { $0.isVariadic ? $0 : nil }
    }

    /// Whether a call is one of a family: `b24.spa.find`.
    func isAbout(_ family: String, _ call: EntryPlace.Call) -> Bool {
        call.callee == "b24." + family || call.callee.hasPrefix("b24." + family + ".")
    }

    /// The REST method that a call is about: the one it names, or the one behind a function of the module.
    func method(_ call: EntryPlace.Call) -> String? { entry(call)?.method }

    private func entry(_ call: EntryPlace.Call) -> MethodCatalogue.Entry? {
        let rest = "b24.rest."
        if call.callee.hasPrefix(rest) {
            return MethodCatalogue.standard.entry(String(call.callee.dropFirst(rest.count)))
        }
        guard let function = function(call) else { return nil }
        if let place = function.parameters.firstIndex(where: { $0.name == "method" }) {
            return call.strings[place].flatMap { MethodCatalogue.standard.entry($0) }
        }
        return function.source.flatMap { MethodCatalogue.standard.entry(page: $0) }
    }

    /// The keys that the table at the cursor can have.
    func keys(_ call: EntryPlace.Call) -> [(name: String, doc: String)] {
        let parameters = parameters(call)
        let isREST = call.callee.hasPrefix("b24.rest.") || parameter(call)?.name == "params"
        if isREST || !call.keys.isEmpty { return parameters.map { ($0.name, doc($0)) } }
        // A function of the module takes some of the method's parameters, and says in its documentation which.
        guard let own = parameter(call) else { return [] }
        let text = own.doc[.en]
        let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        var found: [(name: String, doc: String)] = []
        for name in Self.assigned(in: text) { found.append((name, own.doc[language].firstLine)) }
        for parameter in parameters + parameters.flatMap(\.children)
        where words.contains(parameter.name) && !found.contains(where: { $0.name == parameter.name }) {
            found.append((parameter.name, doc(parameter)))
        }
        return found
    }

    /// The catalogue's parameters at the cursor.
    private func parameters(_ call: EntryPlace.Call) -> [MethodCatalogue.Parameter] {
        guard let entry = entry(call) else { return [] }
        var parameters = entry.parameters
        for key in call.keys {
            let inner = parameters.filter { $0.name == key }.flatMap(\.children)
            // b24.workplace.add{...} takes what the method has inside `fields`.
            parameters =
                inner.isEmpty
                ? parameters.filter { $0.name == "fields" }.flatMap(\.children)
                    .filter { $0.name == key }.flatMap(\.children) : inner
        }
        var seen: Set<String> = []
        return parameters.filter { seen.insert($0.name).inserted }
    }

    private func doc(_ parameter: MethodCatalogue.Parameter) -> String {
        let required = parameter.isRequired ? ", " + Texts.isRequired[language] : ""
        return parameter.type + required
    }

    /// The values that the documented type of a key has.
    func values(of key: String, _ call: EntryPlace.Call) -> [String] {
        var above = call
        above.keys.removeLast()
        let type = parameters(above).first { $0.name == key }?.type ?? ""
        switch type {
        case "boolean": return ["true", "false"]
        case "char": return ["\"Y\"", "\"N\""]
        default: return above.keys.last == "order" ? ["\"ASC\"", "\"DESC\""] : []
        }
    }

    /// The `entityTypeId` that a call is about.
    func entityType(_ call: EntryPlace.Call) -> String? {
        if let entity = call.members["entityTypeId"] { return entity }
        // crm.deal.list and the like are about one type.
        let parts = method(call)?.split(separator: ".") ?? []
        guard parts.count > 1, parts[0] == "crm" else { return nil }
        return Self.entityTypes.first { $0.word == parts[1] }?.id
    }

    /// The types that every portal has: api-reference/crm/data-types.md.
    static let entityTypes: [(id: String, word: String, title: LocalizedText)] = [
        ("1", "lead", .init("Lead", ru: "Лид")), ("2", "deal", .init("Deal", ru: "Сделка")),
        ("3", "contact", .init("Contact", ru: "Контакт")), ("4", "company", .init("Company", ru: "Компания")),
        ("7", "quote", .init("Estimate", ru: "Предложение")),
        ("31", "invoice", .init("Invoice", ru: "Счёт")),
    ]

    /// The names before an equals sign in a text such as "limit = rows at most; start = ...".
    private static func assigned(in text: String) -> [String] {
        var names: [String] = []
        let words = text.split(whereSeparator: \.isWhitespace)
        for (word, next) in zip(words, words.dropFirst()) where next == "=" {
            if word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) { names.append(String(word)) }
        }
        return names
    }
}
