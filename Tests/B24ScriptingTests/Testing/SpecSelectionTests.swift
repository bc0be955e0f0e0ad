import Testing

@testable import B24Scripting

/// Which tests of specs run, and in which order.
@Suite struct SpecSelectionTests {
    private let tests = ["leave asks #fast", "leave books #slow", "sums #fast,#money", "ends"].enumerated().map {
        SpecTest(number: $0 + 1, name: $1, line: $0 * 10)
    }

    private func numbers(_ change: (inout SpecSelection) -> Void) -> [Int] {
        var selection = SpecSelection()
        change(&selection)
        return selection.choose(tests).map(\.number)
    }

    @Test func allInTheirOrder() { #expect(numbers { _ in } == [1, 2, 3, 4]) }

    @Test func byTheTextOfTheirNames() {
        #expect(numbers { $0.filters = ["LEAVE"] } == [1, 2])
        #expect(numbers { $0.filters = ["asks", "ends"] } == [1, 4])
        #expect(numbers { $0.filters = ["nothing"] } == [])
    }

    @Test func byTags() {
        #expect(numbers { $0.tags = ["fast"] } == [1, 3])
        #expect(numbers { $0.tags = ["money", "slow"] } == [2, 3])
        #expect(numbers { $0.excludedTags = ["fast"] } == [2, 4])
        #expect(
            numbers {
                $0.tags = ["fast"]
                $0.excludedTags = ["money"]
            } == [1])
    }

    @Test func aSeedGivesTheSameOrderEachTime() {
        let some = numbers { $0.seed = 7 }
        #expect(some == numbers { $0.seed = 7 })
        #expect(some.sorted() == [1, 2, 3, 4])
        #expect(Set((0..<20).map { seed in numbers { $0.seed = seed } }).count > 5)
    }
}
