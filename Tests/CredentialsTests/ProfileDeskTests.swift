import Bitrix24
import Foundation
import Localization
import Testing

@testable import Credentials

@Suite struct ProfileDeskTests {
    private struct Scene {
        let folder: TemporaryFolder
        let file: ConfigurationFile
        let store = FailingStore()
        let desk: ProfileDesk

        init(_ text: String = "# mine\n[profiles.acme] # main\ndomain = \"a\"\n") throws {
            folder = try TemporaryFolder()
            file = ConfigurationFile(path: try folder.write("config.toml", text))
            let store = store
            desk = ProfileDesk(file) { (_) throws(CredentialsError) in store }
        }

        var text: String { (try? folder.text("config.toml")) ?? "" }
    }

    private func profile(_ name: String) -> Profile {
        var profile = Profile(name: name)
        profile.domain = "new.example.com"
        return profile
    }

    @Test func aProfileIsAdded() throws {
        let scene = try Scene("")
        #expect(try scene.desk.add(profile("acme"), Secret("1"), isDefault: false) == nil)
        #expect(try scene.file.load().defaultProfile == "acme")
        #expect(try scene.desk.add(profile("box"), Secret("2"), isDefault: false) == nil)
        #expect(try scene.file.load().defaultProfile == "acme")
        #expect(try scene.desk.add(profile("third"), Secret("3"), isDefault: true) == nil)
        #expect(try scene.file.load().defaultProfile == "third")
        #expect(scene.store.secrets == ["acme": "1", "box": "2", "third": "3"])
        #expect(try scene.desk.add(profile("acme"), Secret("4"), isDefault: false) == nil)
        #expect(scene.store.secrets["acme"] == "4")
        #expect(try scene.file.load().profiles.count == 3)
    }

    @Test(arguments: [false, true])
    func anAdditionThatFailsLeavesNothing(hadOne: Bool) throws {
        let scene = try Scene()
        if hadOne { try scene.store.save(Secret("old"), for: "acme") }
        let before = (scene.text, scene.store.secrets)
        for operation in [FailingStore.Operation.save, .load] {
            scene.store.fail(operation)
            #expect(throws: CredentialsError.self) {
                try scene.desk.add(profile("acme"), Secret("new"), isDefault: true)
            }
            #expect((scene.text, scene.store.secrets) == before)
        }
        scene.store.fail()
        // A profile that cannot be written.
        var odd = profile("acme")
        odd.domain = "https://not.a.host/"
        #expect(throws: CredentialsError.self) { try scene.desk.add(odd, Secret("new"), isDefault: true) }
        #expect((scene.text, scene.store.secrets) == before)
        scene.store.forget()
        let error = #expect(throws: CredentialsError.self) {
            try scene.desk.add(profile("acme"), Secret("new"), isDefault: true)
        }
        #expect(error?.text.en.contains("does not give it back") == true)
        #expect((scene.text, scene.store.secrets) == before)
    }

    @Test func aConfigurationThatCannotBeWrittenTakesTheSecretBack() throws {
        let scene = try Scene()
        let failing = ConfigurationFile(path: scene.folder.path + "/config.toml")
        let store = scene.store
        let desk = ProfileDesk(failing) { (_) throws(CredentialsError) in
            // From now on nothing can be read or written there.
            try? FileManager.default.removeItem(atPath: failing.path)
            try? FileManager.default.createDirectory(atPath: failing.path, withIntermediateDirectories: false)
            return store
        }
        #expect(throws: CredentialsError.self) { try desk.add(profile("box"), Secret("new"), isDefault: false) }
        #expect(store.secrets.isEmpty)
    }

    @Test func aProfileIsRenamedWithItsSecret() throws {
        let scene = try Scene("default_profile = \"acme\"\n[profiles.acme] # main\ndomain = \"a\"\n[profiles.box]\n")
        try scene.store.save(Secret("1"), for: "acme")
        #expect(try scene.desk.rename("acme", to: "new") == nil)
        #expect(scene.store.secrets == ["new": "1"])
        #expect(scene.text == "default_profile = \"new\"\n[profiles.new] # main\ndomain = \"a\"\n[profiles.box]\n")
        let taken = #expect(throws: CredentialsError.self) { try scene.desk.rename("new", to: "box") }
        #expect(taken?.text.en == "there is a profile 'box' already")
        let unknown = #expect(throws: CredentialsError.self) { try scene.desk.rename("acme", to: "x") }
        #expect(unknown?.hint?.en.contains("new, box, demo") == true)
    }

    @Test func aRenamingThatFailsChangesNothing() throws {
        let scene = try Scene()
        try scene.store.save(Secret("1"), for: "acme")
        let before = (scene.text, scene.store.secrets)
        for operation in [FailingStore.Operation.save, .load] {
            scene.store.fail(operation)
            #expect(throws: CredentialsError.self) { try scene.desk.rename("acme", to: "new") }
            #expect((scene.text, scene.store.secrets) == before)
        }
        scene.store.fail()
        // A name that the configuration cannot have.
        #expect(throws: CredentialsError.self) { try scene.desk.rename("acme", to: "demo") }
        #expect((scene.text, scene.store.secrets) == before)
        // The last step is the only one that can be left over; then it is said.
        scene.store.fail(.erase)
        let leftover = try scene.desk.rename("acme", to: "new")
        #expect(leftover?.profile == "acme")
        #expect(scene.store.secrets == ["acme": "1", "new": "1"])
        #expect(try scene.file.load()["new"] != nil)
    }

    @Test func aProfileIsRemovedWithItsSecret() throws {
        let scene = try Scene("default_profile = \"acme\"\n# x\n\n[profiles.acme]\n\n[profiles.box]\n")
        try scene.store.save(Secret("1"), for: "acme")
        try scene.desk.remove("acme", keepsSecret: false)
        #expect(scene.store.secrets.isEmpty)
        #expect(scene.text == "# x\n\n[profiles.box]\n")
    }

    @Test func aSecretThatDoesNotGoKeepsItsProfile() throws {
        let scene = try Scene()
        try scene.store.save(Secret("1"), for: "acme")
        let before = scene.text
        scene.store.fail(.erase)
        let error = #expect(throws: CredentialsError.self) { try scene.desk.remove("acme", keepsSecret: false) }
        #expect(error?.hint?.en.contains("--keep-secret") == true)
        #expect(scene.text == before)
        try scene.desk.remove("acme", keepsSecret: true)
        #expect(try scene.file.load().profiles.isEmpty)
    }

    @Test func aDefaultIsChosen() throws {
        let scene = try Scene()
        try scene.desk.use("acme")
        #expect(try scene.file.load().defaultProfile == "acme")
        try scene.desk.use("demo")
        #expect(try scene.file.load().defaultProfile == "demo")
        #expect(throws: CredentialsError.self) { try scene.desk.use("nobody") }
    }
}
