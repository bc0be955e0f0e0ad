import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct AccessTests {
    @Test(arguments: [
        ("'U2'", [2] as [Int64]), ("{ 'U2', 'U2', 3 }", [2, 3]), ("{ 'D5' }", [2]), ("{ 'DR5' }", [2, 3, 6]),
        ("{ 'DR1' }", [1, 2, 3, 5, 6]), ("{ 'D6', 'D7' }", [3, 5, 6]), ("{ 'SG7' }", [1, 3, 5]), ("{ 'SG7_A' }", [1]),
        ("{ 'SG7_E' }", [1, 3]), ("{ 'SG7_K' }", [1, 3, 5]), ("{ '2', 3 }", [2, 3]),
        ("{ 'DR5', 'SG7', 'IU2' }", [1, 2, 3, 5, 6]),
        ("{}", []),
    ]) func expand(codes: String, people: [Int64]) async throws {
        let result = try await Office().run("return b24.access.expand(\(codes))")
        #expect(result == [.array(people.map(JSONValue.integer))])
    }

    @Test(arguments: [
        ("{ 'AU' }", "invalid_argument", "AU"), ("{ 'SNDR1' }", "invalid_argument", "SNDR1"),
        ("{ 'U4' }", "invalid_argument", "dismissed"), ("{ 'U99' }", "not_found", "U99"),
        ("{ 'DR99' }", "not_found", "DR99"), ("{ 'SG99' }", "not_found", "SG99"),
        ("{ 'X1' }", "invalid_argument", "'X1'"),
        ("{ true }", "invalid_argument", "codes[1]"),
    ]) func refused(codes: String, kind: String, fact: String) async throws {
        let error = try await Office().failure("b24.access.expand(\(codes))")
        #expect(error["kind"] == .string(kind))
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
    }

    @Test(arguments: [
        ("{ 'AU' }", "За кодом AU нет списка людей"), ("{ 'DR99' }", "DR99: такого отдела нет"),
        ("{ 'SG99' }", "SG99: такой группы нет"), ("{ 'X1' }", "'X1' — не код доступа"),
    ]) func refusedInRussian(codes: String, fact: String) async throws {
        let error = try await Office(language: .ru).failure("b24.access.expand(\(codes))")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
    }

    @Test func usersThatAreNotListedButNamedAreAccepted() async throws {
        var company = Company.demo
        // An integrator: user.get leaves it out, access.name knows it.
        company.failingMethods["user.get"] = .result([])
        #expect(try await Office(company).run("return b24.access.expand { 'U2' }") == [[2]])
    }

    @Test func namesAndRights() async throws {
        let office = Office()
        let result = try await office.run(
            "local n = b24.access.name { 'U1', 'U99', 'nobody' } return n.U1.name, n.U99, next(b24.access.name {}), b24.access.can { 'AU' }, b24.access.can { 'D9' }, b24.access.can {}"
        )
        #expect(result == ["Boss", .null, .null, true, false, false])
        #expect(office.portal.methods == ["access.name", "user.access", "user.access"])
    }
}
