import Bitrix24
import Foundation
import Synchronization
import Localization
import Testing

@testable import Credentials

@Suite("A token in a store") struct StoreVaultTests {
    private func token(_ access: String) throws -> PortalToken {
        try PortalToken(portal: "https://acme.bitrix24.com", accessToken: Secret(access))
    }

    @Test("comes back, and is none after it was erased or replaced by a webhook") func keeps() async throws {
        let folder = try TemporaryFolder()
        let store = PlainFileStore(path: folder.path + "/secrets")
        let vault = StoreVault(store: store, profile: "acme", lockFolder: folder.path + "/tokens")
        #expect(try await vault.load() == nil)
        try await vault.save(try token("a1"))
        #expect(try await vault.load() == token("a1"))
        try store.save(Secret("https://acme.bitrix24.com/rest/1/s3cr3tc0de42/"), for: "acme")
        #expect(try await vault.load() == nil)
        try store.erase("acme")
        #expect(try await vault.load() == nil)
    }

    private final class Inside: Sendable {
        private let count = Mutex(0)
        func enter() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
        func leave() { count.withLock { $0 -= 1 } }
    }

    @Test("has a lock that lets one in at a time, each profile its own") func locks() async throws {
        let folder = try TemporaryFolder()
        let store = PlainFileStore(path: folder.path + "/secrets")
        let inside = Inside()
        try await withThrowingTaskGroup { group in
            for _ in 1...8 {
                let vault = StoreVault(store: store, profile: "Пример/..", lockFolder: folder.path + "/tokens")
                group.addTask {
                    try await vault.withLock {
                        #expect(inside.enter() == 1)
                        await Task.yield()
                        inside.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        let (one, other) = (
            StoreVault(store: store, profile: "a", lockFolder: folder.path + "/tokens"),
            StoreVault(store: store, profile: "b", lockFolder: folder.path + "/tokens")
        )
        try await one.withLock { try await other.withLock {} }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/tokens")
        #expect(names.count == 3 && names.allSatisfy { $0.hasSuffix(".lock") && !$0.contains("/") })
        #expect(folder.mode("tokens") == 0o700)
    }

    @Test("says in both languages why there is no lock") func noLock() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("tokens", "")
        let vault = StoreVault(
            store: PlainFileStore(path: folder.path + "/secrets"), profile: "acme", lockFolder: file)
        let error = await #expect(throws: VaultError.self) { try await vault.withLock {} }
        #expect(error?.text.en.contains(file) == true && error?.text.en != error?.text.ru)
    }
}
