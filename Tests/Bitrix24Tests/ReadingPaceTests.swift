import Testing

@testable import Bitrix24

@Suite struct ReadingPaceTests {
    @Test func itFollowsTheOneWhoTakesTheRows() {
        var pace = ReadingPace(ListOptions())
        #expect(pace.rowsAhead(batch: 2500) == 5000)
        pace.quicken()
        #expect(pace.rowsAhead(batch: 2500) == 10_000)
        // A batch that lies ready once keeps work going; four times in a row it is one too many.
        for _ in 0..<3 { pace.ease(ready: 2500, batch: 2500) }
        pace.ease(ready: 2499, batch: 2500)
        for _ in 0..<3 { pace.ease(ready: 2500, batch: 2500) }
        #expect(pace.rowsAhead(batch: 2500) == 10_000)
        pace.ease(ready: 2500, batch: 2500)
        #expect(pace.rowsAhead(batch: 2500) == 7500)
        // Now that it is known what is too much, it grows by little.
        pace.quicken()
        #expect(pace.rowsAhead(batch: 2500) == 10_000)
        for _ in 0..<99 { pace.ease(ready: 5000, batch: 2500) }
        #expect(pace.rowsAhead(batch: 2500) == 5000)
        for _ in 0..<99 { pace.quicken() }
        #expect(pace.rowsAhead(batch: 2500) == ListOptions().rowsAhead)
    }

    @Test func memoryIsBounded() {
        var pace = ReadingPace(ListOptions())
        for _ in 0..<9 { pace.quicken() }
        pace.note(rows: 2500, bytes: 2500 << 10)
        #expect(pace.rowsAhead(batch: 2500) == 16 << 10)
        // Two batches, however large.
        pace.note(rows: 2500, bytes: 2500 << 14)
        #expect(pace.rowsAhead(batch: 2500) == 5000)
    }

    @Test func whatTheCallerSetsHolds() {
        var options = ListOptions()
        options.prefetch = 700
        var pace = ReadingPace(options)
        pace.quicken()
        pace.note(rows: 1, bytes: 100 << 20)
        pace.ease(ready: 9000, batch: 100)
        #expect(pace.rowsAhead(batch: 2500) == 700)
    }
}
