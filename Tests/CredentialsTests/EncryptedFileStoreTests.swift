import Bitrix24
import Foundation
import Localization
import Testing

@testable import Credentials

@Suite struct EncryptedFileStoreTests {
    /// Cheap, because tests derive many keys.
    private static let cost = SealedBox.Cost(passes: 1, kibibytes: 64)
    private static let secret = "https://acme.bitrix24.com/rest/1/sup3rs3cretc0de/"

    private func store(_ folder: TemporaryFolder, _ passphrase: String? = "корректная лошадь") -> EncryptedFileStore {
        let source = PassphraseSource { _ in passphrase.map { Secret($0) } }
        return EncryptedFileStore(path: folder.path + "/sealed", passphrases: source, cost: Self.cost)
    }

    private func kind(_ body: () throws -> Void) -> CredentialsError.Kind? {
        #expect(throws: CredentialsError.self, performing: body)?.kind
    }

    @Test func secretsComeBackInAnotherProcess() throws {
        let folder = try TemporaryFolder()
        try store(folder).save(Secret(Self.secret), for: "acme")
        try store(folder).save(Secret("two"), for: "box")
        #expect(try store(folder).load("acme")?.exposed == Self.secret)
        #expect(try store(folder).load("box")?.exposed == "two")
        #expect(try store(folder).load("nobody") == nil)
        #expect(folder.mode("sealed") == 0o600)
        #expect(folder.names == ["sealed", "sealed.lock"])
        try store(folder).erase("acme")
        #expect(try store(folder).load("acme") == nil)
        try store(folder).erase("box")
        #expect(folder.names == ["sealed.lock"])
    }

    @Test func nothingOfItShowsInTheFile() throws {
        let folder = try TemporaryFolder()
        let store = self.store(folder)
        try store.save(Secret(Self.secret), for: "acme-profile")
        let first = try folder.data("sealed")
        for text in ["sup3rs3cret", "acme-profile", "bitrix24", "secrets", "лошадь"] {
            #expect(first.range(of: Data(text.utf8)) == nil)
            #expect(first.range(of: Data(text.utf8).base64EncodedData()) == nil)
        }
        // The same content is never the same file: every nonce is new, the salt stays.
        try store.save(Secret(Self.secret), for: "acme-profile")
        let second = try folder.data("sealed")
        #expect(first[20..<36] == second[20..<36])
        #expect(first[36..<60] != second[36..<60])
        #expect(first[60...] != second[60...])
    }

    @Test func whatWeSealedOnceStaysReadable() throws {
        // Made by version 1 of the format, with these parameters: a later b24 must open it.
        let folder = try TemporaryFolder()
        try folder.write("sealed", try #require(Data(base64Encoded: Self.recorded)))
        let source = PassphraseSource { _ in Secret("recorded passphrase") }
        let store = EncryptedFileStore(path: folder.path + "/sealed", passphrases: source)
        #expect(try store.load("acme")?.exposed == "https://acme.bitrix24.com/rest/1/recorded/")
    }

    static let recorded =
        "YjI0c2VhbAoBAAAAAwAAAAAAAQDuKpD72yH1k78AunxpnOpgTG/eXDTZbvUtM9ZVGNXB5e69PZwff0ig9/81"
        + "H0rm1P2CcywWpYdyobbOlHF9BnstQZuOmy5oDnTTEVan1e77bho6sNCnclPePy6bgV9cNVoH94vhfh/vU0g2"
        + "MsBKaS79ZNnnYtZG1V3jN0pACAOqnwfvG7Z3gAnmlYsLLREDus2VeDp3K/cOt2V74tzowbNofRFhsH0="

    @Test func aWrongPassphraseIsNotDamage() throws {
        let folder = try TemporaryFolder()
        try store(folder).save(Secret(Self.secret), for: "acme")
        let before = try folder.data("sealed")
        #expect(kind { _ = try store(folder, "wrong").load("acme") } == .wrongPassphrase)
        #expect(kind { try store(folder, "wrong").save(Secret("x"), for: "box") } == .wrongPassphrase)
        #expect(kind { try store(folder, "wrong").erase("acme") } == .wrongPassphrase)
        #expect(kind { _ = try store(folder, nil).load("acme") } == .storeLocked)
        #expect(kind { _ = try store(folder, "").load("acme") } == .storeLocked)
        #expect(try folder.data("sealed") == before)
        try store(folder, nil).check()
    }

    @Test func damageIsNotAWrongPassphrase() throws {
        let folder = try TemporaryFolder()
        try store(folder).save(Secret(Self.secret), for: "acme")
        let whole = try folder.data("sealed")
        for length in [0, 1, 7, 8, 9, 59, 60, 75, 107, whole.count - 1] {
            try folder.write("sealed", whole.prefix(length))
            #expect(kind { _ = try store(folder).load("acme") } == .damaged, "\(length) bytes")
            #expect(kind { try store(folder, nil).check() } == .damaged, "\(length) bytes")
            #expect(kind { try store(folder).save(Secret("x"), for: "box") } == .damaged)
            #expect(try folder.data("sealed") == whole.prefix(length))
        }
        for place in whole.indices {
            var flipped = whole
            flipped[place] ^= 0x10
            try folder.write("sealed", flipped)
            #expect(kind { _ = try store(folder).load("acme") } == .damaged, "bit of byte \(place)")
        }
        try folder.write("sealed", whole + Data([0]))
        #expect(kind { _ = try store(folder).load("acme") } == .damaged)
        try folder.write("sealed", whole)
        #expect(try store(folder).load("acme")?.exposed == Self.secret)
    }

    @Test func aLaterVersionIsSaid() throws {
        let folder = try TemporaryFolder()
        try store(folder).save(Secret(Self.secret), for: "acme")
        var later = try folder.data("sealed")
        later[8] = 2
        try folder.write("sealed", later)
        let error = #expect(throws: CredentialsError.self) { try store(folder).load("acme") }
        #expect(error?.text.en.contains("newer b24") == true)
    }

    /// Who can write the file can also write its digest: then the cipher notices.
    @Test func aForgedFileDoesNotOpen() throws {
        let folder = try TemporaryFolder()
        let store = self.store(folder)
        try store.save(Secret(Self.secret), for: "acme")
        let whole = Array(try folder.data("sealed"))
        // The digest of a forged head and body: taken from a box that is sealed anew.
        for place in [9, 20, 36, 60, whole.count - 33] {
            var forged = whole
            forged[place] ^= 1
            let opened = try SealedBox.open(SealedBoxForger.digested(forged), known: nil) {
                Secret("корректная лошадь")
            }
            guard case .failure(let problem) = opened else {
                Issue.record("byte \(place) was forged")
                continue
            }
            #expect(problem == .wrongPassphrase)
        }
        // A head that asks for more memory than any of ours is refused before any is taken.
        var greedy = whole
        greedy[18] = 0xFF
        greedy[19] = 0xFF
        #expect(throws: SealedBox.Problem.damaged) { try SealedBox.check(SealedBoxForger.digested(greedy)) }
    }

    @Test func aFileThatOthersMayReadIsNotUsed() throws {
        let folder = try TemporaryFolder()
        try store(folder).save(Secret(Self.secret), for: "acme")
        for mode in [0o644, 0o660, 0o604] {
            folder.setMode("sealed", mode)
            #expect(kind { _ = try store(folder).load("acme") } == .insecure)
        }
    }

    @Test func aPersonIsAskedOnce() throws {
        let folder = try TemporaryFolder()
        let questions = Questions()
        let source = PassphraseSource { questions.note($0) }
        let store = EncryptedFileStore(path: folder.path + "/sealed", passphrases: source, cost: Self.cost)
        #expect(try store.load("acme") == nil)
        #expect(questions.all.isEmpty)
        try store.save(Secret("1"), for: "acme")
        try store.save(Secret("2"), for: "acme")
        #expect(try store.load("acme")?.exposed == "2")
        #expect(questions.all == [.create(path: store.path)])
        let again = EncryptedFileStore(path: store.path, passphrases: source, cost: Self.cost)
        _ = try again.load("acme")
        try again.save(Secret("3"), for: "acme")
        #expect(questions.all == [.create(path: store.path), .open(path: store.path)])
        // Another process has made the file anew: what was known no longer fits.
        try again.erase("acme")
        try self.store(folder, "secret").save(Secret("4"), for: "acme")
        #expect(try store.load("acme")?.exposed == "4")
        #expect(questions.all.count == 3)
    }

    @Test func aPersonMayCorrectAMistake() throws {
        let folder = try TemporaryFolder()
        try store(folder).save(Secret(Self.secret), for: "acme")
        let questions = Questions(["a", "b", "корректная лошадь"])
        let path = folder.path + "/sealed"
        let store = EncryptedFileStore(
            path: path, passphrases: PassphraseSource(attempts: 3) { questions.note($0) }, cost: Self.cost)
        #expect(try store.load("acme")?.exposed == Self.secret)
        #expect(questions.all == [.open(path: path), .again(path: path), .again(path: path)])
        let hopeless = Questions(["a", "b", "c", "корректная лошадь"])
        let other = EncryptedFileStore(
            path: path, passphrases: PassphraseSource(attempts: 3) { hopeless.note($0) }, cost: Self.cost)
        #expect(kind { _ = try other.load("acme") } == .wrongPassphrase)
        #expect(hopeless.all.count == 3)
    }

    @Test func manyWritersLoseNothing() async throws {
        let folder = try TemporaryFolder()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                let store = self.store(folder)
                group.addTask { try store.save(Secret("\(number)"), for: "p\(number)") }
            }
            try await group.waitForAll()
        }
        let store = self.store(folder)
        for number in 0..<8 { #expect(try store.load("p\(number)")?.exposed == "\(number)") }
    }
}
