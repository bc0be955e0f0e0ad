import Testing

@testable import B24Scripting

@Suite struct WriteBudgetTests {
    /// The limit, what is asked for one after the other, and what is let through.
    @Test(
        arguments: [
            (nil, [1, 50, 1000], [true, true, true]),
            (0, [1], [false]),
            (3, [1, 1, 1, 1], [true, true, true, false]),
            (3, [2, 2, 1], [true, false, false]),
            (50, [50, 1, 1], [true, false, false]),
            (50, [51, 1], [false, false]),
            (.max, [.max, 1], [true, false]),
        ] as [(Int?, [Int], [Bool])])
    func whatFits(_ limit: Int?, _ asked: [Int], _ let: [Bool]) {
        var budget = WriteBudget(limit)
        let taken = asked.map { budget.take($0) }
        #expect(taken == `let`)
        #expect(budget.isExhausted == `let`.contains(false))
    }
}
