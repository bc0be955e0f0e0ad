import JSON
import Testing

@testable import Bitrix24

/// Lists page by page; ``BatchedPagesTests`` has those in batches.
@Suite struct PagesTests {
    private let items = Command("crm.item.list", ["entityTypeId": 156])

    private func ids(
        _ transport: FakeTransport, _ command: Command, limit: Int? = nil, paging: ListOptions.Paging? = nil,
        field: String = "id"
    ) async throws -> [Int] {
        var options = ListOptions()
        options.limit = limit
        options.paging = paging
        options.batches = false
        var found: [Int] = []
        for try await page in try makeClient(transport).pages(command, options) {
            found += page.rows.compactMap { $0[field]?.integer }
        }
        return found
    }

    private func transport(_ list: FakeList) -> FakeTransport { FakeTransport { request, _ in list.answer(request) } }

    private func parameters(_ transport: FakeTransport) throws -> [JSONValue] { try transport.requests.map(body) }

    @Test(arguments: [0, 1, 49, 50, 51, 100, 120])
    func byCursor(count: Int) async throws {
        let transport = transport(FakeList(Array((1...max(count, 1)).prefix(count))))
        #expect(try await ids(transport, items) == Array((1...max(count, 1)).prefix(count)))
        #expect(transport.requests.count == count / 50 + 1)
        for (index, sent) in try parameters(transport).enumerated() {
            #expect(sent["start"] == -1)
            #expect(sent["order"] == ["id": "ASC"])
            #expect(sent["filter"] == (index == 0 ? nil : [">id": .integer(Int64(index * 50))]))
            #expect(sent["entityTypeId"] == 156)
        }
    }

    @Test(arguments: [
        (#"{"order":{"id":"DESC"}}"#, ListOptions.Paging.offset), (#"{"order":{"title":"ASC"}}"#, .offset),
        (#"{"order":{"id":"asc"}}"#, .cursor), (#"{"order":{"ID":"ASC"}}"#, .cursor), (#"{"order":{}}"#, .cursor),
        (#"{"order":[]}"#, .cursor), (#"{"order":{"id":"ASC","title":"ASC"}}"#, .offset),
        (#"{"filter":{"logic":"OR","0":{"id":1}}}"#, .offset), (#"{"filter":[["id","=",1]]}"#, .offset),
        (#"{"filter":{"0":{"logic":"OR","0":{"id":1}}}}"#, .cursor), (#"{"filter":[]}"#, .cursor),
        (#"{"start":50}"#, .offset), (#"{"start":0}"#, .cursor), (#"{"start":-1}"#, .cursor), ("{}", .cursor),
    ])
    func theCallersParametersDecide(parameters: String, paging: ListOptions.Paging) throws {
        let command = Command("crm.item.list", try #require(try json(parameters).objectValue))
        #expect(try ListRequest(command, nil).paging == paging)
    }

    @Test func descendingOrderGoesByOffsetAndDoublesNothing() async throws {
        let transport = transport(FakeList(Array(1...120)))
        let command = Command("crm.item.list", ["entityTypeId": 156, "order": ["id": "DESC"]])
        #expect(try await ids(transport, command) == Array((1...120).reversed()))
    }

    @Test(
        arguments: [
            ("crm.type.list", [:], PortalError.Problem.listCursorUnsupported),
            ("crm.item.list", ["order": ["id": "DESC"]], .listOrder),
            ("crm.item.list", ["filter": ["logic": "OR"]], .listFilter), ("crm.item.list", ["start": 50], .listStart),
            ("user.get", ["sort": "NAME"], .listOrder), ("user.get", ["order": "DESC"], .listOrder),
        ] as [(String, JSONObject, PortalError.Problem)])
    func aCursorThatCannotBeRightIsRefused(
        method: String, parameters: JSONObject, problem: PortalError.Problem
    ) async throws {
        let transport = FakeTransport([.json(#"{"result":[]}"#)])
        let error = await portalError { try await ids(transport, Command(method, parameters), paging: .cursor) }
        #expect(error?.problem == problem)
        #expect(transport.requests.isEmpty)
    }

    @Test func theCallersConditionsOnTheIdStay() async throws {
        let transport = transport(FakeList(Array(1...200)))
        let command = Command("crm.item.list", ["filter": [">id": 20, "<id": 140, "title": "x"]])
        #expect(try await ids(transport, command) == Array(21...139))
        let filters = try parameters(transport).map { $0["filter"] }
        #expect(filters[0] == [">id": 20, "<id": 140, "title": "x"])
        #expect(filters[1] == [">id": 70, "<id": 140, "title": "x"])
    }

    @Test(
        arguments: [
            (["title"], ["title", "id"]), (["id", "title"], ["id", "title"]), (["*"], ["*"]), (["ID"], ["ID"]),
            ([], []), (["0": "title", "language": "de"], ["0": "title", "language": "de", "1": "id"]),
        ] as [(JSONValue, JSONValue)])
    func theIdIsSelected(select: JSONValue, sent: JSONValue) throws {
        let request = try ListRequest(Command("crm.item.list", ["select": select]), nil)
        #expect(request.command(.first(counts: false)).parameters["select"] == sent)
    }

    @Test(arguments: [(0, 0), (1, 1), (50, 1), (51, 2), (70, 2), (500, 3)])
    func limits(limit: Int, requests: Int) async throws {
        let transport = transport(FakeList(Array(1...120)))
        #expect(try await ids(transport, items, limit: limit) == Array((1...120).prefix(limit)))
        #expect(transport.requests.count == requests)
    }

    @Test func aNegativeLimitIsRefused() async throws {
        let transport = transport(FakeList([1]))
        let error = await portalError { try await ids(transport, items, limit: -1) }
        #expect(error?.problem == .listLimit)
    }

    @Test func aPageThatFailsIsAnErrorNotAShorterList() async throws {
        let list = FakeList(Array(1...200))
        let transport = FakeTransport { request, number in
            number == 2 ? .json(#"{"error":"ACCESS_DENIED"}"#, status: 403) : list.answer(request)
        }
        var options = ListOptions()
        options.batches = false
        options.prefetch = 0
        var iterator = try makeClient(transport).pages(items, options).makeAsyncIterator()
        #expect(try await iterator.next()?.rows.count == 50)
        #expect(try await iterator.next()?.rows.count == 50)
        let error = await portalError { try await iterator.next()?.rows.count }
        #expect(error?.code == "ACCESS_DENIED")
        // After an error the list is over; the caller has the error.
        #expect(try await iterator.next() == nil)
        #expect(transport.requests.count == 3)
    }

    private static func page(_ ids: [Int], _ more: String = "") -> FakeTransport.Reply {
        .json(#"{"result":{"items":[\#(ids.map { "{\"id\":\($0)}" }.joined(separator: ","))]}\#(more)}"#)
    }

    @Test(arguments: [
        // The filter is ignored: the same page again.
        ([page(Array(1...50)), page(Array(1...50))], "50"),
        // Backward.
        ([page(Array(51...100)), page(Array(1...50))], "100"),
        // The order is ignored.
        ([page(Array((1...50).reversed()))], "50"),
        ([page([1, 2, 2])], "2"),
    ])
    func aCursorThatStallsIsRefused(replies: [FakeTransport.Reply], last: String) async throws {
        let transport = FakeTransport(replies)
        let error = await portalError { try await ids(transport, items) }
        #expect(error?.problem == .listStalled)
        #expect(error?.details["id"] == last)
        #expect(transport.requests.count == replies.count)
    }

    @Test(arguments: [0, 50, 70, -1])
    func anOffsetThatDoesNotAdvanceIsRefused(next: Int) async throws {
        let transport = FakeTransport([
            Self.page(Array(1...50), #","next":50,"total":200"#),
            Self.page(Array(51...100), #","next":\#(next),"total":200"#),
        ])
        let error = await portalError { try await ids(transport, Command("crm.type.list")) }
        #expect(error?.problem == .listOffsetStalled)
        #expect(transport.requests.count == 2)
    }

    @Test func aFullPageWithoutNextGoesOnWhenTheTotalSaysSo() async throws {
        let transport = FakeTransport([
            Self.page(Array(1...50), #","total":60"#), Self.page(Array(51...60), #","total":60"#),
        ])
        #expect(try await ids(transport, Command("crm.type.list")) == Array(1...60))
    }

    @Test func deletionsDuringAnOffsetListAreAnError() async throws {
        let list = FakeList(Array(1...120))
        let transport = FakeTransport { request, number in
            if number == 1 { list.change { $0.removeFirst(2) } }
            return list.answer(request)
        }
        let error = await portalError { try await ids(transport, Command("crm.type.list")) }
        #expect(error?.problem == .listShrunk)
        #expect(error?.details["before"] == "120" && error?.details["total"] == "118")
        #expect(transport.requests.count == 2)
    }

    @Test func additionsDuringAnOffsetListDoubleNothing() async throws {
        let list = FakeList(Array(1...120))
        let transport = FakeTransport { request, number in
            if number == 1 { list.change { $0.insert(contentsOf: [901, 902, 903], at: 0) } }
            return list.answer(request)
        }
        #expect(try await ids(transport, Command("crm.type.list")) == Array(1...120))
    }

    @Test func aMethodThatIgnoresTheOffsetIsRefused() async throws {
        let transport = FakeTransport([Self.page(Array(1...50), #","total":60"#)])
        let error = await portalError { try await ids(transport, Command("crm.type.list")) }
        #expect(error?.problem == .listOffsetStalled)
    }

    @Test func rowsThatOnlyLookAlikeAreKept() async throws {
        let page = #"{"result":[\#(Array(repeating: #"{"NAME":"x"}"#, count: 50).joined(separator: ","))],"total":100}"#
        let transport = FakeTransport([.json(page)])
        var rows = 0
        for try await page in try makeClient(transport).pages(Command("crm.status.list")) { rows += page.rows.count }
        #expect(rows == 100)
    }

    @Test(arguments: [
        (#"{"items":[{"id":1}],"hasMore":true}"#, PortalError.Problem.listOwnPaging),
        (#"{"ID":"1","UF_DEPARTMENT":[1,2]}"#, .listWithoutRows), (#"{"id":1,"rows":[]}"#, .listWithoutRows),
    ])
    func listsThatWouldComeShort(result: String, problem: PortalError.Problem) async throws {
        let transport = FakeTransport([.json(#"{"result":\#(result)}"#)])
        let error = await portalError { try await ids(transport, Command("im.recent.list")) }
        #expect(error?.problem == problem)
    }

    @Test func bareConditionsOfUserGetStayInForce() async throws {
        let transport = transport(FakeList(Array(1...60), field: "ID", key: nil))
        #expect(try await ids(transport, Command("user.get", ["ACTIVE": true]), field: "ID") == Array(1...60))
        let sent = try parameters(transport)
        #expect(sent[0]["ACTIVE"] == true && sent[0]["filter"] == nil)
        #expect(sent[1]["ACTIVE"] == nil && sent[1]["filter"] == ["ACTIVE": true, ">ID": 50])
        let both = Command("user.get", ["ACTIVE": true, "FILTER": ["NAME": "A"]])
        #expect(try ListRequest(both, nil).paging == .offset)
    }

    @Test func anEmptyPageBeforeOthersIsSkipped() async throws {
        let transport = FakeTransport([
            Self.page([], #","next":50,"total":60"#), Self.page(Array(51...60), #","total":60"#),
        ])
        #expect(try await ids(transport, Command("crm.type.list")) == Array(51...60))
    }

    @Test(arguments: [
        (#"{"items":[{"title":"x"}]}"#, PortalError.Problem.listRowWithoutID),
        (#"{"items":[{"id":"x"}]}"#, .listRowWithoutID), (#"{"items":[7]}"#, .listRowWithoutID),
        (#"{"items":[{"id":9223372036854775807}]}"#, .listRowWithoutID),
        (#"{"items":[{"id":"-9007199254740993"}]}"#, .listRowWithoutID),
        ("true", .listWithoutRows), (#"{"a":[],"b":[]}"#, .listWithoutRows), (#"{"item":{"id":1}}"#, .listWithoutRows),
        (#"{"items":{"x":1}}"#, .listWithoutRows),
    ])
    func answersThatAreNoList(result: String, problem: PortalError.Problem) async throws {
        let transport = FakeTransport([.json(#"{"result":\#(result)}"#)])
        let error = await portalError { try await ids(transport, items) }
        #expect(error?.problem == problem)
        #expect(error?.method == "crm.item.list")
    }

    @Test(arguments: [
        (#"[{"id":1}]"#, 1), (#"{"items":{"0":{"id":1},"2":{"id":3}}}"#, 2), (#"{"items":[]}"#, 0), ("[]", 0),
        ("null", 0), (#"{"other":[{"id":1}]}"#, 1), (#"{"1":{"id":1},"5":{"id":5}}"#, 2),
        (#"{"items":[{"id":1}],"relations":[]}"#, 1),
    ])
    func rowsAreFound(result: String, count: Int) throws {
        #expect(ListRows.rows(in: try JSONSlice(Array(result.utf8)), named: "items")?.count == count)
    }

    @Test(arguments: [
        ("crm.type.list", #"{"result":{"types":[]},"total":120,"next":50}"#, 120),
        ("user.get", #"{"result":[],"total":"7"}"#, 7), ("crm.status.list", #"{"result":[{"ID":"1"}]}"#, 1),
    ])
    func totals(method: String, answer: String, total: Int) async throws {
        let transport = FakeTransport([.json(answer)])
        #expect(try await makeClient(transport).count(Command(method, ["start": -1])) == total)
        #expect(try parameters(transport)[0]["start"] == nil)
    }

    @Test func aTotalThatIsNotToldIsAnError() async throws {
        let client = try makeClient(FakeTransport([.json(#"{"result":[{"ID":"1"}],"next":50}"#)]))
        let error = await portalError { try await client.count(Command("crm.status.list")) }
        #expect(error?.problem == .listWithoutTotal)
    }

    @Test func thePageTellsTheTotalByOffsetOnly() async throws {
        let list = FakeList(Array(1...60))
        var byOffset = ListOptions()
        byOffset.paging = .offset
        var offset = try makeClient(transport(list)).pages(items, byOffset).makeAsyncIterator()
        #expect(try await offset.next()?.total == 60)
        var cursor = try makeClient(transport(list)).pages(items).makeAsyncIterator()
        #expect(try await cursor.next()?.total == nil)
    }
}
