import B24Scripting
import Foundation
import PortalConfiguration
import PortalEmulator
import Testing

/// A description, the portal that is made of it, and the description of that.
@Suite struct RoundTripTests {
    /// From 5 to 19 objects, two of each: the chances lie in what they are. And one that takes several pages of a list.
    private static let sizes = (0..<29).map { 5 + $0 / 2 } + [200]

    private static func read(_ lua: String) async throws -> ConfigurationModel {
        try await ConfigurationFile(profile: "test").model("portal.lua", Array(lua.utf8))
    }

    @Test(arguments: Array(sizes.enumerated()))
    func exportOfWhatWasAppliedIsEqual(_ index: Int, _ size: Int) async throws {
        var generator = GeneratedConfiguration(seed: UInt64(index) + 1)
        let described = try generator.model(objects: size)
        let first = try await ConfiguredPortal()
        var book = NameBook(portal: "p")
        #expect(try await first.apply(described, &book) > 0)
        #expect(try await first.apply(described, &book) == 0)
        let exported = try await first.export()
        try await first.portal.stop()

        let second = try await ConfiguredPortal()
        let model = try await Self.read(exported)
        var names = NameBook(portal: "p")
        try await second.apply(model, &names)
        #expect(try await second.export() == exported)
        #expect(try await second.apply(model, &names) == 0)
        // Without what is known of names, nothing is made twice either.
        var nothing = NameBook(portal: "p")
        #expect(try await second.apply(model, &nothing) == 0)
        try await second.portal.stop()
    }

    /// Answers are lost, requests fail: each apply stops cleanly, and the next one goes on.
    @Test(arguments: ["*:drop:8%", "*:500:8%", "*:reset:8%", "*:truncated:8%", "*:drop-before:8%", "batch:twice:20%"])
    func faultsAreOutlived(_ fault: String) async throws {
        var generator = GeneratedConfiguration(seed: 77)
        let described = try generator.model(objects: 60)
        let calm = try await ConfiguredPortal()
        var book = NameBook(portal: "p")
        try await calm.apply(described, &book)
        let expected = try await calm.export()
        try await calm.portal.stop()

        let troubled = try await ConfiguredPortal([fault])
        var names = NameBook(portal: "p")
        var attempts = 0
        while attempts < 200 {
            attempts += 1
            do {
                try await troubled.apply(described, &names)
                break
            } catch { continue }
        }
        #expect(attempts < 200)
        var exported: String?
        while exported == nil { exported = try? await troubled.export() }
        #expect(exported == expected)
        try await troubled.portal.stop()
    }
}
