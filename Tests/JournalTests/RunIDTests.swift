import Testing

@testable import Journal

@Suite struct RunIDTests {
    @Test func readsAndSorts() throws {
        var generator = SystemRandomNumberGenerator()
        let id = RunID.make(unixTime: 1_795_718_580, using: &generator)
        #expect(id.wholeMatch(of: /2026112[5-7]-\d{4}-[2-9a-z]{3}/) != nil, "\(id)")
        // A year later, whatever the time zone.
        #expect(RunID.make(unixTime: 1_795_718_580 + 86_400 * 365, using: &generator) > id)
    }
}
