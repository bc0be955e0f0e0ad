import JSON
import Testing

@testable import Bitrix24

/// The decisions of reading by id, without a request.
@Suite struct CursorReadingTests {
    private func reading(
        limit: Int? = nil, concurrency: Int = 8, prefetch: Int? = nil, commands: Int = 50, hasWindows: Bool = true
    ) -> CursorReading {
        var options = ListOptions()
        options.limit = limit
        options.concurrency = concurrency
        options.prefetch = prefetch
        return CursorReading(
            method: "crm.item.list", options: options, commands: commands, hasWindows: hasWindows)
    }

    private func run(_ ids: [Int], _ reading: CursorReading, seed: UInt64 = 1) -> ReadingRun {
        var run = ReadingRun(ids)
        var generator = SeededGenerator(state: seed)
        run.run(reading, &generator)
        return run
    }

    @Test(arguments: [
        // rows, requests: one page as ever, then batches of fifty; without a total first a small one.
        (0, 1, 1), (1, 1, 1), (49, 1, 1), (50, 2, 2), (51, 2, 2), (120, 2, 2), (299, 2, 2), (300, 2, 2), (1000, 2, 3),
        (2549, 2, 3), (2550, 3, 3), (10_000, 5, 6), (100_000, 41, 42), (300_000, 121, 122),
    ])
    func requests(rows: Int, withTotal: Int, withoutTotal: Int) {
        for tellsTotal in [true, false] {
            var run = ReadingRun(Array((1...max(rows, 1)).prefix(rows)))
            run.table.tellsTotal = tellsTotal
            var generator = SeededGenerator(state: 1)
            run.run(reading(), &generator)
            #expect(run.rows == Array((1...max(rows, 1)).prefix(rows)))
            #expect(run.requests.count == (tellsTotal ? withTotal : withoutTotal))
            #expect(run.requests[0] == [.first(counts: true)])
        }
    }

    @Test(arguments: [(300, false), (301, true), (nil, true)])
    func onlyWhatMaySaveRequestsIsCounted(limit: Int?, isCounted: Bool) {
        #expect(run([1, 2, 3], reading(limit: limit)).requests == [[.first(counts: isCounted)]])
        #expect(run([1, 2, 3], reading(limit: limit, commands: 1)).requests == [[.first(counts: false)]])
    }

    @Test(arguments: [0, 60, 700, 100_000])
    func aWrongTotalOnlyCostsRequests(total: Int) {
        var run = ReadingRun(Array(1...6000))
        run.spoil = { fetch, part in
            guard case .first = fetch.parts[part] else { return nil }
            var page = SimulatedTable.page(Array(1...50))
            page.total = total
            return .page(page)
        }
        var generator = SeededGenerator(state: 5)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...6000))
        #expect(run.requests.count <= 6)
    }

    @Test func theFirstBatchLooksForTheEndOfALongList() {
        let run = run(Array(1...7000), reading())
        #expect(run.requests[1].prefix(3) == [.last, .after(50, upTo: nil), .afterPrevious(upTo: nil)])
        #expect(run.requests[1].count == 50)
        // A range of 2,500 ids can't hold more rows than a batch.
        #expect(run.requests[2].first == .after(2500, upTo: 5000))
        #expect(run.requests[2].count == 50)
        // The last one has no end, and no more pages than are expected, and one.
        #expect(run.requests[3].first == .after(5000, upTo: nil))
        #expect(run.requests[3].count == 41)
    }

    @Test func withoutATotalTheFirstBatchIsSmall() {
        var run = ReadingRun(Array(1...5000))
        run.table.tellsTotal = false
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.requests[1].prefix(3) == [.last, .after(50, upTo: nil), .afterPrevious(upTo: nil)])
        #expect(run.requests[1].count == 6)
        #expect(run.requests[2].first == .after(300, upTo: 2800))
    }

    @Test(arguments: [(50, [1]), (51, [1, 1]), (100, [1, 1]), (500, [1, 9]), (1000, [1, 19]), (2000, [1, 39])])
    func aLimitReadsNoMoreThanItNeeds(limit: Int, commands: [Int]) {
        let run = run(Array(1...100_000), reading(limit: limit))
        #expect(run.rows == Array(1...limit))
        #expect(run.requests.map(\.count) == commands)
    }

    @Test(arguments: [1, 2, 8])
    func nothingIsSentBeyondTheLimitsOfTheOptions(concurrency: Int) {
        #expect(run(Array(1...60_000), reading(concurrency: concurrency)).mostUnderWay == concurrency)
    }

    @Test func oneAtATimeNeedsNoWindows() {
        let run = run(Array(1...60_000), reading(concurrency: 1))
        let bounded = run.requests.joined().contains { if case .after(_, upTo: .some) = $0 { true } else { false } }
        #expect(!bounded)
        #expect(run.requests.count == 25)
    }

    @Test(arguments: [(0, 1), (99, 1), (100, 2), (400, 4), (5000, 50)])
    func prefetchBoundsTheBatches(prefetch: Int, most: Int) {
        let run = run(Array(1...4000), reading(prefetch: prefetch))
        #expect(run.rows == Array(1...4000))
        #expect(run.requests.map(\.count).max() == most)
    }

    @Test func aRateLimitEndsSendingAhead() {
        var run = ReadingRun(Array(1...60_000))
        run.room = RateRoom(requests: 0, secondsPerRequest: 0)
        var generator = SeededGenerator(state: 3)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...60_000))
        #expect(run.mostUnderWay == 1)
    }

    /// Full batches one after the other, where the rate is what takes the time; otherwise windows.
    @Test(arguments: [
        // rows, requests free, seconds for one more, seconds of a batch, requests, most at once
        (150_000, 20, 1, 0.1, 61, 1), (149_950, 20, 1, 0.1, 60 + 1, 1), (300_000, 48, 0.5, 0.1, 121, 1),
        // There is room for all of them.
        (100_000, 48, 0.5, 0.1, 41, 8),
        // A batch takes so long that the rate would let several go meanwhile.
        (300_000, 48, 0.5, 5, 121, 8),
    ])
    func aHeldBackListFillsItsBatches(
        rows: Int, free: Int, pause: Double, batch: Double, requests: Int, most: Int
    ) {
        var run = ReadingRun(Array(1...rows))
        run.room = RateRoom(requests: free, secondsPerRequest: pause)
        run.seconds = { $0.isBatch ? batch : nil }
        var generator = SeededGenerator(state: 2)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...rows))
        #expect(run.requests.count == requests)
        #expect(run.mostUnderWay == most)
    }

    @Test func gapsBetweenIDsCostAHeldBackListNothing() {
        var generator = SeededGenerator(state: 12)
        let ids = (1...200_000).filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }
        var run = ReadingRun(ids)
        run.room = RateRoom(requests: 5, secondsPerRequest: 0.5)
        run.run(reading(), &generator)
        #expect(run.rows == ids)
        #expect(run.requests.count == 1 + (ids.count - 50) / 2500 + 1)
    }

    /// A gap, then a crowd; islands; sparse; one id far away.
    struct Table: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var ids: [Int]
    }

    private static let tables: [Table] = {
        let islands = (0..<40).flatMap { (island: Int) -> [Int] in Array(island * 100_000 + 1...island * 100_000 + 700)
        }
        let sparse = (1...9000).map { (number: Int) -> Int in number * 977 }
        let gap: [Int] = Array(1...400) + Array(5_000_000...5_020_000)
        let far: [Int] = Array(1...700) + [Int(Int32.max)]
        let late: [Int] = Array(900_000...903_000) + [40_000_000]
        return [("gap", gap), ("islands", islands), ("sparse", sparse), ("far", far), ("late", late)]
            .map { Table(testDescription: $0, ids: $1) }
    }()

    @Test(arguments: tables)
    func idsOfAnyDensity(table: Table) {
        let ids = table.ids
        for seed in 0..<4 {
            let run = run(ids, reading(), seed: UInt64(seed))
            #expect(run.rows == ids)
            // Twice what the rows need, and some steps to find their way across gaps.
            #expect(run.requests.count < ids.count / 1250 + 60, "\(run.requests.count)")
        }
    }

    @Test func rowsThinnedOutByChanceFillTheirBatches() {
        var generator = SeededGenerator(state: 11)
        let ids = (1...400_000).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
        let run = run(ids, reading())
        #expect(run.rows == ids)
        #expect(Double(run.requests.count) < Double(ids.count) / 2500 * 1.15)
    }

    /// The guarantee: a list that changes while it is read neither doubles nor skips rows.
    @Test func changesNeitherDoubleNorSkipRows() {
        for seed in 0..<100 {
            var generator = SeededGenerator(state: UInt64(seed) &* 7919 &+ 5)
            let count = Int.random(in: 0...6000, using: &generator)
            let sparse = Int.random(in: 1...40, using: &generator)
            let ids = (0..<count).map { $0 * sparse + Int.random(in: 1...sparse, using: &generator) }
            var run = ReadingRun(ids)
            var always = Set(ids)
            var changes = SeededGenerator(state: UInt64(seed))
            let rate = Int.random(in: 1...30, using: &generator)
            run.disturb = { table in
                guard Int.random(in: 0..<rate, using: &changes) == 0 else { return }
                if let gone = table.change(&changes) { always.remove(gone) }
            }
            var faults = SeededGenerator(state: UInt64(seed) + 1)
            run.spoil = { fetch, _ in
                guard fetch.isBatch, Int.random(in: 0..<60, using: &faults) == 0 else { return nil }
                return .failed(PortalError(kind: .serverError, outcome: .failed))
            }
            run.lose = { fetch in
                guard fetch.isBatch, Int.random(in: 0..<400, using: &faults) == 0 else { return nil }
                return PortalError(kind: .timeout, outcome: .failed)
            }
            let concurrency = Int.random(in: 1...9, using: &generator)
            let prefetch = [nil, 100, 1000, 6000].randomElement(using: &generator) ?? nil
            run.run(reading(concurrency: concurrency, prefetch: prefetch), &generator)
            #expect(run.error == nil, "seed \(seed)")
            #expect(zip(run.rows, run.rows.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
            #expect(always.isSubset(of: run.rows), "seed \(seed)")
        }
    }

    // MARK: Faults

    @Test func aPageThatFailsInABatchIsAskedForAlone() {
        var run = ReadingRun(Array(1...9000))
        run.spoil = { fetch, part in
            fetch.isBatch && fetch.number == 3 && part == 7
                ? .failed(PortalError(kind: .serverError, outcome: .failed)) : nil
        }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...9000))
        #expect(run.requests.contains([.after(2850, upTo: 5000)]))
    }

    @Test func aPageThatFailsForEverIsAnErrorInItsPlace() {
        var run = ReadingRun(Array(1...9000))
        run.spoil = { fetch, part in
            let isBroken = fetch.parts[part] == .after(2850, upTo: 5000)
            return fetch.number == 3 && part == 7 || isBroken
                ? .failed(PortalError(kind: .accessDenied, outcome: .failed)) : nil
        }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.error?.kind == .accessDenied)
        #expect(run.rows == Array(1...2850))
    }

    @Test func aBatchThatIsTooMuchBecomesSmaller() {
        var run = ReadingRun(Array(1...9000))
        run.lose = { $0.parts.count > 12 ? PortalError(kind: .timeout, outcome: .failed) : nil }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...9000))
        #expect(run.requests.suffix(8).allSatisfy { $0.count <= 12 })
    }

    @Test func batchesThatNeverComeThroughBecomePages() {
        var run = ReadingRun(Array(1...1000))
        run.lose = { $0.isBatch ? PortalError(kind: .serverError, outcome: .failed) : nil }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...1000))
        #expect(run.requests.count { $0.count > 1 } <= 3)
    }

    @Test func aMethodThatMayNotStandInABatchGoesPageByPage() {
        var run = ReadingRun(Array(1...1000))
        run.spoil = { fetch, _ in fetch.isBatch ? .failed(PortalError(kind: .batchNested, outcome: .refused)) : nil }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...1000))
        #expect(run.requests.count { $0.count > 1 } == 1)
    }

    @Test func whatEveryRequestWouldMeetEndsTheList() {
        var run = ReadingRun(Array(1...1000))
        run.lose = { $0.isBatch ? PortalError(kind: .authExpired, outcome: .refused) : nil }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.error?.kind == .authExpired)
        #expect(run.requests.count == 2)
    }

    @Test func slowBatchesGetFewerCommands() {
        var run = ReadingRun(Array(1...20_000))
        run.seconds = { Double($0.parts.count) }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...20_000))
        #expect(run.requests.map(\.count).max() == 20)
    }

    /// A portal that does not resolve references: empty pages, or the first page again, must not end the list.
    @Test(arguments: [true, false])
    func referencesThatAreNotResolved(isEmpty: Bool) {
        var run = ReadingRun(Array(1...400))
        run.spoil = { fetch, part in
            guard case .afterPrevious = fetch.parts[part] else { return nil }
            return .page(SimulatedTable.page(isEmpty ? [] : Array(1...50)))
        }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...400))
    }

    @Test func aPortalThatIgnoresTheUpperBoundDoublesNothing() {
        var run = ReadingRun(Array(1...9000))
        let table = run.table
        run.spoil = { fetch, part in
            guard case .after(let id, upTo: .some) = fetch.parts[part] else { return nil }
            return table.page(.after(id, upTo: nil), after: [])
        }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...9000))
    }

    @Test func pagesWithoutPositionsAreNotChained() {
        var run = ReadingRun(Array(1...400))
        let table = run.table
        run.spoil = { fetch, part in
            guard case .page(var page) = table.page(fetch.parts[part], after: []) else { return nil }
            page.place = nil
            return fetch.isBatch ? nil : .page(page)
        }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...400))
        #expect(run.requests.allSatisfy { $0.count == 1 })
    }
}
