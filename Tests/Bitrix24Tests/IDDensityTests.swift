import Testing

@testable import Bitrix24

/// How many rows are expected in a range of ids.
@Suite struct IDDensityTests {
    /// The largest distance between two ids that are read.
    private static let whole = 2 << 53

    @Test(arguments: [(50, 1), (1, whole), (2500, whole), (1, 1)])
    func theWidestRangesOverflowNothing(rows: Int, ids: Int) {
        var density = IDDensity()
        for _ in 0..<4 { density.note(rows: rows, ids: ids) }
        #expect((0...Self.whole).contains(density.rows(in: Self.whole)))
        #expect(density.width(pages: 50) >= 2500)
    }

    @Test func evenlySpreadRowsAreExpectedEverywhere() {
        var density = IDDensity()
        density.note(rows: 500, ids: 1000)
        #expect(density.rows(in: 100) == 50)
        #expect(density.rows(in: 101) == 51)
    }

    @Test func whereNothingIsKnownEveryIDMayBeARow() {
        #expect(IDDensity().rows(in: 7) == 7)
        #expect(IDDensity().width(pages: 2) == 100)
    }
}
