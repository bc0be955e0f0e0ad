import JSON
import PortalEmulator
import Testing

@Suite struct SystemMethodTests {
    @Test func profileAnswersInTheDocumentedShape() async throws {
        let portal = try await TestPortal()
        let answer = try portal.call("profile").json
        #expect(
            Fixtures.differences(
                answer, from: try Fixtures.load("profile", "response"), optional: ["time.operating_reset_at"]) == [])
        #expect(answer["result"]?["ID"] == "1")
        #expect(answer["result"]?["ADMIN"] == true)
        #expect(try portal.result("profile", as: .employee)["ADMIN"] == false)
    }
}
