import Testing

/// What `make demo` shows, word by word; the other scripts are in ``CookbookTests``.
@Suite struct DemoTests {
    private static let folder = CookbookTests.scripts

    @Test func theDemoBuildsAWorkplaceAndLeavesItAlone() async throws {
        let home = try Home()
        let first = try await home.b24("run", "\(Self.folder)/demo.lua")
        #expect(first.status == 0, "\(first)")
        for text in [
            "  + Leave (id ", "  + Business trips (id ", "  + People (id ",
            "  1. Open the digital workplace",
        ] {
            #expect(first.output.contains(text), "\(text) is missing in:\n\(first.output)")
        }
        #expect(first.output.contains("Leave           People         2  closed\n"))
        #expect(first.output.contains("Business trips  People         0  open\n"))
        let second = try await home.b24("run", "\(Self.folder)/demo.lua")
        #expect(second.status == 0, "\(second)")
        #expect(!second.output.contains("  + "))
        #expect(second.output.contains("  = People (id "))
        // A second run plans nothing.
        let dry = try await home.b24("--dry-run", "run", "\(Self.folder)/demo.lua")
        #expect(dry.errors.contains("Dry run: nothing would be changed."))
    }

    @Test func theDemoCanBeRehearsed() async throws {
        let home = try Home()
        let dry = try await home.b24("--dry-run", "--json", "run", "\(Self.folder)/demo.lua")
        #expect(dry.status == 0, "\(dry)")
        let meta = try #require(try dry.envelope()["meta"] as? [String: Any])
        let methods = (meta["plan"] as? [[String: Any]])?.compactMap { $0["method"] as? String } ?? []
        #expect(methods.prefix(3) == ["crm.type.add", "crm.type.add", "crm.automatedsolution.add"])
        #expect(methods.count { $0 == "crm.item.add" } == 2)
        let there = try await home.b24("-q", "eval", "return b24.workplace.find 'People' == nil")
        #expect(there.output == "true\n")
    }
}
