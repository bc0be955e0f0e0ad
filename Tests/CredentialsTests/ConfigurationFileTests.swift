import Bitrix24
import Foundation
import Testing

@testable import Credentials

@Suite struct ConfigurationFileTests {
    static let text = """
        # mine
        default_profile = "acme" # usual

        [profiles.acme] # main
        domain = "acme.bitrix24.com"
        read_only = true

        # box
        [profiles.box]
        domain = "box.example.com"
        """

    private func edited(
        _ text: String = text, renaming: (String, String)? = nil,
        _ body: (inout Configuration) throws(CredentialsError) -> Void
    ) throws -> String {
        let folder = try TemporaryFolder()
        let file = ConfigurationFile(path: try folder.write("config.toml", text))
        try file.edit(renaming: renaming.map { ($0.0, $0.1) }, body)
        #expect(folder.names == ["config.toml", "config.toml.lock"])
        return try folder.text("config.toml")
    }

    @Test func commentsAndOrderStay() throws {
        let result = try edited { configuration in
            var new = Profile(name: "новый")
            new.domain = "new.bitrix24.ru"
            new.store = .keyring
            new.isProtected = true
            configuration.profiles.append(new)
            configuration.defaultProfile = "новый"
            configuration.profiles[0].isReadOnly = false
            configuration.profiles[0].plan = .box
        }
        #expect(
            result == """
                # mine
                default_profile = "новый" # usual

                [profiles.acme] # main
                domain = "acme.bitrix24.com"
                plan = "box"

                # box
                [profiles.box]
                domain = "box.example.com"

                [profiles."новый"]
                domain = "new.bitrix24.ru"
                protected = true
                store = "keyring"

                """)
    }

    @Test func aProfileGoesAndAnotherIsRenamed() throws {
        let result = try edited(renaming: ("box", "office")) {
            $0.profiles.removeAll { $0.name == "acme" }
            $0.defaultProfile = "office"
        }
        #expect(
            result == """
                # mine
                default_profile = "office" # usual

                # box
                [profiles.office]
                domain = "box.example.com"
                """)
    }

    @Test(arguments: [
        "[profiles]\nacme = { domain = \"a\" }", "profiles.acme = { domain = \"a\" }",
        "[profiles.acme]\n[profiles]\nbox.domain = 'b'",
    ])
    func otherFormsAreChangedRightOrNotAtAll(_ text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("config.toml", text)
        let file = ConfigurationFile(path: path)
        let wanted: (inout Configuration) -> Void = {
            for index in $0.profiles.indices { $0.profiles[index].isProtected = true }
        }
        var expected = try file.load()
        wanted(&expected)
        do throws(CredentialsError) {
            try file.edit { (configuration) throws(CredentialsError) in wanted(&configuration) }
            #expect(try file.load() == expected)
        } catch {
            #expect(error.kind == .configuration)
            #expect(try folder.text("config.toml") == text)
        }
        try file.edit(renaming: ("acme", "renamed")) { _ in }
        #expect(try file.load()["renamed"] != nil)
        try file.edit { $0.profiles.removeAll { $0.name == "renamed" } }
        #expect(try file.load()["renamed"] == nil)
    }

    @Test func aBrokenFileIsNotTouched() throws {
        let folder = try TemporaryFolder()
        let file = ConfigurationFile(path: try folder.write("config.toml", "[profiles.a]\noops\n"))
        #expect(throws: CredentialsError.self) { try file.edit { $0.defaultProfile = "a" } }
        #expect(try folder.text("config.toml") == "[profiles.a]\noops\n")
    }

    @Test func modeAndLinkStay() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/dotfiles", withIntermediateDirectories: true)
        try folder.write("dotfiles/b24.toml", "# kept\n", mode: 0o640)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/config.toml", withDestinationPath: "dotfiles/b24.toml")
        try ConfigurationFile(path: folder.path + "/config.toml").edit { $0.defaultProfile = "x" }
        #expect(try folder.text("dotfiles/b24.toml") == "# kept\ndefault_profile = \"x\"\n")
        #expect(folder.mode("dotfiles/b24.toml") == 0o640)
        let kind =
            try FileManager.default.attributesOfItem(atPath: folder.path + "/config.toml")[.type] as? FileAttributeType
        #expect(kind == .typeSymbolicLink)
        // A new file is its owner's alone.
        try ConfigurationFile(path: folder.path + "/new/config.toml").edit { $0.defaultProfile = "x" }
        #expect(folder.mode("new/config.toml") == 0o600)
        #expect(folder.mode("new") == 0o700)
    }

    @Test func manyWritersLoseNothing() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/config.toml"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try ConfigurationFile(path: path).edit { $0.profiles.append(Profile(name: "p\(number)")) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try ConfigurationFile(path: path).load().profiles.count == 20)
        #expect(folder.names == ["config.toml", "config.toml.lock"])
    }

    @Test func aChangeIsTakenBackUnlessSomebodyElseCame() throws {
        let folder = try TemporaryFolder()
        let file = ConfigurationFile(path: try folder.write("config.toml", Self.text))
        let change = try file.edit { $0.profiles.removeAll() }
        #expect(try file.takeBack(change))
        #expect(try folder.text("config.toml") == Self.text)
        let other = try file.edit { $0.defaultProfile = "box" }
        try file.edit { $0.credentialHelper = "x" }
        #expect(try !file.takeBack(other))
        #expect(try file.load().defaultProfile == "box")
    }

    @Test func aLineIsFound() throws {
        let folder = try TemporaryFolder()
        let file = ConfigurationFile(path: try folder.write("config.toml", Self.text))
        #expect(file.line(of: "domain", profile: "box") == 10)
        #expect(file.line(of: "plan", profile: "box") == nil)
        #expect(file.line(of: "domain", profile: "nobody") == nil)
    }
}
