import JSON
import Testing

@testable import Bitrix24

@Suite struct ListEstimateTests {
    @Test(arguments: [
        (49, ListWay.pages, 1), (50, .pages, 2), (100_000, .pages, 2001), (49, .cursorBatches, 1),
        (50, .cursorBatches, 2), (2549, .cursorBatches, 2), (2550, .cursorBatches, 3), (100_000, .cursorBatches, 41),
        (50, .offsetBatches, 1), (150, .offsetBatches, 3), (151, .offsetBatches, 2), (100_000, .offsetBatches, 41),
    ])
    func requests(rows: Int, way: ListWay, requests: Int) {
        #expect(ListEstimate(rows: rows, way: way, plan: .box).requests == requests)
    }

    @Test func theRateCounts() {
        let free = ListEstimate(rows: 300_000, way: .cursorBatches, plan: .box, secondsPerPage: 0.001, latency: 0.01)
        let basic = ListEstimate(rows: 300_000, way: .cursorBatches, plan: .basic, secondsPerPage: 0.001, latency: 0.01)
        #expect(free.seconds < 1)
        #expect(basic.seconds == Double(basic.requests - 50) / 2)
        let slow = ListEstimate(rows: 300_000, way: .pages, plan: .enterprise, secondsPerPage: 1, latency: 0)
        #expect(slow.seconds == 6001)
    }

    @Test func theWayFollowsTheMethodAndTheParameters() throws {
        let client = try makeClient(FakeTransport([.json(#"{"result":[]}"#)]))
        #expect(try client.pages(Command("crm.item.list")).way == .cursorBatches)
        #expect(try client.pages(Command("crm.type.list")).way == .offsetBatches)
        #expect(try client.pages(Command("crm.item.list", ["filter": ["opened": false]])).way == .pages)
        var options = ListOptions()
        options.batches = false
        #expect(try client.pages(Command("crm.item.list"), options).way == .pages)
        options.limit = 100
        #expect(try client.pages(Command("crm.item.list"), options).estimate(rows: 1000).requests == 3)
    }
}
