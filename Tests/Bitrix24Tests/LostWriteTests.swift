import JSON
import Synchronization
import Testing

@testable import Bitrix24

/// What reading tells of a write whose answer was lost.
@Suite struct LostWriteCheckTests {
    private static func check(_ method: String, _ parameters: JSONObject) throws -> LostWriteCheck {
        try #require(LostWriteCheck(Command(method, parameters)))
    }

    @Test func whatIsRead() throws {
        let update = try Self.check(
            "crm.item.update", ["entityTypeId": 156, "id": 7, "fields": ["title": "Leave"], "useOriginalUfNames": "N"])
        #expect(update.read == Command("crm.item.get", ["entityTypeId": 156, "id": 7]))
        let deletion = try Self.check("crm.deal.delete", ["ID": 7])
        #expect(deletion.read == Command("crm.deal.get", ["id": 7]))
        let item = try Self.check("crm.item.add", ["entityTypeId": 156, "fields": ["title": "A", "xmlId": "row-1"]])
        #expect(item.read == Command("crm.item.list", ["entityTypeId": 156, "filter": ["xmlId": "row-1"]]))
        let field = try Self.check(
            "userfieldconfig.add", ["moduleId": "crm", "field": ["entityId": "CRM_7", "fieldName": "UF_CRM_7_A"]])
        #expect(
            field.read
                == Command(
                    "userfieldconfig.list",
                    ["moduleId": "crm", "filter": ["entityId": "CRM_7", "fieldName": "UF_CRM_7_A"]]))
        let type = try Self.check("crm.type.add", ["fields": ["title": "Leave", "entityTypeId": 1040]])
        #expect(type.read == Command("crm.type.list", ["filter": ["entityTypeId": 1040]]))
    }

    @Test(arguments: [
        ("crm.item.add", #"{"entityTypeId":156,"fields":{"title":"no marker"}}"#),
        ("crm.item.add", #"{"entityTypeId":156,"fields":{"xmlId":""}}"#),
        ("crm.item.update", #"{"entityTypeId":156,"id":7,"fields":{}}"#),
        ("crm.item.update", #"{"entityTypeId":156,"fields":{"title":"no id"}}"#),
        ("crm.item.update", #"{"entityTypeId":156,"id":"$result[a][ID]","fields":{"title":"x"}}"#),
        ("crm.automatedsolution.add", #"{"fields":{"title":"titles occur twice"}}"#),
        ("crm.item.import", #"{"entityTypeId":156,"fields":{"title":"x"}}"#), ("im.notify", #"{"to":1}"#),
    ])
    func whatNoReadCanTell(method: String, parameters: String) throws {
        let parameters = try #require(try json(parameters).objectValue)
        #expect(LostWriteCheck(Command(method, parameters)) == nil)
    }

    @Test(arguments: [
        (#"{"title":"Leave"}"#, #"{"item":{"id":7,"title":"Leave"}}"#, "ran"),
        (#"{"title":"Leave","opportunity":10}"#, #"{"item":{"id":7,"title":" Leave ","opportunity":"10.00"}}"#, "ran"),
        (#"{"title":"Leave"}"#, #"{"item":{"id":7,"title":"Old"}}"#, "notSoFar"),
        (#"{"opened":true,"observers":[3,1]}"#, #"{"item":{"id":7,"opened":"Y","observers":["1","3"]}}"#, "ran"),
        (#"{"observers":[3]}"#, #"{"item":{"id":7,"observers":[1,3]}}"#, "notSoFar"),
        (#"{"UF_CRM_7_TOTAL":5}"#, #"{"item":{"id":7,"ufCrm7Total":"5"}}"#, "ran"),
        (#"{"companyId":null}"#, #"{"item":{"id":7,"companyId":""}}"#, "ran"),
        // A day comes back as a moment in the portal's zone: that tells nothing either way.
        (#"{"begindate":"2026-03-10"}"#, #"{"item":{"id":7,"begindate":"2026-03-09T21:00:00+00:00"}}"#, "unclear"),
        (
            #"{"begindate":"2026-03-10","title":"A"}"#,
            #"{"item":{"id":7,"begindate":"2026-03-09T21:00:00Z","title":"A"}}"#, "unclear"
        ),
        (
            #"{"begindate":"2026-03-10","title":"A"}"#,
            #"{"item":{"id":7,"begindate":"2026-03-10T03:00:00+03:00","title":"A"}}"#, "ran"
        ),
        (
            #"{"begindate":"2026-03-10T00:00:00Z"}"#,
            #"{"item":{"id":7,"begindate":"2026-03-10T03:00:00+03:00"}}"#, "ran"
        ),
        // The title was so before: whether the file has come, nothing tells.
        (#"{"title":"A","ufFile":["a.txt","QQ=="]}"#, #"{"item":{"id":7,"title":"A","ufFile":{"id":3}}}"#, "unclear"),
        (#"{"title":"A","ufSecret":"x"}"#, #"{"item":{"id":7,"title":"A"}}"#, "unclear"),
        (#"{"ufFile":["a.txt","QQ=="]}"#, #"{"item":{"id":7,"ufFile":{"id":3}}}"#, "unclear"),
        (#"{"title":"Leave"}"#, "[]", "unclear"),
    ])
    func updates(fields: String, answer: String, expected: String) throws {
        let check = try Self.check(
            "crm.item.update", ["entityTypeId": 156, "id": 7, "fields": try json(fields)])
        let answer = try JSONSlice(Array(answer.utf8))
        let finding = check.finding(answer, sentAt: 0)
        #expect(name(finding) == expected)
        if case .ran(let result) = finding { #expect(result == answer.value) }
    }

    @Test func deletions() throws {
        let check = try Self.check("crm.deal.delete", ["ID": 7])
        #expect(check.finding(PortalError(kind: .notFound)) == .ran(true))
        #expect(check.finding(PortalError(kind: .accessDenied)) == .unclear)
        #expect(check.finding(try JSONSlice(Array(#"{"ID":"7"}"#.utf8)), sentAt: 0) == .notSoFar)
        #expect(check.mayRunTwice)
        let item = try Self.check("crm.item.delete", ["entityTypeId": 156, "id": 7])
        #expect(item.finding(PortalError(kind: .notFound)) == .ran([]))
    }

    @Test(arguments: [
        (#"{"items":[]}"#, "notSoFar"),
        (#"{"items":[{"id":9,"title":"A","xmlId":"row-1"}]}"#, "ran"),
        (#"{"items":[{"id":9,"title":"A","xmlId":"row-1"},{"id":10,"title":"A","xmlId":"row-1"}]}"#, "unclear"),
        // An older one with the same marker, and one that somebody else made.
        (#"{"items":[{"id":9,"title":"A","xmlId":"row-1","createdTime":"2020-01-01T00:00:00Z"}]}"#, "unclear"),
        (#"{"items":[{"id":9,"title":"B","xmlId":"row-1"}]}"#, "unclear"),
        // A portal that ignores the filter.
        (#"{"items":[{"id":9,"title":"A","xmlId":"other"}]}"#, "unclear"),
    ])
    func additions(answer: String, expected: String) throws {
        let check = try Self.check("crm.item.add", ["entityTypeId": 156, "fields": ["title": "A", "xmlId": "row-1"]])
        let answer = try JSONSlice(Array(answer.utf8))
        let finding = check.finding(answer, sentAt: 1_700_000_000)
        #expect(name(finding) == expected)
        if case .ran(let result) = finding { #expect(result["item"]?["id"] == 9) }
        #expect(!check.mayRunTwice)
    }

    @Test func anOlderMethodGivesTheIDOfWhatItAdded() throws {
        let check = try Self.check("crm.deal.add", ["fields": ["TITLE": "A", "ORIGIN_ID": "row-1"]])
        let answer = try JSONSlice(Array(#"[{"ID":"9","TITLE":"A","ORIGIN_ID":"row-1"}]"#.utf8))
        #expect(check.finding(answer, sentAt: 0) == .ran(9))
    }

    private func name(_ finding: LostWriteCheck.Finding) -> String {
        switch finding {
        case .ran: "ran"
        case .notSoFar: "notSoFar"
        case .unclear: "unclear"
        }
    }
}

/// Lost answers, from the call to its end, over a portal that keeps items.
@Suite struct LostWriteSearchTests {
    /// Items by id and by `xmlId`; loses the answers of writes that it is told to lose, before or after they ran.
    private final class ItemPortal: Sendable {
        struct State {
            var titles: [Int: String] = [7: "Old"]
            var markers: [String: Int] = [:]
            var ran: [String] = []
            var losses: [(runs: Bool, delay: Int)] = []
            var late: [(looks: Int, write: @Sendable (inout State) -> Void)] = []
        }

        let state: Mutex<State>

        init(_ losses: [(runs: Bool, delay: Int)]) {
            state = Mutex(State(losses: losses))
        }

        var transport: FakeTransport {
            FakeTransport { [self] request, _ in
                let parameters = (try? JSONReader.value(request.body)) ?? .null
                guard request.restMethod == "batch" else { return answer(request.restMethod, parameters) }
                return batch(parameters)
            }
        }

        private func batch(_ parameters: JSONValue) -> FakeTransport.Reply {
            var results = JSONObject()
            var errors = JSONObject()
            for command in parameters["cmd"]?.objectValue?.members ?? [] {
                let text = command.value.stringValue ?? ""
                let method = String(text.prefix { $0 != "?" })
                guard case .json(let body, _) = answer(method, Self.parameters(of: text)) else { return Self.lost }
                let value = (try? json(body)) ?? .null
                if value["error"] != nil { errors[command.key] = value } else { results[command.key] = value["result"] }
            }
            return .json(
                JSONWriter.string(["result": ["result": .object(results), "result_error": .object(errors)]]))
        }

        /// `a=1&fields[b]=2` as an object of texts.
        private static func parameters(of text: String) -> JSONValue {
            var outer = JSONObject()
            for pair in text.drop(while: { $0 != "?" }).dropFirst().split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1).map {
                    String($0).replacing("%5B", with: "[").replacing("%5D", with: "]")
                }
                guard parts.count == 2 else { continue }
                let keys = parts[0].split { $0 == "[" || $0 == "]" }.map(String.init)
                if keys.count == 1 {
                    outer[keys[0]] = .string(parts[1])
                } else {
                    var inner = outer[keys[0]]?.objectValue ?? [:]
                    inner[keys[1]] = .string(parts[1])
                    outer[keys[0]] = .object(inner)
                }
            }
            return .object(outer)
        }

        private static let lost = FakeTransport.Reply.failure(
            TransportError(kind: .closed, requestMayHaveBeenSent: true, text: "x"))

        private func answer(_ method: String, _ parameters: JSONValue) -> FakeTransport.Reply {
            state.withLock { state in
                for index in state.late.indices { state.late[index].looks -= 1 }
                for write in state.late where write.looks == 0 { write.write(&state) }
                let id = Int(parameters["id"]?.integerValue ?? Int64(parameters["id"]?.stringValue ?? "") ?? 0)
                switch method {
                case "crm.item.get":
                    guard let title = state.titles[id] else { return .json(#"{"error":"NOT_FOUND"}"#, status: 400) }
                    return .json(#"{"result":{"item":{"id":\#(id),"title":"\#(title)"}}}"#)
                case "crm.item.list":
                    let marker = parameters["filter"]?["xmlId"]?.stringValue ?? ""
                    guard let found = state.markers[marker] else { return .json(#"{"result":{"items":[]}}"#) }
                    return .json(
                        #"{"result":{"items":[{"id":\#(found),"title":"\#(state.titles[found] ?? "")","xmlId":"\#(marker)"}]}}"#
                    )
                default:
                    let write: @Sendable (inout State) -> Void = { Self.run(method, parameters, id, &$0) }
                    guard !state.losses.isEmpty else {
                        write(&state)
                        return .json(#"{"result":{"item":{"id":\#(id)}}}"#)
                    }
                    let loss = state.losses.removeFirst()
                    if loss.runs, loss.delay == 0 { write(&state) }
                    if loss.runs, loss.delay > 0 { state.late.append((loss.delay, write)) }
                    return Self.lost
                }
            }
        }

        private static func run(_ method: String, _ parameters: JSONValue, _ id: Int, _ state: inout State) {
            state.ran.append(method)
            let title = parameters["fields"]?["title"]?.stringValue
            switch method {
            case "crm.item.update": state.titles[id] = title
            case "crm.item.delete": state.titles[id] = nil
            default:
                let new = 100 + state.titles.count
                state.titles[new] = title
                if let marker = parameters["fields"]?["xmlId"]?.stringValue { state.markers[marker] = new }
            }
        }
    }

    private static let update = Command("crm.item.update", ["entityTypeId": 156, "id": 7, "fields": ["title": "New"]])
    private static let deletion = Command("crm.item.delete", ["entityTypeId": 156, "id": 7])
    private static let addition = Command(
        "crm.item.add", ["entityTypeId": 156, "fields": ["title": "New", "xmlId": "row-1"]])

    @Test(arguments: [
        // It ran, at once or while b24 was looking: never a second time.
        (update, true, 0, true, 1), (update, true, 1, true, 1), (deletion, true, 0, true, 1),
        (addition, true, 0, true, 1), (addition, true, 4, true, 1),
        // It did not run: sent again.
        (update, false, 0, false, 1), (deletion, false, 0, false, 1), (addition, false, 0, false, 1),
    ])
    func oneCall(write: Command, runs: Bool, delay: Int, isReconciled: Bool, times: Int) async throws {
        let portal = ItemPortal([(runs, delay)])
        let time = VirtualTime()
        let client = try makeClient(portal.transport, time: time)
        let told = Mutex<[PortalNotice]>([])
        client.onNotice { notice in told.withLock { $0.append(notice) } }
        let response = try await client.call(write)
        #expect(response.isReconciled == isReconciled)
        #expect(portal.state.withLock { $0.ran } == Array(repeating: write.method, count: times))
        #expect(told.withLock { $0 } == [.checkingLostWrite(method: write.method)])
        // An addition is sent again only when the first one cannot run any more.
        if write.method == "crm.item.add", !runs { #expect(time.now >= 60) } else { #expect(time.now < 60) }
    }

    @Test func aWriteThatIsLostTwiceIsLookedForAndNotSentAThirdTime() async throws {
        let portal = ItemPortal([(false, 0), (false, 0), (false, 0)])
        let client = try makeClient(portal.transport)
        let error = await portalError { try await client.call(Self.update) }
        #expect(error?.outcome == .unknown)
        #expect(portal.state.withLock { $0.ran } == [])
        #expect(portal.state.withLock { $0.losses.count } == 1)
    }

    @Test func aLostBatchIsLookedForCommandByCommand() async throws {
        let portal = ItemPortal([(true, 0)])
        let client = try makeClient(portal.transport)
        // The update ran before the connection broke, the deletion after it did not; the addition has no marker.
        let plain = Command("crm.item.add", ["entityTypeId": 156, "fields": ["title": "Plain"]])
        let outcomes = try await client.batch([
            ("read", Command("crm.item.get", ["entityTypeId": 156, "id": 7])), ("update", Self.update),
            ("delete", Command("crm.item.delete", ["entityTypeId": 156, "id": 8])), ("add", plain),
        ])
        guard case .done(let read) = outcomes[0], case .done(let update) = outcomes[1], case .done = outcomes[2],
            case .failed(let error) = outcomes[3]
        else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(read.result["item"]?["id"]?.integer == 7)
        #expect(update.isReconciled)
        #expect(error.outcome == .unknown)
        #expect(portal.state.withLock { $0.ran } == ["crm.item.update"])
    }

    /// A write that waited long for the portal's rate was not sent long ago: its time to run begins when its answer is lost.
    @Test func waitingForTheRateIsNoTimeToRun() async throws {
        let portal = ItemPortal([(false, 0)])
        let time = VirtualTime()
        let client = try makeClient(portal.transport, time: time, plan: .basic)
        let get = Command("crm.item.get", ["entityTypeId": 156, "id": 7])
        time.pause()
        let others = (0..<250).map { _ in Task { try await client.call(get) } }
        while await client.gate.waitingCount < 199 { await Task.yield() }
        let start = time.now
        let addition = Task { try await client.call(Self.addition) }
        while await client.gate.waitingCount < 200 { await Task.yield() }
        time.resume()
        for other in others { _ = try await other.value }
        let waited = time.now - start
        #expect(waited > 60)
        _ = try await addition.value
        #expect(time.now - start >= waited + 60)
    }

    @Test func aWriteThatNoReadCanTellOfStaysUnknownAtOnce() async throws {
        let portal = ItemPortal([(true, 0)])
        let time = VirtualTime()
        let client = try makeClient(portal.transport, time: time)
        let error = await portalError {
            try await client.call(Command("crm.item.add", ["entityTypeId": 156, "fields": ["title": "Plain"]]))
        }
        #expect(error?.outcome == .unknown)
        #expect(time.sleeps.isEmpty)
    }

    @Test(arguments: [
        (update, true, "done"), (update, false, "notRun"), (addition, true, "done"), (addition, false, "notRun"),
    ])
    func lookingBackAtAnEarlierWrite(write: Command, runs: Bool, expected: String) async throws {
        let portal = ItemPortal([(runs, 0)])
        let time = VirtualTime()
        let client = try makeClient(portal.transport, time: time)
        _ = try? await client.exchange(write, isRead: false)
        let name =
            switch try await client.reconcile(write, sentAt: time.unixTime) {
            case .done: "done"
            case .notRun: "notRun"
            case .unknown: "unknown"
            }
        #expect(name == expected)
        #expect(portal.state.withLock { $0.ran.count } == (runs ? 1 : 0))
        if expected == "notRun", write == Self.addition { #expect(time.now >= 60) }
    }
}
