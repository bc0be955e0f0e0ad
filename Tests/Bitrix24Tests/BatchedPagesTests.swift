import JSON
import Testing

@testable import Bitrix24

/// Lists in batches, through the client.
@Suite struct BatchedPagesTests {
    private let items = Command("crm.item.list", ["entityTypeId": 156])

    private func ids(
        _ transport: FakeTransport, _ command: Command, field: String = "id",
        time: any TimeSource = VirtualTime(), plan: PortalClient.Plan = .box,
        _ change: (inout ListOptions) -> Void = { _ in }
    ) async throws -> [Int] {
        var options = ListOptions()
        change(&options)
        var found: [Int] = []
        for try await page in try makeClient(transport, time: time, plan: plan).pages(command, options) {
            found += page.rows.compactMap { $0[field]?.integer }
        }
        return found
    }

    private func transport(_ list: FakeList) -> FakeTransport { FakeTransport { request, _ in list.answer(request) } }

    private func methods(_ transport: FakeTransport) -> [String] { transport.requests.map(\.restMethod) }

    @Test(arguments: [
        ("crm.item.list", "id", "items"), ("crm.deal.list", "ID", nil), ("user.get", "ID", nil),
        ("crm.company.list", "ID", nil), ("crm.type.list", "id", "types"), ("crm.status.list", "ID", nil),
    ])
    func methodsOfAllShapes(method: String, field: String, key: String?) async throws {
        let transport = transport(FakeList(Array(1...1210), field: field, key: key))
        #expect(try await ids(transport, Command(method, ["filter": ["x": "y z"]]), field: field) == Array(1...1210))
        #expect(transport.requests.count <= 3)
        #expect(methods(transport).prefix(2) == [method, "batch"])
        let commands = try body(transport.requests[1])["cmd"]?.objectValue?.members.map { $0.value.stringValue ?? "" }
        #expect(commands?.allSatisfy { $0.contains("filter%5Bx%5D=y%20z") } == true)
    }

    @Test func howAChainIsWritten() async throws {
        let transport = transport(FakeList(Array(1...3000)))
        #expect(try await ids(transport, items) == Array(1...3000))
        let sent = try body(transport.requests[1])
        #expect(sent["halt"] == 0)
        let base = "crm.item.list?entityTypeId=156&"
        let cmd = try #require(sent["cmd"]?.objectValue)
        #expect(cmd["p0"] == .string(base + "order%5Bid%5D=DESC&start=-1&select%5B0%5D=id"))
        #expect(cmd["p1"] == .string(base + "order%5Bid%5D=ASC&filter%5B%3Eid%5D=50&start=-1"))
        #expect(
            cmd["p2"]
                == .string(base + "order%5Bid%5D=ASC&filter%5B%3Eid%5D=$result[p1][items][49][id]&start=-1"))
    }

    @Test func theCallersConditionsOnTheIdStay() async throws {
        for filter: JSONObject in [
            [">id": 20, "<id": 2140, "title": "x"], [">=id": 1, "<=id": 2000], ["<=id": "2500"], [">id": 100],
        ] {
            let list = FakeList(Array(1...3000))
            let whole = try await ids(transport(list), Command("crm.item.list", ["filter": .object(filter)])) {
                $0.batches = false
            }
            let transport = transport(list)
            #expect(try await ids(transport, Command("crm.item.list", ["filter": .object(filter)])) == whole)
            #expect(transport.requests.count < 8)
        }
    }

    @Test(
        arguments: [
            // A query would say something else, or nothing.
            ["filter": ["opened": true]], ["filter": ["title": nil]], ["filter": ["@id": []]], ["x": "$result[p1]"],
        ] as [JSONObject])
    func parametersThatABatchCannotCarryGoPageByPage(parameters: JSONObject) async throws {
        let transport = transport(FakeList(Array(1...210)))
        #expect(try await ids(transport, Command("crm.item.list", parameters)) == Array(1...210))
        #expect(Set(methods(transport)) == ["crm.item.list"])
    }

    @Test func limitsAndOptions() async throws {
        let list = FakeList(Array(1...3000))
        let limited = transport(list)
        #expect(try await ids(limited, items) { $0.limit = 130 } == Array(1...130))
        #expect(limited.requests.count == 2)
        let single = transport(list)
        #expect(try await ids(single, items) { $0.batches = false } == Array(1...3000))
        #expect(!methods(single).contains("batch"))
        let bounded = transport(list)
        #expect(try await ids(bounded, items) { $0.prefetch = 0 } == Array(1...3000))
        #expect(!methods(bounded).contains("batch"))
    }

    @Test func whoStopsEarlyHasAskedForNoMore() async throws {
        let transport = transport(FakeList(Array(1...3000)))
        for try await page in try makeClient(transport).pages(items) {
            #expect(page.rows.count == 50)
            break
        }
        #expect(transport.requests.count == 1)
    }

    // MARK: Faults

    @Test func aPageThatFailsOnceIsAskedForAlone() async throws {
        let list = FakeList(Array(1...2000)) { page in
            page.isInBatch && page.after == 150 ? ["error": "INTERNAL_SERVER_ERROR"] : nil
        }
        let transport = transport(list)
        #expect(try await ids(transport, items) == Array(1...2000))
        #expect(methods(transport).count { $0 == "crm.item.list" } == 2)
    }

    @Test func aPageThatFailsForEverIsAnError() async throws {
        let list = FakeList(Array(1...2000)) { $0.after == 150 ? ["error": "ACCESS_DENIED"] : nil }
        var rows = 0
        let client = try makeClient(transport(list))
        let error = await portalError {
            for try await page in client.pages(items) { rows += page.rows.count }
            return rows
        }
        #expect(error?.code == "ACCESS_DENIED")
        #expect(error?.method == "crm.item.list")
        #expect(rows == 150)
    }

    @Test func aBlockedMethodInABatchWaitsForItsReset() async throws {
        let time = VirtualTime()
        let list = FakeList(Array(1...400)) { page in
            guard time.now < 30, page.after == 150 else { return nil }
            return ["error": "OPERATION_TIME_LIMIT", "time": ["operating_reset_at": .number(VirtualTime.epoch + 40)]]
        }
        #expect(try await ids(transport(list), items, time: time) == Array(1...400))
        #expect(time.now > 40 && time.now < 60)
    }

    private static let lost = FakeTransport.Reply.failure(
        TransportError(kind: .closed, requestMayHaveBeenSent: true, text: "gone"))

    @Test func aLostBatchIsRepeated() async throws {
        let list = FakeList(Array(1...2000))
        let transport = FakeTransport { request, number in number == 1 ? Self.lost : list.answer(request) }
        #expect(try await ids(transport, items) == Array(1...2000))
    }

    @Test func batchesThatAreAlwaysLostBecomePages() async throws {
        let list = FakeList(Array(1...400))
        let transport = FakeTransport { request, _ in
            request.restMethod == "batch" ? .json("<html>Gateway Timeout</html>", status: 504) : list.answer(request)
        }
        #expect(try await ids(transport, items) == Array(1...400))
    }

    @Test func anAnswerThatMentionsNoCommandIsNoList() async throws {
        let list = FakeList(Array(1...400))
        let transport = FakeTransport { request, _ in
            request.restMethod == "batch" ? .json(#"{"result":{"result":[],"result_error":[]}}"#) : list.answer(request)
        }
        #expect(try await ids(transport, items) == Array(1...400))
    }

    @Test func deletionsDuringAnOffsetListAreAnError() async throws {
        let list = FakeList(Array(1...1200))
        let transport = FakeTransport { request, number in
            if number == 1 { list.change { $0.removeFirst(2) } }
            return list.answer(request)
        }
        let error = await portalError { try await ids(transport, Command("crm.status.list")) }
        #expect(error?.problem == .listShrunk)
    }

    @Test func theRateOfThePortalIsKept() async throws {
        let time = VirtualTime()
        let transport = transport(FakeList(Array(1...12_000)))
        // Four pages to a batch.
        #expect(try await ids(transport, items, time: time, plan: .basic) { $0.prefetch = 400 } == Array(1...12_000))
        #expect(transport.requests.count < 66)
        // 50 at once, then 2 a second, a second behind the brim.
        #expect(time.now <= Double(transport.requests.count - 50) / 2 * 1.05 + 1)
    }

    @Test func cancellationEndsTheRequestsUnderWay() async throws {
        let list = FakeList(Array(1...9000))
        let transport = FakeTransport { request, number in number < 2 ? list.answer(request) : .never }
        let client = try makeClient(transport)
        let task = Task {
            var rows = 0
            for try await page in client.pages(items) { rows += page.rows.count }
            return rows
        }
        while transport.requests.count < 4 { await Task.yield() }
        task.cancel()
        let error = await portalError { try await task.value }
        #expect(error?.kind == .cancelled)
    }
}
