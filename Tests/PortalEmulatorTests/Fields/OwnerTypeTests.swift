import JSON
import PortalEmulator
import Testing

@Suite struct OwnerTypeTests {
    @Test func typesAreListedAsDocumented() async throws {
        let portal = try await TestPortal()
        try portal.expectShape("crm.enum.ownertype", as: .extranet)
        let types = try portal.result("crm.enum.ownertype").arrayValue ?? []
        let example = try Fixtures.load("crm.enum.ownertype", "response")["result"]?.arrayValue ?? []
        #expect(Array(types.prefix(10)) == Array(example.prefix(10)))
        #expect(
            types.first { $0["ID"] == 156 } == [
                "ID": 156, "NAME": "Contracts", "SYMBOL_CODE": "DYNAMIC_156", "SYMBOL_CODE_SHORT": "T9c",
            ])
    }
}
