import Bitrix24
import Localization
import LuaRuntime

/// `methods.lua`, `rest.lua` and `rest/SCOPE.lua`: the catalogue. Every method stands once as a name for `b24.call`, and once
/// as a path below `b24.rest`, with a class of its parameters.
enum MethodTypes {
    /// The type of a method's name.
    static let alias = "b24.Method"

    static func files(_ language: Language) -> [TypeFile] {
        let entries = MethodCatalogue.standard.methods.compactMap { MethodCatalogue.standard.entry($0) }
        let tree = MethodTree(entries)
        let root = RestLines(language)
        var files = [names(entries, language)]
        var top = TypeFiles.head("_", language)
        top += root.node(tree, path: [])
        // What has no family of its own.
        for (_, child) in tree.sorted where child.children.isEmpty { top += root.parameters(of: child) }
        files.append(TypeFiles.file("rest.lua", top))
        for (name, child) in tree.sorted where !child.children.isEmpty {
            let lines = TypeFiles.head("_", language) + root.nodes(child, path: [name])
            files.append(TypeFiles.file("rest/\(name).lua", lines))
        }
        return files
    }

    private static func names(_ entries: [MethodCatalogue.Entry], _ language: Language) -> TypeFile {
        var lines = TypeFiles.head("_", language)
        lines += StubText.comment(TypeTexts.methods[language]) + ["---@alias \(alias)"]
        lines += entries.map { "---| \(StubText.quoted($0.method)) # \(Texts.effect($0.effect)[language])" }
        for (name, type, doc) in [
            ("b24.Integer", "integer|string", TypeTexts.integer), ("b24.Number", "number|string", TypeTexts.number),
            ("b24.Text", "string|number", TypeTexts.text),
            ("b24.Switch", "boolean|string|integer", TypeTexts.flag),
        ] {
            lines += [""] + StubText.comment(doc[language]) + ["---@alias \(name) \(type)"]
        }
        return TypeFiles.file("methods.lua", lines)
    }
}

/// Methods by the parts of their names.
struct MethodTree {
    private(set) var entry: MethodCatalogue.Entry?
    private(set) var children: [String: MethodTree] = [:]

    init(_ entries: [MethodCatalogue.Entry]) {
        for entry in entries { insert(entry, entry.method.split(separator: ".")[...]) }
    }

    private init() {}

    private mutating func insert(_ entry: MethodCatalogue.Entry, _ rest: ArraySlice<Substring>) {
        guard let name = rest.first else {
            self.entry = entry
            return
        }
        children[String(name), default: MethodTree()].insert(entry, rest.dropFirst())
    }

    /// In an order that does not change.
    var sorted: [(String, MethodTree)] {
        children.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.key, $0.value) }
    }
}

/// The lines about methods.
private struct RestLines {
    let language: Language

    init(_ language: Language) { self.language = language }

    /// A part of names, those below it, and the parameters of all of them.
    func nodes(_ tree: MethodTree, path: [String]) -> [String] {
        var lines = node(tree, path: path) + parameters(of: tree)
        for (name, child) in tree.sorted {
            lines += child.children.isEmpty ? parameters(of: child) : nodes(child, path: path + [name])
        }
        return lines
    }

    /// The class of a part of names: the methods right below it are its fields.
    func node(_ tree: MethodTree, path: [String]) -> [String] {
        let name = (["b24.rest"] + path).joined(separator: ".")
        var lines: [String] = []
        if path.isEmpty { lines += StubText.comment(TypeTexts.allMethods[language]) }
        if let entry = tree.entry { lines += StubText.comment(doc(entry)) }
        lines.append("---@class \(name)")
        if let entry = tree.entry { lines.append("---@overload " + function(entry)) }
        lines += tree.sorted.map { part, child in
            if child.children.isEmpty, let entry = child.entry {
                return StubClass.Field(part, function(entry), doc(entry)).line
            }
            return StubClass.Field(part, name + "." + part).line
        }
        return lines + [""]
    }

    private func function(_ entry: MethodCatalogue.Entry) -> String {
        let type = entry.parameters.isEmpty ? "table" : ParameterTypes.className(entry.method)
        return "fun(params?: \(type), opts?: b24.CallOptions): any, b24.Response"
    }

    private func doc(_ entry: MethodCatalogue.Entry) -> String {
        var words = [Texts.effect(entry.effect)[language]]
        if entry.isDeprecated { words.append(Texts.methodDeprecated[language]) }
        if entry.needsApplication { words.append(Texts.methodNeedsApplication[language]) }
        words.append(OfficialPage.link(entry.page, language))
        return words.joined(separator: " · ")
    }

    func parameters(of tree: MethodTree) -> [String] {
        guard let entry = tree.entry, !entry.parameters.isEmpty else { return [] }
        let doc = TypeTexts.parameters(entry.method)[language]
        return ParameterTypes.classes(entry, doc: doc).flatMap { $0.lines + [""] }
    }
}
