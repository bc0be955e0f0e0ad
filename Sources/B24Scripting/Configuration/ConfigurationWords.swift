import Bitrix24
import JSON
import Localization
import LuaRuntime
import PortalConfiguration
import Synchronization

/// The words that a description in Lua is made of, and what it has said with them so far.
final class ConfigurationWords: Sendable {
    private let profile: String
    private let given: [String: String]
    private let declared = Mutex<[DescribedObject]>([])
    private let variables = Mutex<LuaTable?>(nil)
    private let keyLines = Mutex(KeyLines())

    init(profile: String, given: [String: String]) {
        self.profile = profile
        self.given = given
    }

    var functions: [HostFunction] {
        ObjectKind.allCases.flatMap(words) + [include, variablesWord, variable]
    }

    /// Notes where the keys of a source stand.
    func read(_ chunk: LuaChunk) { keyLines.withLock { $0.read(chunk.source, file: chunk.name) } }

    fileprivate func place(of key: String, in table: FilePlace) -> FilePlace? {
        keyLines.withLock { $0.place(of: key, in: table) }
    }

    /// What was described, in order.
    ///
    /// - Throws: ``PortalConfiguration/ConfigurationProblems`` for parts that are part of nothing.
    func drafts() throws -> [WrittenObject] {
        let declared = declared.withLock { $0 }
        var used: Set<ObjectIdentifier> = []
        let drafts = declared.filter { $0.kind.parent == nil }.map { $0.draft(noting: &used) }
        let lost = declared.filter { $0.kind.parent != nil && !used.contains(ObjectIdentifier($0)) }
        // The checker says what is wrong with them.
        return drafts + lost.map { $0.draft(noting: &used) }
    }

    // MARK: Words

    /// `workplace "HR"`, and `workplace.HR`.
    private func words(of kind: ObjectKind) -> [HostFunction] {
        let body: @Sendable (HostCall) throws -> [LuaValue] = { [self] call in
            guard case .string(let name) = call.argument(0) else { return [] }
            return [.object(DescribedObject(kind, name, call.place, self))]
        }
        let parameter = HostFunction.Parameter("name", .string, ConfigurationTexts.wordName)
        return [kind.rawValue, kind.rawValue + ".__index"].map {
            HostFunction($0, parameters: [parameter], doc: ConfigurationTexts.word(kind), body: .sync(body))
        }
    }

    private var include: HostFunction {
        HostFunction(
            "include", parameters: [.init("file", .string, ConfigurationTexts.includedFile)],
            doc: ConfigurationTexts.include,
            body: .lua("return function(file) return (require(file)) end"))
    }

    private var variablesWord: HostFunction {
        HostFunction(
            "variables", parameters: [.init("values", .any, ConfigurationTexts.variableValues)],
            doc: ConfigurationTexts.variables,
            body: .sync { [self] call in
                guard case .table(let table) = call.argument(0) else {
                    throw ModuleError(.invalidArgument, ConfigurationTexts.variablesShape)
                }
                variables.withLock { $0 = table }
                return []
            })
    }

    private var variable: HostFunction {
        HostFunction(
            "var.__index", parameters: [.init("name", .string, ConfigurationTexts.variableName)],
            doc: ConfigurationTexts.variable,
            body: .sync { [self] call in
                guard case .string(let name) = call.argument(0) else { return [] }
                return [try value(name)]
            })
    }

    private func value(_ name: String) throws -> LuaValue {
        if let value = given[name] { return .string(value) }
        if name == "profile" { return .string(profile) }
        let table = variables.withLock { $0 }
        var known = ["profile"] + given.keys
        for section in [profile, "default"] {
            guard case .table(let values)? = table?[section] else { continue }
            if let value = values[name] { return value }
            known += values.fields.map(\.key.name)
        }
        throw ModuleError(
            .invalidArgument, ConfigurationTexts.unknownVariable(name, profile),
            hint: Nearest.names(name, among: known).first.map(ConfigurationTexts.didYouMean)
                ?? ConfigurationTexts.howToSetVariables(name))
    }

    fileprivate func declare(_ object: DescribedObject) { declared.withLock { $0.append(object) } }
}

/// `funnel "General"`: an object by its name, and with a table behind it what is said of it.
final class DescribedObject: LuaObject {
    static let luaTypeName = "b24.described"

    let kind: ObjectKind
    let name: String
    private let words: ConfigurationWords
    private let place: FilePlace
    private let body = Mutex<(LuaTable, FilePlace)?>(nil)

    fileprivate init(_ kind: ObjectKind, _ name: String, _ place: FilePlace, _ words: ConfigurationWords) {
        self.kind = kind
        self.name = name
        self.place = place
        self.words = words
    }

    static let luaMethods: [HostFunction] = [
        HostFunction(
            "__call", parameters: [.init("description", .any, ConfigurationTexts.wordBody)],
            doc: ConfigurationTexts.describe,
            body: .sync { call in
                guard let object = call.receiver as? DescribedObject else { return [] }
                guard case .table(let table) = call.argument(0) else {
                    throw ModuleError(
                        .invalidArgument, ConfigurationTexts.notADescription(object.luaDescription))
                }
                let isFirst = object.body.withLock { body in
                    defer { body = (table, call.place) }
                    return body == nil
                }
                guard isFirst else {
                    throw ModuleError(.invalidArgument, ConfigurationTexts.describedAgain(object.luaDescription))
                }
                object.words.declare(object)
                return [.object(object)]
            })
    ]

    func luaField(_ name: String) -> LuaValue? { nil }
    var luaFieldNames: [String] { [] }
    var luaDescription: String { Address(kind, [name]).description }

    /// - Parameter used: gets the parts that it has.
    func draft(noting used: inout Set<ObjectIdentifier>) -> WrittenObject {
        let (table, place) = body.withLock { $0 } ?? (LuaTable(), place)
        var members: [WrittenObject.Member] = []
        for (index, value) in table.array.enumerated() {
            members.append(WrittenObject.Member("[\(index + 1)]", Self.value(value, &used)))
        }
        for (key, value) in table.fields {
            let line = words.place(of: key.name, in: place)
            members.append(WrittenObject.Member(key.name, Self.value(value, &used), place: line))
        }
        return WrittenObject(kind, name, members, place: place)
    }

    private static func value(_ value: LuaValue, _ used: inout Set<ObjectIdentifier>) -> WrittenValue {
        switch value {
        case .boolean(let flag): return .plain(.bool(flag))
        case .integer(let number): return .plain(.integer(number))
        case .number(let number): return .plain(.number(number))
        case .string(let text): return .plain(.string(text))
        case .object(let object as DescribedObject):
            guard object.kind.parent != nil, object.body.withLock({ $0 != nil }) else {
                return .reference(object.kind, object.name)
            }
            used.insert(ObjectIdentifier(object))
            return .draft(object.draft(noting: &used))
        case .table(let table) where table.fields.isEmpty:
            return .list(table.array.map { Self.value($0, &used) })
        case .table(let table):
            var members = table.array.enumerated().map { index, value in
                WrittenObject.Member(index == 0 ? "" : "[\(index + 1)]", Self.value(value, &used))
            }
            members += table.fields.map { WrittenObject.Member($0.key.name, Self.value($0.value, &used)) }
            return .record(members)
        default: return .other(value.typeName)
        }
    }
}

extension HostCall {
    fileprivate var place: FilePlace { FilePlace(file: position?.file ?? "?", line: position?.line) }
}
