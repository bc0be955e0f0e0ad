import Localization
import TOML

/// Takes the members of a TOML table one by one; what is left at the end is an error.
struct TableReader {
    /// For messages.
    let path: String
    /// What the table is called in messages: `[library]`.
    let title: String
    private let line: Int
    private var members: [String: TOMLTable.Member] = [:]
    private var order: [String] = []
    private var known: [String] = []

    init(_ table: TOMLTable, path: String, title: String, line: Int) {
        (self.path, self.title, self.line) = (path, title, line)
        for member in table.members { members[member.key.name] = member }
        order = table.members.map(\.key.name)
    }

    /// The top level of a text.
    static func root(_ bytes: [UInt8], path: String) throws(LibraryError) -> TableReader {
        let document: TOMLDocument
        do {
            document = try TOMLDocument(bytes)
        } catch {
            throw LibraryError(.format, Texts.at(path, error.position.line, error.text))
        }
        return TableReader(document.root, path: path, title: "", line: 1)
    }

    /// The keys that are not taken yet, in their order.
    var rest: [String] { order.filter { members[$0] != nil } }

    mutating func take(_ name: String) -> TOMLNode? {
        known.append(name)
        return members.removeValue(forKey: name)?.node
    }

    mutating func text(_ name: String) throws(LibraryError) -> String? {
        guard let node = take(name) else { return nil }
        guard case .string(let text) = node.value else { throw wrong(node, Texts.isText(name)) }
        return text
    }

    mutating func needed(_ name: String, example: String) throws(LibraryError) -> String {
        guard let text = try text(name), !text.allSatisfy(\.isWhitespace) else {
            throw LibraryError(.format, Texts.at(path, line, Texts.missingKey(name, title)), hint: Texts.write(example))
        }
        return text
    }

    mutating func flag(_ name: String) throws(LibraryError) -> Bool? {
        guard let node = take(name) else { return nil }
        guard case .boolean(let flag) = node.value else { throw wrong(node, Texts.isSwitch(name)) }
        return flag
    }

    /// A whole number that is not negative.
    mutating func count(_ name: String) throws(LibraryError) -> Int? {
        guard let node = take(name) else { return nil }
        guard case .integer(let number) = node.value, number >= 0 else { throw wrong(node, Texts.isCount(name)) }
        return Int(number)
    }

    mutating func texts(_ name: String) throws(LibraryError) -> [(text: String, node: TOMLNode)] {
        guard let node = take(name) else { return [] }
        guard case .array(let elements) = node.value else { throw wrong(node, Texts.isList(name)) }
        var texts: [(String, TOMLNode)] = []
        for element in elements {
            guard case .string(let text) = element.value else { throw wrong(element, Texts.isList(name)) }
            texts.append((text, element))
        }
        return texts
    }

    mutating func table(_ name: String) throws(LibraryError) -> TableReader? {
        guard let node = take(name) else { return nil }
        guard case .table(let table) = node.value else { throw wrong(node, Texts.isTable(name)) }
        let title = self.title.isEmpty ? "[\(name)]" : "[\(self.title.dropFirst().dropLast()).\(name)]"
        return TableReader(table, path: path, title: title, line: node.position.line)
    }

    mutating func tables(_ name: String) throws(LibraryError) -> [TableReader] {
        guard let node = take(name) else { return [] }
        guard case .array(let elements) = node.value else { throw wrong(node, Texts.isTables(name)) }
        var tables: [TableReader] = []
        for element in elements {
            guard case .table(let table) = element.value else { throw wrong(element, Texts.isTables(name)) }
            tables.append(TableReader(table, path: path, title: "[[\(name)]]", line: element.position.line))
        }
        return tables
    }

    /// Complains of what nobody has taken.
    func end() throws(LibraryError) {
        guard let name = rest.first, let member = members[name] else { return }
        let near = known.first { known in
            EditDistance.between(Array(name.lowercased()), Array(known), atMost: known.count < 5 ? 1 : 2) != nil
        }
        throw LibraryError(
            .format, Texts.at(path, member.key.position.line, Texts.unknownKey(name, title)),
            hint: near.map(Texts.didYouMean) ?? Texts.knownKeys(known))
    }

    /// A complaint about a value.
    func wrong(_ node: TOMLNode, _ text: LocalizedText, hint: LocalizedText? = nil) -> LibraryError {
        LibraryError(.format, Texts.at(path, node.position.line, text), hint: hint)
    }

    /// A complaint about the whole table.
    func wrong(_ text: LocalizedText, hint: LocalizedText? = nil) -> LibraryError {
        LibraryError(.format, Texts.at(path, line, text), hint: hint)
    }

    /// The same of an error that knows no place.
    func placed(_ error: LibraryError, at node: TOMLNode? = nil) -> LibraryError {
        LibraryError(error.kind, Texts.at(path, node?.position.line ?? line, error.text), hint: error.hint)
    }
}
