import Bitrix24
import Foundation
import Localization
import Testing

@testable import Credentials

@Suite struct PlainFileStoreTests {
    @Test func aSecretComesBackAndGoes() throws {
        let folder = try TemporaryFolder()
        let store = PlainFileStore(path: folder.path + "/b24/secrets")
        #expect(try store.load("acme") == nil)
        try store.erase("acme")
        #expect(!folder.has("b24/secrets"))
        try store.save(Secret("one"), for: "acme")
        try store.save(Secret("два"), for: "офис")
        try store.save(Secret("three"), for: "acme")
        #expect(try store.load("acme")?.exposed == "three")
        #expect(try store.load("офис")?.exposed == "два")
        #expect(folder.mode("b24/secrets") == 0o600)
        #expect(folder.mode("b24") == 0o700)
        try store.erase("acme")
        #expect(try store.load("acme") == nil)
        try store.erase("офис")
        #expect(!folder.has("b24/secrets"))
    }

    @Test func aFileThatOthersMayReadIsNotUsed() throws {
        let folder = try TemporaryFolder()
        let store = PlainFileStore(path: folder.path + "/secrets")
        try store.save(Secret("one"), for: "acme")
        for mode in [0o640, 0o604, 0o620] {
            folder.setMode("secrets", mode)
            let error = #expect(throws: CredentialsError.self) { try store.load("acme") }
            #expect(error?.kind == .insecure)
            #expect(error?.hint?.en.contains("chmod 600") == true)
            #expect(throws: CredentialsError.self) { try store.save(Secret("two"), for: "acme") }
        }
        folder.setMode("secrets", 0o600)
        #expect(try store.load("acme")?.exposed == "one")
    }

    @Test(arguments: [
        "", "x", "[]", "{}", #"{"version":1}"#, #"{"version":1,"secrets":{"a":1}}"#, #"{"version":2,"secrets":{}}"#,
    ])
    func aDamagedFileIsSaidAndLeftAlone(_ text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("secrets", text)
        let store = PlainFileStore(path: path)
        #expect(throws: CredentialsError.self) { try store.load("acme") }
        let error = #expect(throws: CredentialsError.self) { try store.save(Secret("new"), for: "acme") }
        #expect(error?.kind == .damaged)
        #expect(try folder.text("secrets") == text)
    }

    @Test func manyWritersLoseNothing() async throws {
        let folder = try TemporaryFolder()
        let store = PlainFileStore(path: folder.path + "/secrets")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 { group.addTask { try store.save(Secret("\(number)"), for: "p\(number)") } }
            try await group.waitForAll()
        }
        for number in 0..<20 { #expect(try store.load("p\(number)")?.exposed == "\(number)") }
    }
}
