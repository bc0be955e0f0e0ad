import Testing

@testable import Bitrix24

@Suite struct BatchSizeTests {
    @Test(arguments: [
        // commands, seconds, commands of the next batch
        (50, 1.0, 50), (50, 20.0, 50), (50, 25.0, 40), (50, 40.0, 25), (6, 12.0, 10), (50, 5000.0, 1),
    ])
    func followsTheTimeOfACommand(commands: Int, seconds: Double, next: Int) {
        var size = BatchSize(50)
        size.answered(commands: commands, seconds: seconds)
        #expect(size.commands == next)
    }

    @Test func growsAgainButNotToWhatHasFailed() {
        var size = BatchSize(50)
        size.answered(commands: 50, seconds: 100)
        #expect(size.commands == 10)
        size.answered(commands: 10, seconds: 1)
        #expect(size.commands == 30)
        size.failed(commands: 30)
        #expect(size.commands == 7)
        for _ in 0..<10 { size.answered(commands: 7, seconds: 0.1) }
        #expect(size.commands == 7)
        size.failed(commands: 7)
        #expect(size.commands == 1)
    }

    @Test func ends() {
        var size = BatchSize(50)
        size.end()
        size.answered(commands: 5, seconds: 0.1)
        #expect(size.commands == 1)
    }
}
