import Foundation
import Testing

@testable import Bitrix24

/// A file of its own for each test, gone afterwards.
private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("b24-\(UUID().uuidString)").path
    var file: String { path + "/rate/acme" }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite struct SharedBucketTests {
    private static let basic = LeakyBucket(capacity: 50, rate: 2)

    @Test func twoShareOneBucket() throws {
        let folder = Folder()
        let (one, other) = (SharedBucket(path: folder.file), SharedBucket(path: folder.file))
        for number in 0..<50 {
            let wait = try (number % 2 == 0 ? one : other).update(Self.basic, at: 7) { $0.reserve(at: 7) }
            #expect(wait == 0)
        }
        #expect(try one.update(Self.basic, at: 7) { $0.reserve(at: 7) } == 0.75)
        #expect(try other.update(Self.basic, at: 7) { $0.reserve(at: 7) } == 1.25)
    }

    @Test func roomIsSharedByWhatEachHasSent() async throws {
        let folder = Folder()
        let time = VirtualTime()
        let (one, other) = (
            RateGate(plan: .basic, time: time, path: folder.file), RateGate(plan: .basic, time: time, path: folder.file)
        )
        #expect(await one.room(.basic) == RateRoom(requests: 50, secondsPerRequest: 0.5))
        for _ in 0..<3 { try await one.pass(.basic) }
        #expect(await one.room(.basic) == RateRoom(requests: 47, secondsPerRequest: 0.5))
        try await other.pass(.basic)
        #expect(await one.room(.basic) == RateRoom(requests: 34, secondsPerRequest: 0.5 / 0.75))
        #expect(await other.room(.basic) == RateRoom(requests: 11, secondsPerRequest: 2))
        #expect(RateRoom(requests: 11, secondsPerRequest: 2).duration(of: 21) == 20)
    }

    @Test func onlyItsOwnerMayRead() throws {
        let folder = Folder()
        _ = try SharedBucket(path: folder.file).update(Self.basic, at: 0) { $0.reserve(at: 0) }
        let mode = { (path: String) throws in
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(folder.file) == 0o600)
        #expect(try mode(folder.path + "/rate") == 0o700)
    }

    @Test func whoeverHoldsTheLockMakesOthersComeAgain() throws {
        let folder = Folder()
        let (one, other) = (SharedBucket(path: folder.file), SharedBucket(path: folder.file))
        let level = try one.update(Self.basic, at: 0) { bucket in
            #expect(throws: SharedBucket.Failure.self) { try other.update(Self.basic, at: 0) { $0.reserve(at: 0) } }
            return bucket.level
        }
        #expect(level == 0)
        #expect(try other.update(Self.basic, at: 0) { $0.reserve(at: 0) } == 0)
    }

    @Test(arguments: [
        "", "b24-rate-1", "b24-rate-9 50 2 3 4 0", "b24-rate-1 50 2 nan 0 0", "b24-rate-1 50 -2 1 0 0",
        "b24-rate-1 50 2 1 0", "\u{0}",
    ])
    func aRecordThatCannotBeReadCountsAsFull(record: String) throws {
        let folder = Folder()
        let bucket = SharedBucket(path: folder.file)
        _ = try bucket.update(Self.basic, at: 0) { $0.reserve(at: 0) }
        try Data(record.utf8).write(to: URL(fileURLWithPath: folder.file))
        // The file is another one now, as after a tool has put it back.
        let again = SharedBucket(path: folder.file)
        #expect(try again.update(Self.basic, at: 100) { $0.reserve(at: 100) } == (record.isEmpty ? 0 : 0.75))
    }

    @Test func aRestartOfTheMachineKeepsWhatWasCounted() throws {
        let folder = Folder()
        let bucket = SharedBucket(path: folder.file)
        for _ in 0..<50 { _ = try bucket.update(Self.basic, at: 90_000) { $0.reserve(at: 90_000) } }
        #expect(try bucket.update(Self.basic, at: 3) { $0.reserve(at: 3) } == 0.75)
        // And the clock goes on from there.
        #expect(try bucket.update(Self.basic, at: 28) { $0.reserve(at: 28) } == 0)
    }

    @Test func aFileThatWasSweptAwayIsMadeAgain() throws {
        let folder = Folder()
        let (one, other) = (SharedBucket(path: folder.file), SharedBucket(path: folder.file))
        for _ in 0..<50 { _ = try one.update(Self.basic, at: 0) { $0.reserve(at: 0) } }
        try FileManager.default.removeItem(atPath: folder.file)
        #expect(try other.update(Self.basic, at: 0) { $0.reserve(at: 0) } == 0)
        #expect(try one.update(Self.basic, at: 0) { $0.level } == 1)
    }

    @Test func theSlowestPlanHoldsUntilItsUserIsGone() throws {
        let folder = Folder()
        let enterprise = LeakyBucket(capacity: 250, rate: 5)
        let (one, other) = (SharedBucket(path: folder.file), SharedBucket(path: folder.file))
        _ = try one.update(enterprise, at: 0) { $0.reserve(at: 0) }
        #expect(try other.update(Self.basic, at: 0) { $0.rate } == 2)
        #expect(try one.update(enterprise, at: 0) { $0.rate } == 2)
        #expect(try one.update(enterprise, at: 1000) { $0.rate } == 5)
    }

    @Test func aGateWithoutAFolderItMayUseCountsAlone() async throws {
        let time = VirtualTime()
        let gate = RateGate(plan: .basic, time: time, path: "/proc/no/such/place")
        for _ in 0..<51 { try await gate.pass(.basic) }
        #expect(abs(time.now - 0.75) < 1e-6)
    }

    @Test func twoGatesKeepTheRateTogether() async throws {
        let folder = Folder()
        let time = VirtualTime()
        let gates = [0, 1].map { _ in RateGate(plan: .basic, time: time, path: folder.file) }
        for number in 0..<150 { try await gates[number % 2].pass(.basic) }
        // 50 at once, then two a second: as fast as one alone.
        #expect(abs(time.now - 50.25) < 1e-3)
    }

    @Test(arguments: [
        ("acme.bitrix24.com", nil as String?), ("127.0.0.1:8080", nil),
        ("acme.bitrix24.com", "http://me:pass@Proxy:3128/"),
    ])
    func placesAreNamedAfterPortalAndSource(domain: String, proxy: String?) {
        let path = BucketPlace.path(folder: "/f", domain: domain, proxy: proxy)
        #expect(path.hasPrefix("/f/" + domain.replacingOccurrences(of: ":", with: "_") + "~"))
        #expect(!path.contains("pass"))
        if proxy != nil { #expect(path.hasSuffix("~proxy_3128")) }
    }
}
