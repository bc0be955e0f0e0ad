import JSON
import Testing

@testable import PortalEmulator

/// What a value of a request becomes, and how it is shown again, type by type.
@Suite struct FieldValuesTests {
    private let values = FieldValues(
        offset: 3 * 3600, currency: "USD", userExists: { $0 < 100 }, statusExists: { $0 == "SOURCE" && $1 == "WEB" },
        addFile: { name, content in content == "broken" ? nil : name.count }, fileAddress: { "/f/\($0)" })

    private static func field(
        _ type: FieldType, isMultiple: Bool = false, settings: JSONValue? = nil
    ) -> ItemField {
        var field = ItemField("x", "X", type, title: "Field")
        field.isMultiple = isMultiple
        field.isDynamic = true
        field.settings = settings
        field.options = [.init(id: 7, value: "Seven"), .init(id: 8, value: "Eight")]
        if type == .crmStatus { field.statusType = "SOURCE" }
        return field
    }

    @Test(
        arguments: [
            (.string, "abc", "abc"), (.string, 12, "12"), (.string, "", nil), (.string, nil, nil),
            (.integer, 5, 5), (.integer, "5", 5), (.integer, 5.0, 5),
            (.double, 9999.9, 9999.9), (.double, "10", 10), (.double, -1, -1),
            (.boolean, "Y", "Y"), (.boolean, 1, "Y"), (.boolean, true, "Y"), (.boolean, "0", "N"),
            (.boolean, false, "N"),
            (.date, "2026-01-15", "2026-01-15T03:00:00+03:00"),
            (.date, "2026-01-15T03:00:00+03:00", "2026-01-15T03:00:00+03:00"),
            (.date, "15.01.2026", "2026-01-15T03:00:00+03:00"),
            (.datetime, "2026-01-15T10:00:00+00:00", "2026-01-15T13:00:00+03:00"),
            (.datetime, "2026-01-15 10:00:00", "2026-01-15T10:00:00+03:00"),
            (.datetime, "15.01.2026 10:00", "2026-01-15T10:00:00+03:00"),
            (.money, "300|EUR", "300|EUR"), (.money, 300, "300|USD"), (.money, "99.50|RUB", "99.50|RUB"),
            (.enumeration, 7, 7), (.enumeration, "8", 8), (.enumeration, 0, nil), (.enumeration, "", nil),
            (.employee, 5, 5), (.employee, "5", 5), (.employee, 0, nil),
            (.crm, "D_1", "D_1"), (.crm, "T80_6", "T80_6"), (.crm, "SI_7", "SI_7"), (.crm, 12, "12"),
            (.crmStatus, "WEB", "WEB"), (.url, "example.com", "example.com"),
            (.address, "Elm Street 1", "Elm Street 1"),
            (.custom, "anything", "anything"), (.informationBlockElement, "3", 3),
        ] as [(FieldType, JSONValue, JSONValue)])
    func accepted(type: FieldType, value: JSONValue, shown: JSONValue) throws {
        let field = Self.field(type)
        let stored = try values.stored(value, for: field)
        #expect(values.rendered(stored, of: field) == shown)
    }

    @Test(
        arguments: [
            (.string, ["a"]), (.integer, "abc"), (.integer, 1.5), (.integer, "12abc"), (.double, "ten"),
            (.boolean, "maybe"), (.boolean, 2), (.date, "2026-02-30"), (.date, "formatDate(monthAgo)"), (.date, 5),
            (.datetime, "yesterday"), (.datetime, "2026-01-15T25:00:00"), (.money, "300|euro"), (.money, "many|EUR"),
            (.money, "1|EUR|2"), (.enumeration, 9), (.enumeration, "Seven"), (.employee, 100), (.employee, "Anna"),
            (.crm, "Z_1"), (.crm, "D_"), (.crm, "D_0"), (.crm, "DEAL"), (.crmStatus, "PIGEON"), (.file, "name"),
            (.file, ["name.txt"]), (.file, ["name.txt", "broken"]), (.file, ["id": 5]), (.url, ["a": 1]),
        ] as [(FieldType, JSONValue)])
    func refused(type: FieldType, value: JSONValue) {
        #expect(throws: FieldError.valueNotValid(field: "Field")) {
            try values.stored(value, for: Self.field(type))
        }
    }

    @Test(
        arguments: [
            (.string, ["MIN_LENGTH": 3], "abc", "ab"), (.string, ["MAX_LENGTH": 3], "abc", "abcd"),
            (.string, ["REGEXP": "/^[A-Z]{2}-\\d+$/"], "AB-12", "ab-12"), (.string, ["REGEXP": "/^x/i"], "Xy", "y"),
            (.integer, ["MIN_VALUE": 10], 10, 9), (.integer, ["MAX_VALUE": 10], 10, 11),
            (.double, ["MAX_VALUE": 1], 1, 1.1),
            (.url, ["MIN_LENGTH": 4], "a.io", "a.i"),
        ] as [(FieldType, JSONValue, JSONValue, JSONValue)])
    func limits(type: FieldType, settings: JSONValue, good: JSONValue, bad: JSONValue) throws {
        let field = Self.field(type, settings: settings)
        #expect(try values.stored(good, for: field) != .null)
        #expect(throws: FieldError.valueNotValid(field: "Field")) { try values.stored(bad, for: field) }
    }

    @Test func precisionRounds() throws {
        let field = Self.field(.double, settings: ["PRECISION": 2])
        #expect(try values.stored(1.005, for: field) == 1)
        #expect(try values.stored(2.345678, for: field) == .number(2.35))
    }

    @Test(
        arguments: [
            ("text", "string"), (5, "integer"), (1.5, "double"), (true, "boolean"),
        ] as [(JSONValue, String)])
    func aMultipleFieldWantsAList(value: JSONValue, type: String) {
        #expect(throws: FieldError.notIterable(type: type)) {
            try values.stored(value, for: Self.field(.string, isMultiple: true))
        }
    }

    @Test func multipleValues() throws {
        let field = Self.field(.url, isMultiple: true)
        #expect(try values.stored(["a.io", "", "b.io"], for: field) == ["a.io", "b.io"])
        #expect(try values.stored(["0": "a.io", "1": "b.io"], for: field) == ["a.io", "b.io"])
        #expect(try values.stored(.null, for: field) == .null)
        #expect(values.rendered(.null, of: field) == .array([]))
        #expect(throws: FieldError.valueNotValid(field: "Field")) {
            try values.stored(["1", "x"], for: Self.field(.integer, isMultiple: true))
        }
    }

    @Test func filesAreAddedKeptAndCleared() throws {
        let field = Self.field(.file)
        let stored = try values.stored(["green.png", "aGk="], for: field)
        #expect(stored == ["id": 9, "name": "green.png"])
        #expect(values.rendered(stored, of: field) == ["id": 9, "url": "/f/9", "urlMachine": "/f/9"])
        #expect(try values.stored(["id": 9], for: field, current: stored) == stored)
        #expect(try values.stored("", for: field, current: stored) == .null)
        let many = Self.field(.file, isMultiple: true)
        let two = try values.stored([["id": 9], ["b.txt", "aGk="]], for: many, current: .array([stored]))
        #expect(two == [["id": 9, "name": "green.png"], ["id": 5, "name": "b.txt"]])
    }
}
