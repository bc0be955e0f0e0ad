import JSON
import Testing

@testable import Bitrix24

/// The decisions of reading by offset, without a request.
@Suite struct OffsetReadingTests {
    private func reading(
        limit: Int? = nil, concurrency: Int = 8, prefetch: Int? = nil, commands: Int = 50, first: Int = 0
    ) -> OffsetReading {
        var options = ListOptions()
        options.limit = limit
        options.concurrency = concurrency
        options.prefetch = prefetch
        return OffsetReading(method: "crm.type.list", options: options, commands: commands, firstOffset: first)
    }

    private func run(_ ids: [Int], _ reading: OffsetReading) -> ReadingRun {
        var run = ReadingRun(ids, hasRows: true)
        var generator = SeededGenerator(state: 2)
        run.run(reading, &generator)
        return run
    }

    @Test(arguments: [
        (0, 1), (50, 1), (51, 2), (100, 2), (150, 3), (151, 2), (2550, 2), (2551, 3), (10_000, 5), (30_000, 13),
    ])
    func requests(rows: Int, requests: Int) {
        let run = run(Array((1...max(rows, 1)).prefix(rows)), reading())
        #expect(run.rows == Array((1...max(rows, 1)).prefix(rows)))
        #expect(run.requests.count == requests)
    }

    @Test func optionsAreKept() {
        #expect(run(Array(1...30_000), reading()).mostUnderWay == 8)
        #expect(run(Array(1...30_000), reading(concurrency: 1)).mostUnderWay == 1)
        #expect(run(Array(1...3000), reading(prefetch: 0)).requests.allSatisfy { $0.count == 1 })
        #expect(run(Array(1...3000), reading(commands: 1)).mostUnderWay == 1)
        let limited = run(Array(1...3000), reading(limit: 420))
        #expect(limited.rows == Array(1...420))
        #expect(limited.requests.map(\.count) == [1, 8])
        #expect(run(Array(1...3000), reading(first: 1000)).rows == Array(1001...3000))
    }

    @Test func faultsInBatches() {
        var run = ReadingRun(Array(1...9000), hasRows: true)
        run.spoil = { fetch, part in
            fetch.isBatch && part % 20 == 7 ? .failed(PortalError(kind: .serverError, outcome: .failed)) : nil
        }
        run.lose = { $0.parts.count > 12 ? PortalError(kind: .timeout, outcome: .failed) : nil }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...9000))
    }

    @Test func aPageThatFailsForEverIsAnErrorInItsPlace() {
        var run = ReadingRun(Array(1...9000), hasRows: true)
        run.spoil = { fetch, part in
            fetch.parts[part] == .at(650) ? .failed(PortalError(kind: .accessDenied, outcome: .failed)) : nil
        }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.error?.kind == .accessDenied)
        #expect(run.rows == Array(1...650))
    }

    /// Offsets cannot be right in every case; where they are not, that is an error.
    @Test func rowsThatAreAddedNeitherDoubleNorSkip() {
        var errors = 0
        for seed in 0..<60 {
            var generator = SeededGenerator(state: UInt64(seed) &* 104_729 &+ 3)
            let ids = (0..<Int.random(in: 0...3000, using: &generator)).map { $0 * 7 + 3 }
            var run = ReadingRun(ids, hasRows: true)
            var changes = SeededGenerator(state: UInt64(seed))
            let rate = Int.random(in: 1...400, using: &generator)
            run.disturb = { table in
                if Int.random(in: 0..<rate, using: &changes) == 0 { _ = table.change(&changes, deletes: false) }
            }
            run.run(reading(concurrency: Int.random(in: 1...4, using: &generator)), &generator)
            if let error = run.error {
                errors += 1
                #expect(error.problem == .listShrunk, "seed \(seed)")
            } else {
                #expect(Set(run.rows).count == run.rows.count, "seed \(seed)")
                #expect(Set(ids).isSubset(of: run.rows), "seed \(seed)")
            }
        }
        #expect(errors < 60)
    }

    @Test func aPageThatNamesAnotherOffsetIsFollowed() {
        var run = ReadingRun(Array(1...400), hasRows: true)
        let table = run.table
        run.spoil = { fetch, part in
            guard fetch.parts[part] == .at(100), case .page(var page) = table.page(.at(100), after: []) else {
                return nil
            }
            page.next = 175
            return .page(page)
        }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...150) + Array(176...400))
    }

    @Test func aBatchThatTellsNoTotalIsNotTrusted() {
        var run = ReadingRun(Array(1...400), hasRows: true)
        let table = run.table
        run.spoil = { fetch, part in
            guard fetch.isBatch, case .page(var page) = table.page(fetch.parts[part], after: []) else { return nil }
            (page.total, page.next) = (nil, nil)
            return .page(page)
        }
        var generator = SeededGenerator(state: 1)
        run.run(reading(), &generator)
        #expect(run.rows == Array(1...400))
    }
}
