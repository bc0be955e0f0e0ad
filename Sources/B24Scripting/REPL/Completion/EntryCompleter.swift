import Bitrix24
public import Localization
import LuaRuntime
import LuaSyntax

/// Says how an entry can go on: names of Lua and of the module, REST methods with their parameters, what the portal
/// calls its things, commands of the prompt.
///
/// It runs nothing of what was typed and waits for no portal: names of the portal are those that are known by now.
public struct EntryCompleter: Sendable {
    let session: ScriptSession
    let names: PortalNamesCache
    let language: Language
    /// Files and folders of a folder, folders with a slash at their end.
    let files: @Sendable (_ folder: String) -> [String]
    /// The names that `.profile` takes.
    let profiles: @Sendable () -> [String]
    let library: Library

    /// A completer.
    ///
    /// - Parameters:
    ///   - session: whose values can be completed.
    ///   - names: what the portal calls its things.
    ///   - language: of what stands beside the names.
    ///   - files: the content of a folder, for `.load`; folders end in a slash.
    ///   - profiles: the portals that `.profile` knows.
    public init(
        _ session: ScriptSession, names: PortalNamesCache, language: Language,
        files: @escaping @Sendable (_ folder: String) -> [String] = { _ in [] },
        profiles: @escaping @Sendable () -> [String] = { [] }
    ) {
        self.session = session
        self.names = names
        self.language = language
        self.files = files
        self.profiles = profiles
        library = Library(language: language)
    }

    /// Whether names of the portal are being read, so that there may be more candidates soon.
    public var isWaitingForNames: Bool { names.isReading }

    /// Waits for them.
    public func namesSettled() async { await names.settled() }

    /// The candidates at the end of a text.
    public func complete(_ before: String) async -> EntryCompletion {
        if let command = command(before) { return command }
        if before.hasPrefix("?") { return topics(String(before.dropFirst())) }
        let place = EntryPlace(before: before)
        switch place.kind {
        case .nothing: return .none
        case .member(let path, let isMethod): return await members(path, isMethod, place.prefix)
        case .string: return strings(place)
        case .key: return await keys(place)
        case .value:
            let values = values(place, quoted: true)
            return values.candidates.isEmpty ? await globals(place) : values
        case .name: return await globals(place)
        }
    }

    // MARK: Commands of the prompt

    private func command(_ before: String) -> EntryCompletion? {
        guard before.hasPrefix("."), !before.contains("\n") else { return nil }
        let parts = before.dropFirst().split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard let word = parts.first, word.allSatisfy({ $0.isLetter }) else { return nil }
        guard parts.count == 2 else {
            return .matching(
                before,
                DotCommand.all.map { command in
                    .init(
                        "." + command.name.rawValue, suffix: command.argument == nil ? "" : " ",
                        label: command.usage(language),
                        doc: command.doc[language])
                })
        }
        guard let name = DotCommand.Name(rawValue: String(word)) else { return EntryCompletion.none }
        let argument = String(parts[1].drop { $0 == " " })
        switch DotCommand.entry(name).argument {
        case .choice(let words)?, .number(or: let words)?: return .matching(argument, words.map { .init($0) })
        case .profile?: return .matching(argument, profiles().map { .init($0) })
        case .topic?: return topics(argument)
        case .file?: return paths(argument)
        case .lua?, .text?, nil: return EntryCompletion.none
        }
    }

    private func topics(_ prefix: String) -> EntryCompletion {
        let own = library.paths(prefix).map { EntryCompletion.Candidate($0, doc: library.doc(of: $0)) }
        return .matching(prefix, own + methods(prefix))
    }

    private func paths(_ prefix: String) -> EntryCompletion {
        let slash = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
        let folder = String(prefix[..<slash])
        let name = String(prefix[slash...])
        let found = files(folder.isEmpty ? "." : folder).sorted().filter { !$0.hasPrefix(".") || name.hasPrefix(".") }
        return .matching(name, found.map { .init($0) })
    }

    // MARK: Names

    private func globals(_ place: EntryPlace) async -> EntryCompletion {
        let members = await session.members(of: [])
        var candidates = members.map { candidate($0, path: []) }
        candidates += LuaKeyword.allCases.map(\.rawValue).sorted().map { .init($0, doc: Texts.luaKeyword[language]) }
        // What follows a bracket can be a value that only the portal knows.
        if let call = place.call, place.prefix.isEmpty || place.kind == .name {
            candidates = argumentValues(call, place.prefix, quoted: true) + candidates
        }
        return .matching(place.prefix, candidates)
    }

    private func members(_ path: [String], _ isMethod: Bool, _ prefix: String) async -> EntryCompletion {
        if path.starts(with: ["b24", "rest"]) {
            let parent = path.dropFirst(2).joined(separator: ".")
            return .matching(
                prefix,
                MethodCatalogue.standard.children(of: parent).map { name in
                    let method = parent.isEmpty ? name : parent + "." + name
                    return .init(name, doc: library.doc(ofMethod: method))
                })
        }
        let found = await session.members(of: path)
        return .matching(prefix, found.filter { !isMethod || $0.type == "function" }.map { candidate($0, path: path) })
    }

    private func candidate(_ member: LuaMember, path: [String]) -> EntryCompletion.Candidate {
        let name = (path + [member.name]).joined(separator: ".")
        let doc = member.function.map { library.line(of: $0) } ?? library.doc(of: name)
        let isCalled = member.function != nil || member.type == "function"
        return .init(member.name, suffix: isCalled ? "(" : "", doc: doc.isEmpty ? member.type : doc)
    }

    /// REST methods as a whole name: the next parts only, so that a menu stays short.
    private func methods(_ prefix: String) -> [EntryCompletion.Candidate] {
        let parent = prefix.lastIndex(of: ".").map { String(prefix[..<$0]) } ?? ""
        return MethodCatalogue.standard.children(of: parent).map { name in
            let method = parent.isEmpty ? name : parent + "." + name
            return .init(method, doc: library.doc(ofMethod: method))
        }
    }

    // MARK: Arguments

    private func strings(_ place: EntryPlace) -> EntryCompletion {
        guard let call = place.call else { return .none }
        if !call.keys.isEmpty { return values(place, quoted: false) }
        return .matching(place.prefix, argumentValues(call, place.prefix, quoted: false))
    }

    /// What an argument that stands in no table can be.
    private func argumentValues(_ call: EntryPlace.Call, _ prefix: String, quoted: Bool)
        -> [EntryCompletion.Candidate]
    {
        guard call.keys.isEmpty, let parameter = library.parameter(call) else { return [] }
        func text(_ value: String) -> String { quoted ? LuaLiteral.quote(value.utf8) : value }
        let suffix = quoted ? "" : "\""
        if case .choice(let choices) = parameter.type {
            return choices.map { .init(text($0), suffix: suffix, doc: parameter.doc[language].firstLine) }
        }
        switch parameter.name {
        case "method" where !quoted:
            return methods(prefix).map { candidate in
                var candidate = candidate
                if MethodCatalogue.standard.contains(candidate.text) { candidate.suffix = suffix }
                return candidate
            }
        case "subject" where !quoted:
            return library.paths("").map { .init($0, suffix: suffix, doc: library.doc(of: $0)) }
        case "spa", "type",
            "title" where library.isAbout("spa", call):
            return names.names([.types]).types.map {
                .init(text($0.title), suffix: suffix, doc: "id \($0.id), entityTypeId \($0.entityTypeID)")
            }
        case "workplace",
            "title" where library.isAbout("workplace", call):
            return names.names([.workplaces]).workplaces.map {
                .init(text($0.name), suffix: suffix, doc: "id \($0.id)")
            }
        case "name" where call.callee == "require":
            return ModulePages.list(language).map { .init(text($0.0), suffix: suffix, doc: $0.1) }
        case "file", "path": return files(".").sorted().map { .init(text($0), suffix: suffix) }
        default: return []
        }
    }

    /// The keys of the table at the cursor.
    private func keys(_ place: EntryPlace) async -> EntryCompletion {
        guard let call = place.call else { return .none }
        let parameters = library.keys(call)
        var candidates = parameters.map { parameter in
            EntryCompletion.Candidate(parameter.name, suffix: " = ", doc: parameter.doc)
        }
        if let last = call.keys.last, ["filter", "order", "fields"].contains(last) {
            candidates += fields(call).map { .init($0.id, suffix: " = ", doc: $0.name) }
        }
        // An element without a key: the fields of a selection, the types of a workplace.
        let values = values(place, quoted: true).candidates
        guard !(candidates + values).isEmpty else { return await globals(place) }
        return .matching(place.prefix, values + candidates)
    }

    /// The values of the key at the cursor, or the elements of its table.
    private func values(_ place: EntryPlace, quoted: Bool) -> EntryCompletion {
        guard let call = place.call, let key = call.keys.last else { return .none }
        func text(_ value: String) -> String { quoted ? LuaLiteral.quote(value.utf8) : value }
        let suffix = quoted ? "" : "\""
        let entity = library.entityType(call)
        var candidates: [EntryCompletion.Candidate] = []
        switch key {
        case "entityTypeId", "parentEntityTypeId", "ownerTypeId":
            candidates = Library.entityTypes.map { .init($0.id, doc: $0.title[language]) }
            candidates += names.names([.types]).types.map { .init($0.entityTypeID, doc: $0.title) }
        case "typeIds":
            candidates = names.names([.types]).types.map { .init($0.id, doc: $0.title) }
        case "customSectionId", "automatedSolutionId":
            candidates = names.names([.workplaces]).workplaces.map { .init($0.id, doc: $0.name) }
        case "categoryId", "CATEGORY_ID":
            if let entity { candidates = named(names.names([.funnels(entity)]).funnels[entity]) }
        case "stageId", "STAGE_ID":
            if let entity {
                candidates = (names.names([.stages(entity)]).stages[entity] ?? []).map {
                    .init(text($0.id), suffix: suffix, doc: $0.name)
                }
            }
        case "departmentId", "department", "UF_DEPARTMENT", "DEPARTMENT_ID":
            candidates = named(names.names([.departments]).departments)
        case "select":
            candidates = fields(call).map { .init(text($0.id), suffix: suffix, doc: $0.name) }
        default:
            candidates = library.values(of: key, call).map { .init(quoted ? $0 : $0.unquoted, doc: "") }
            if candidates.isEmpty { candidates = fieldValues(of: key, call) }
        }
        return .matching(place.prefix, candidates)
    }

    /// What a field of an item can hold: the choices of a list, people.
    private func fieldValues(of key: String, _ call: EntryPlace.Call) -> [EntryCompletion.Candidate] {
        // A filter may have an operator before the name.
        let field = String(key.drop { !($0.isLetter || $0 == "_") })
        if PeopleNames.isAbout(field) {
            let known = names.people.names.filter { !$0.value.isEmpty }
            return known.sorted { $0.value < $1.value }.map { .init($0.key, doc: $0.value) }
        }
        guard !fields(call).isEmpty, let entity = library.entityType(call) else { return [] }
        return named(names.names([]).fieldValues[entity]?[field])
    }

    private func named(_ list: [PortalNames.Named]?) -> [EntryCompletion.Candidate] {
        (list ?? []).map { .init($0.id, doc: $0.name) }
    }

    /// The fields of the items that a call is about.
    private func fields(_ call: EntryPlace.Call) -> [PortalNames.Named] {
        guard library.method(call)?.hasPrefix("crm.item.") == true, let entity = library.entityType(call) else {
            return []
        }
        return names.names([.fields(entity)]).fields[entity] ?? []
    }
}

extension String {
    var firstLine: String { String(split(separator: "\n", maxSplits: 1).first ?? "") }

    fileprivate var unquoted: String { hasPrefix("\"") ? String(dropFirst().dropLast()) : self }
}
