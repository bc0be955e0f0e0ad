public import Localization
public import LuaRuntime
import JSON

/// What a prompt shows of the results of an entry.
///
/// ```swift
/// EntryDisplay(width: 80).text([.string("HR")])   // "HR" in quotes: it can be pasted back
/// ```
public struct EntryDisplay: Sendable {
    /// The forms that `.format` names.
    public enum Form: String, Sendable, CaseIterable {
        /// Records as a table, everything else as Lua.
        case auto
        /// Records as a table, one record downwards, texts as they are.
        case table
        case json
        /// Lua that can be pasted back.
        case lua
    }

    /// The form.
    public var form: Form
    /// Columns of the terminal; `Int.max` cuts nothing.
    public var width: Int
    /// The language of notes.
    public var language: Language
    /// Names that stand beside the ids of people, in every form but JSON.
    public var people = PeopleNames()

    /// Arrays inside a value show this many elements.
    private static let mostElements = 200

    /// A display.
    public init(form: Form = .auto, width: Int = 80, language: Language = .en) {
        self.form = form
        self.width = width
        self.language = language
    }

    /// The text of results, without the last line end; `nil` when there is nothing to show.
    public func text(_ results: [LuaValue]) -> String? {
        guard !results.isEmpty else { return nil }
        switch form {
        case .json:
            return JSONWriter.string(
                results.count == 1 ? results[0].jsonValue : .array(results.map(\.jsonValue)), pretty: true)
        case .lua: return results.map(lua.format).joined(separator: "\n")
        case .table: return results.map { asTable($0) ?? asText($0) }.joined(separator: "\n")
        case .auto: return results.map { asTable($0) ?? described($0) }.joined(separator: "\n")
        }
    }

    /// Rows of a list as `text` would show them as one value.
    public func text(rows: [LuaValue]) -> String? { text([.table(LuaTable(marker: .array, array: rows))]) }

    private var lua: LuaFormatter {
        var formatter = LuaFormatter(width: min(width, 120))
        formatter.notesLanguage = language
        formatter.people = people
        formatter.mostElements = Self.mostElements
        return formatter
    }

    private var table: TableFormatter {
        var formatter = TableFormatter(width: width, language: language)
        formatter.isForReading = true
        formatter.people = people
        return formatter
    }

    /// Records as a table; also those that are all there is in an answer such as `{ types = {...} }`.
    private func asTable(_ value: LuaValue) -> String? {
        guard case .table(let whole) = value.expanded else { return nil }
        if whole.isListOfRecords { return table.format(.table(whole)) }
        guard whole.array.isEmpty, whole.fields.count == 1, case .table(let inner) = whole.fields[0].value.expanded,
            inner.isListOfRecords
        else { return nil }
        return whole.fields[0].key.text + ":\n" + table.format(.table(inner))
    }

    private func asText(_ value: LuaValue) -> String {
        switch value.expanded {
        case .string(let text): text
        case .table(let record): table.format(.table(record))
        default: described(value)
        }
    }

    /// A value as Lua; what has no such form by what it is.
    private func described(_ value: LuaValue) -> String {
        switch value {
        case .function(let function):
            if let host = function.hostFunction { return "function " + host.signature }
            if function.isIterator { return Texts.shownIterator[language] }
            return "function" + (function.definition.map { " (\($0.start))" } ?? "")
        case .object(let object): return object.luaDescription
        case .opaque(let text): return text
        default: return lua.format(value)
        }
    }
}

extension LuaTable {
    /// Whether this is an array whose elements are all records.
    var isListOfRecords: Bool {
        guard fields.isEmpty, !array.isEmpty else { return false }
        return array.allSatisfy { element in
            guard case .table(let record) = element.expanded else { return false }
            return record.array.isEmpty && !record.fields.isEmpty
        }
    }
}
