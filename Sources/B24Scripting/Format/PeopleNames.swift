import LuaRuntime

/// Names beside the ids of people, where a person reads: `12 Ivanova A.`. Only a prompt has them; what goes to files and
/// programs carries ids.
public struct PeopleNames: Sendable, Equatable {
    /// By id. An empty name belongs to an id that the portal does not know.
    public var names: [String: String]

    /// Nobody is known, or these are.
    public init(_ names: [String: String] = [:]) { self.names = names }

    /// `Ivanova A.`; the first name alone where there is no last one.
    static func short(first: String, last: String) -> String {
        guard !last.isEmpty else { return first }
        return first.first.map { "\(last) \($0)." } ?? last
    }

    // MARK: Which fields

    /// Fields that hold people, as the methods of all generations write them (`assignedById`, `ASSIGNED_BY_ID`), without
    /// their `_` and their `id`: fields of CRM items, activities, tasks, departments.
    private static let fields: Set<String> = [
        "assignedby", "createdby", "updatedby", "modifyby", "modifiedby", "movedby", "lastactivityby", "observers",
        "observer", "responsible", "accomplices", "auditors", "changedby", "closedby", "statuschangedby", "author",
        "editor", "ufhead",
    ]

    /// Whether a field holds the id of a person, or several.
    static func isAbout(_ field: String) -> Bool {
        var name = field.lowercased().filter { $0 != "_" }
        if fields.contains(name) { return true }
        for ending in ["ids", "id"] where name.hasSuffix(ending) {
            name.removeLast(ending.count)
            return fields.contains(name)
        }
        return false
    }

    /// The ids that such a field holds; `nil` when it holds something else.
    static func ids(_ value: LuaValue) -> [String]? {
        switch value.expanded {
        case .integer(let id): return [String(id)]
        case .string(let text) where !text.isEmpty && text.utf8.count < 16 && text.utf8.allSatisfy(isDigit):
            return [text]
        case .table(let table) where table.fields.isEmpty && !table.array.isEmpty:
            let found = table.array.compactMap { element -> String? in
                if case .table = element.expanded { return nil }
                return ids(element)?.first
            }
            return found.count == table.array.count ? found : nil
        default: return nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The people that records name, at any depth, at most so many.
    public static func ids(in values: [LuaValue], most: Int = 200) -> Set<String> {
        var found: Set<String> = []
        func visit(_ value: LuaValue, depth: Int) {
            guard found.count < most, depth < 6, case .table(let table) = value.expanded else { return }
            for element in table.array { visit(element, depth: depth + 1) }
            for (key, element) in table.fields {
                if isAbout(key.text), let ids = ids(element) {
                    found.formUnion(ids.filter { $0 != "0" }.prefix(most - found.count))
                } else {
                    visit(element, depth: depth + 1)
                }
            }
        }
        for value in values { visit(value, depth: 0) }
        return found
    }

    // MARK: What is shown

    /// What a column shows.
    struct Cells {
        var texts: [String]
        /// Columns of the terminal below which a name tells nothing.
        var least: Int
    }

    /// The cells of a column; `nil` when it is about nobody who is known. Ids stand below each other.
    func cells(_ field: String, _ values: [LuaValue]) -> Cells? {
        guard Self.isAbout(field) else { return nil }
        let people = values.map(Self.ids)
        let single = people.compactMap { $0?.count == 1 ? $0?[0] : nil }
        let width = single.map(\.utf8.count).max() ?? 0
        var isKnown = false
        var cells: [String] = []
        for (value, ids) in zip(values, people) {
            guard let ids else {
                guard value.isNothing else { return nil }
                cells.append("")
                continue
            }
            isKnown = isKnown || ids.contains { name($0) != nil }
            let margin = ids.count == 1 ? String(repeating: " ", count: max(0, width - ids[0].utf8.count)) : ""
            cells.append(margin + ids.map(withName).joined(separator: ", "))
        }
        return isKnown ? Cells(texts: cells, least: width + 6) : nil
    }

    /// The value of one field, with names.
    func text(_ field: String, _ value: LuaValue) -> String? { cells(field, [value])?.texts[0] }

    /// The names alone, for a note beside the value.
    func note(_ field: String, _ value: LuaValue) -> String? {
        guard Self.isAbout(field), let ids = Self.ids(value) else { return nil }
        let names = ids.map { name($0) ?? "?" }
        return names.allSatisfy { $0 == "?" } ? nil : names.joined(separator: ", ")
    }

    private func name(_ id: String) -> String? { names[id].flatMap { $0.isEmpty ? nil : $0 } }

    private func withName(_ id: String) -> String { name(id).map { id + " " + $0 } ?? id }
}

extension LuaValue {
    fileprivate var isNothing: Bool {
        switch self {
        case .nil, .null: true
        case .string(let text): text.isEmpty
        // An empty list is written as one.
        case .table(let table): table.array.isEmpty && table.fields.isEmpty
        default: false
        }
    }
}
