import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct SPAReferenceTests {
    private func type(_ id: Int64, _ entityTypeID: Int64, _ title: String) -> SPAType {
        SPAType(["id": .integer(id), "entityTypeId": .integer(entityTypeID), "title": .string(title)])!
    }

    private var types: [SPAType] {
        [
            type(13, 156, "Leave"), type(16, 1030, "Purchases"), type(20, 1032, "Archive"), type(22, 1034, "Archive"),
            type(156, 1036, "Twin"),
        ]
    }

    @Test func forms() throws {
        let table = { (fields: [(String, LuaValue)]) in LuaValue.table(LuaTable(fields: fields)) }
        #expect(try SPAReference(.integer(13), path: "spa") == .id(13))
        #expect(try SPAReference(.number(13), path: "spa") == .id(13))
        #expect(try SPAReference(.string("13"), path: "spa") == .title("13"))
        #expect(try SPAReference(table([("entityTypeId", .integer(156))]), path: "spa") == .entityTypeID(156))
        #expect(try SPAReference(table([("id", .integer(13))]), path: "spa") == .id(13))
        #expect(
            try SPAReference(table([("id", .integer(13)), ("entityTypeId", .integer(156))]), path: "spa") == .id(13))
    }

    @Test(arguments: [LuaValue.boolean(true), .nil, .number(1.5), .table(LuaTable())]) func refused(value: LuaValue) {
        let error = #expect(throws: ModuleError.self) { try SPAReference(value, path: "typeIds[2]") }
        #expect(error?.text.en.contains("'typeIds[2]'") == true)
        #expect(error?.text.ru.contains("'typeIds[2]'") == true)
    }

    @Test func theTypeIDWinsWhereANumberIsBoth() throws {
        #expect(try SPAMatch.find(.id(156), among: types).title == "Twin")
        #expect(try SPAMatch.find(.entityTypeID(156), among: types).title == "Leave")
        #expect(try SPAMatch.find(.title("Purchases"), among: types).id == 16)
    }

    @Test func anEntityTypeIDIsNamed() {
        let error = #expect(throws: ModuleError.self) { try SPAMatch.find(.id(1030), among: types) }
        #expect(error?.kind == .invalidArgument)
        #expect(error?.text.en == "1030: that is an entityTypeId; did you mean type id 16 'Purchases'?")
        #expect(error?.text.ru == "1030: это entityTypeId; возможно, нужен id типа 16 'Purchases'?")
    }

    @Test(arguments: [
        ("Leav", ["'Leave' (type id 13)"]), ("leave", ["'Leave' (type id 13)"]),
        ("purchase", ["'Purchases' (type id 16)"]),
        ("Zebra", []),
    ]) func nearest(title: String, near: [String]) {
        let error = #expect(throws: ModuleError.self) { try SPAMatch.find(.title(title), among: types) }
        #expect(error?.kind == .notFound)
        #expect(error?.text.en.contains("'\(title)'") == true)
        for name in near {
            #expect(error?.text.en.contains(name) == true, "\(error?.text.en ?? "")")
            #expect(error?.text.ru.contains(name) == true)
        }
        if near.isEmpty { #expect(error?.text.en.contains("?") == false) }
    }

    @Test func severalAreListed() {
        let error = #expect(throws: ModuleError.self) { try SPAMatch.find(.title("Archive"), among: types) }
        for text in [error?.text.en, error?.text.ru] {
            #expect(text?.contains("type id 20") == true)
            #expect(text?.contains("type id 22") == true)
        }
    }
}
