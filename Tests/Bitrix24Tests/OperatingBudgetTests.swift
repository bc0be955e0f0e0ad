import Testing

@testable import Bitrix24

@Suite struct OperatingBudgetTests {
    private let method = "crm.item.update"

    private func budget(operating: Double, resetAt: Double = 600, cost: Double = 2) -> OperatingBudget {
        var budget = OperatingBudget()
        budget.learn(method, operating: operating, resetAt: resetAt, duration: cost)
        return budget
    }

    @Test func farFromTheLimitNobodyWaits() {
        var budget = budget(operating: 300)
        for _ in 0..<100 { #expect(budget.reserve([method], at: 0) == nil) }
        #expect(budget.reserve(["crm.item.get"], at: 0) == nil)
    }

    @Test func nearTheLimitCallsAreSpreadUntilTheReset() {
        // 456 of 480 s may be used, 400 are: 28 calls of 2 s in the 560 s that are left, one every 20 s.
        var budget = budget(operating: 400, resetAt: 660)
        #expect(budget.reserve([method], at: 100) == nil)
        let second = budget.reserve(["CRM.Item.Update"], at: 100)
        #expect(second == .init(method: "CRM.Item.Update", seconds: 20))
        #expect(budget.reserve([method, method], at: 100)?.seconds == 40)
        // Two at once take the room of two.
        #expect(budget.reserve([method], at: 100)?.seconds == 80)
        // After the reset the next answer tells more.
        #expect(budget.reserve([method], at: 661) == nil)
    }

    @Test func whatDoesNotFitWaitsForTheReset() {
        var budget = budget(operating: 455, resetAt: 660)
        #expect(budget.reserve([method], at: 100)?.seconds == 560)
        var full = OperatingBudget()
        full.block(method, until: 700)
        #expect(full.reserve(["crm.item.get", method], at: 100) == .init(method: method, seconds: 600))
        #expect(full.resetAt(of: "CRM.ITEM.UPDATE") == 700)
    }

    @Test func answersWithoutCountersTeachNothing() {
        var budget = OperatingBudget()
        budget.learn(method, operating: nil, resetAt: nil, duration: 50)
        #expect(budget.reserve([method], at: 0) == nil)
        #expect(budget.resetAt(of: method) == nil)
    }
}
