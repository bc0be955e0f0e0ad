import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct ParameterEncoderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var value: LuaValue
        var json: String
        var testDescription: String { name }
    }

    static let values: [Case] = [
        Case(name: "nil", value: .nil, json: "null"),
        Case(name: "b24.null", value: .null, json: "null"),
        Case(name: "integer", value: .integer(.max), json: "9223372036854775807"),
        Case(name: "text", value: .string("ё"), json: "\"ё\""),
        Case(name: "array", value: .table(LuaTable(array: [.integer(1), .boolean(true)])), json: "[1,true]"),
        Case(name: "empty", value: .table(LuaTable()), json: "[]"),
        Case(name: "empty array", value: .table(LuaTable(marker: .array)), json: "[]"),
        Case(name: "empty object", value: .table(LuaTable(marker: .object)), json: "{}"),
        Case(name: "object", value: .table(LuaTable(fields: [("id", .integer(13))])), json: #"{"id":13}"#),
        Case(
            name: "null in an object", value: .table(LuaTable(fields: [("id", .null)])), json: #"{"id":null}"#),
        Case(
            name: "mixed: an OR filter",
            value: .table(
                LuaTable(
                    array: [.table(LuaTable(fields: [("id", .integer(1))]))], fields: [("logic", .string("OR"))])),
            json: #"{"0":{"id":1},"logic":"OR"}"#),
        Case(
            name: "array marked as object", value: .table(LuaTable(marker: .object, array: [.integer(5)])),
            json: #"{"0":5}"#),
    ]

    @Test(arguments: values) func value(_ row: Case) throws {
        #expect(JSONWriter.string(try ParameterEncoder.encode(row.value)) == row.json)
    }

    @Test func integerKeysStayAsTheyAre() throws {
        var table = LuaTable()
        table.fields = [(.integer(13), .string("a")), (.integer(0), .string("b"))]
        #expect(JSONWriter.string(try ParameterEncoder.encode(.table(table))) == #"{"13":"a","0":"b"}"#)
    }

    @Test func aListWithAGapIsRefused() throws {
        var list = LuaTable(array: [.integer(1)])
        list.fields = [(.integer(3), .integer(3))]
        let error = try #require(throws: ModuleError.self) {
            try ParameterEncoder.encode(.table(LuaTable(fields: [("ids", .table(list))])), method: "crm.item.list")
        }
        #expect(error.text.en.contains("'ids[2]'") && error.text.en.contains("nil"))
        #expect(error.text.ru.contains("'ids[2]'"))
    }

    @Test func emptyTablesFollowTheDocumentation() throws {
        let empty = LuaValue.table(LuaTable())
        let type = LuaTable(fields: [
            ("title", .string("Leave")),
            ("relations", .table(LuaTable(fields: [("parent", empty)]))), ("linkedUserFields", empty),
        ])
        let parameters = LuaValue.table(LuaTable(fields: [("fields", .table(type))]))
        let object = try ParameterEncoder.encode(parameters, method: "crm.type.add")
        #expect(
            JSONWriter.string(.object(object))
                == #"{"fields":{"title":"Leave","relations":{"parent":[]},"linkedUserFields":{}}}"#)
        let list = LuaValue.table(LuaTable(fields: [("filter", empty), ("select", empty), ("order", empty)]))
        #expect(
            JSONWriter.string(.object(try ParameterEncoder.encode(list, method: "crm.item.list")))
                == #"{"filter":{},"select":[],"order":{}}"#)
    }

    @Test func positionalParametersCountFromZero() throws {
        let parameters = LuaValue.table(LuaTable(array: [.integer(12), .string("text")]))
        let object = try ParameterEncoder.encode(parameters, method: "task.commentitem.add")
        #expect(JSONWriter.string(.object(object)) == #"{"0":12,"1":"text"}"#)
    }

    /// Offender and what the message says of it, in both languages.
    static let offenders: [(value: LuaValue, path: String, reason: String)] = [
        (.number(.nan), "'fields.relations.parent[2]'", "not a finite number"),
        (.number(.infinity), "'fields.relations.parent[2]'", "not a finite number"),
        (.bytes([0xFF]), "'fields.relations.parent[2]'", "base64"),
        (.opaque("thread"), "'fields.relations.parent[2]'", "type thread"),
        (.object(B24Error(ErrorFacts(message: ""), language: .en, position: nil)), "parent[2]", "b24.Error"),
    ]

    @Test(arguments: offenders.indices) func offendersAreNamedByPath(_ index: Int) throws {
        let row = Self.offenders[index]
        let parent = LuaValue.table(LuaTable(array: [.integer(1), row.value]))
        let relations = LuaValue.table(LuaTable(fields: [("parent", parent)]))
        let fields = LuaValue.table(LuaTable(fields: [("relations", relations)]))
        let error = try #require(throws: ModuleError.self) {
            try ParameterEncoder.encode(.table(LuaTable(fields: [("fields", fields)])), method: "crm.type.add")
        }
        #expect(error.kind == .invalidArgument)
        #expect(error.text.en.contains(row.path))
        #expect(error.text.en.contains(row.reason))
        #expect(error.text.ru.contains("parent[2]"))
    }

    @Test func keysThatNoObjectHasAreRefused() throws {
        for (key, text) in [(LuaTable.Key.boolean(true), "true"), (.number(1.5), "1.5")] {
            var table = LuaTable()
            table.fields = [(key, .integer(1))]
            let error = try #require(throws: ModuleError.self) { try ParameterEncoder.encode(.table(table)) }
            #expect(error.text.en.contains("'\(text)'"))
        }
        var twice = LuaTable(array: [.integer(1)])
        twice.fields = [(.integer(0), .integer(2))]
        #expect(throws: ModuleError.self) { try ParameterEncoder.encode(.table(twice)) }
    }
}
