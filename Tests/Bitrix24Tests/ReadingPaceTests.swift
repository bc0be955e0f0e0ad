import Testing

@testable import Bitrix24

@Suite struct ReadingPaceTests {
    @Test func itFollowsTheOneWhoTakesTheRows() {
        var pace = ReadingPace(ListOptions())
        #expect(pace.rowsAhead(batch: 2500) == 5000)
        pace.quicken()
        #expect(pace.rowsAhead(batch: 2500) == 10_000)
        // One batch ready is what keeps work going; two are too many.
        pace.ease(ready: 2500, batch: 2500)
        #expect(pace.rowsAhead(batch: 2500) == 10_000)
        for _ in 0..<9 { pace.ease(ready: 5000, batch: 2500) }
        #expect(pace.rowsAhead(batch: 2500) == 5000)
        for _ in 0..<99 { pace.quicken() }
        #expect(pace.rowsAhead(batch: 2500) == ListOptions().rowsAhead)
    }

    @Test func whatTheCallerSetsHolds() {
        var options = ListOptions()
        options.prefetch = 700
        var pace = ReadingPace(options)
        pace.quicken()
        pace.ease(ready: 9000, batch: 100)
        #expect(pace.rowsAhead(batch: 2500) == 700)
    }
}
