import JSON
import Localization
import Synchronization
import Testing

@testable import Bitrix24

/// The methods of REST 3: their address, their errors, and writes that may be repeated. -> api-reference/rest-v3
@Suite struct REST3Tests {
    private let add = Command("note.document.add", ["fields": ["title": "Отпуск"]])
    private let get = Command("note.document.get", ["id": 5])

    /// A portal that keeps the answers to successful writes by their keys and runs each write once.
    private final class Store: Sendable {
        struct State {
            var runs = 0
            var stored: [String: (body: [UInt8], answer: String)] = [:]
            var replays = 0
        }
        let state = Mutex(State())
        /// What happens to the answer of a request, by its number from 0; it has run all the same.
        let loss: @Sendable (Int) -> FakeTransport.Reply?

        init(_ loss: @escaping @Sendable (Int) -> FakeTransport.Reply?) { self.loss = loss }

        var transport: FakeTransport {
            FakeTransport { [self] request, number in
                let reply = answer(request)
                return loss(number) ?? reply
            }
        }

        private func answer(_ request: HTTPRequest) -> FakeTransport.Reply {
            state.withLock { state in
                let key = request.headers.first { $0.name == "Idempotency-Key" }?.value
                guard let key, (1...255).contains(key.utf8.count) else {
                    state.runs += 1
                    return .json(#"{"result":{"item":{"id":\#(state.runs)}}}"#)
                }
                if let stored = state.stored[key] {
                    guard stored.body == request.body else {
                        return .json(
                            #"{"error":{"code":"BITRIX_REST_V3_EXCEPTION_IDEMPOTENCYKEYREUSEDEXCEPTION","message":"x"}}"#,
                            status: 422)
                    }
                    state.replays += 1
                    return .response(
                        HTTPResponse(
                            status: 200, headers: [("idempotent-replayed", "true")], body: Array(stored.answer.utf8)))
                }
                state.runs += 1
                let answer = #"{"result":{"item":{"id":\#(state.runs)}}}"#
                state.stored[key] = (request.body, answer)
                return .json(answer)
            }
        }
    }

    private static func lost(_ kind: TransportError.Kind, sent: Bool = true) -> FakeTransport.Reply {
        .failure(TransportError(kind: kind, requestMayHaveBeenSent: sent, text: "x"))
    }

    @Test(
        arguments: [
            ("note.document.get", nil, "/rest/api/7/\(secretCode)/note.document.get"),
            // In both: the old one, unless it is asked for.
            ("tasks.task.get", nil, "/rest/7/\(secretCode)/tasks.task.get.json"),
            ("tasks.task.get", .three, "/rest/api/7/\(secretCode)/tasks.task.get"),
            ("tasks.task.get", .two, "/rest/7/\(secretCode)/tasks.task.get.json"),
            ("crm.type.get", nil, "/rest/7/\(secretCode)/crm.type.get.json"),
            ("vendor.method", nil, "/rest/7/\(secretCode)/vendor.method.json"),
            ("vendor.method", .three, "/rest/api/7/\(secretCode)/vendor.method"),
        ] as [(String, RESTVersion?, String)])
    func addresses(method: String, version: RESTVersion?, path: String) async throws {
        let transport = FakeTransport([.json(#"{"result":{"item":{"id":5}}}"#)])
        let command = Command(method, ["id": 5], restVersion: version)
        let response = try await makeClient(transport).call(command)
        #expect(response.result["item"]?["id"]?.integer == 5)
        let request = try #require(transport.requests.first)
        #expect(request.url == "https://demo.bitrix24.com" + path)
        #expect(request.method == "POST")
        #expect(try body(request) == ["id": 5])
    }

    @Test func writesCarryAKeyAndReadsDoNot() async throws {
        let transport = FakeTransport([.json(#"{"result":{}}"#)])
        let client = try makeClient(transport)
        for command in [add, add, get, Command("crm.type.add"), Command("tasks.task.add", restVersion: .three)] {
            _ = try await client.call(command)
        }
        let keys = transport.requests.map { $0.headers.first { $0.name == "Idempotency-Key" }?.value }
        #expect(keys.map { $0 != nil } == [true, true, false, false, true])
        let given = keys.compactMap(\.self)
        #expect(Set(given).count == given.count)
        #expect(
            given.allSatisfy { (1...255).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && !$0.isWhitespace } })
    }

    @Test(arguments: [lost(.closed), lost(.timeout), .json("<html>Bad Gateway</html>", status: 502)])
    func aWriteWhoseAnswerWasLostRunsOnce(loss: FakeTransport.Reply) async throws {
        let store = Store { $0 == 0 ? loss : nil }
        let time = VirtualTime()
        let transport = store.transport
        let response = try await makeClient(transport, time: time).call(add)
        #expect(response.attempts == 2)
        #expect(response.result["item"]?["id"]?.integer == 1)
        #expect(store.state.withLock { $0.runs } == 1)
        #expect(store.state.withLock { $0.replays } == 1)
        #expect(Set(transport.requests.map { $0.headers.first { $0.name == "Idempotency-Key" }?.value }).count == 1)
        // Two that run at once may both take effect: the second waits for the portal's own limit.
        #expect(time.sleeps == [65])
    }

    @Test func theSameWithoutAKeyIsNotRepeated() async throws {
        let store = Store { $0 == 0 ? Self.lost(.closed) : nil }
        let client = try makeClient(store.transport)
        let error = await portalError { try await client.call(Command("crm.type.add")) }
        #expect(error?.outcome == .unknown)
        #expect(store.state.withLock { $0.runs } == 1)
    }

    @Test(
        arguments: [
            // Lost again and again: nobody knows.
            ([lost(.closed), lost(.closed), lost(.closed)], 3, .network, .unknown),
            // The repetition was refused, which says nothing of the first one.
            ([lost(.closed), lost(.connect, sent: false), lost(.connect, sent: false)], 3, .network, .unknown),
            (
                [lost(.closed), .json(#"{"error":{"code":"INVALID_CREDENTIALS"}}"#, status: 401)], 2, .authInvalid,
                .unknown
            ),
            // The portal ran it the second time, and it failed: so the first one had not succeeded.
            (
                [
                    lost(.closed),
                    .json(#"{"error":{"code":"BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION"}}"#, status: 400),
                ], 2, .notFound, .failed
            ),
        ] as [([FakeTransport.Reply], Int, ErrorKind, Outcome)])
    func whatIsKnownInTheEnd(
        replies: [FakeTransport.Reply], attempts: Int, kind: ErrorKind, outcome: Outcome
    ) async throws {
        let client = try makeClient(FakeTransport(replies))
        let error = await portalError { try await client.call(add) }
        #expect(error?.kind == kind)
        #expect(error?.outcome == outcome)
        #expect(error?.attempts == attempts)
    }

    @Test func stoppingTheWaitLeavesItUnknown() async throws {
        let time = VirtualTime(isPaused: true)
        let client = try makeClient(FakeTransport([Self.lost(.closed)]), time: time)
        let task = Task { await portalError { try await client.call(add) } }
        while time.sleeps.isEmpty { await Task.yield() }
        task.cancel()
        let error = await task.value
        #expect(error?.kind == .cancelled)
        #expect(error?.outcome == .unknown)
        #expect(error?.requestID?.count == 16)
    }

    @Test func validationIsQuoted() async throws {
        let answer = """
            {"error":{"code":"BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION",
            "message":"Error validating request object","validation":[
            {"message":"Required field `id` is not specified","field":"id"},{"message":"too long","field":"title"}]}}
            """
        let client = try makeClient(FakeTransport([.json(answer, status: 400)]))
        let error = try #require(await portalError { try await client.call(get) })
        #expect(error.kind == .requiredField)
        #expect(error.details["field"] == "id")
        #expect(error.message(.en).contains("id: Required field `id` is not specified / title: too long"))
        #expect(error.outcome == .refused)
    }

    @Test(arguments: [
        ("IDEMPOTENCYKEYREUSEDEXCEPTION", 422, ErrorKind.invalidArgument, "idempotency key", "ключ идемпотентности"),
        ("INVALIDIDEMPOTENCYKEYEXCEPTION", 400, .invalidArgument, "idempotency key", "ключ идемпотентности"),
        ("INVALIDJSONEXCEPTION", 400, .invalidArgument, "JSON", "JSON"),
        ("UNKNOWNFILTEROPERATOREXCEPTION", 400, .invalidArgument, "operator", "оператор"),
        ("ACCESSDENIEDEXCEPTION", 403, .accessDenied, "right", "прав"),
        ("SOMETHINGNEWEXCEPTION", 500, .serverError, "failed", "ошибка"),
    ])
    func codes(code: String, status: Int, kind: ErrorKind, en: String, ru: String) async throws {
        let answer = #"{"error":{"code":"BITRIX_REST_V3_EXCEPTION_\#(code)","message":"x"}}"#
        let client = try makeClient(FakeTransport([.json(answer, status: status)]))
        let error = try #require(await portalError { try await client.call(get) })
        #expect(error.kind == kind)
        #expect(error.status == status)
        #expect(error.message(.en).contains(en), "\(error.message(.en))")
        #expect(error.message(.ru).contains(ru), "\(error.message(.ru))")
    }

    @Test func inABatchTheyGoAloneInTheirPlace() async throws {
        let portal = FakePortal()
        let transport = portal.transport
        let outcomes = try await makeClient(transport).batch([
            ("a", Command("user.current")), ("b", Command("note.document.get", ["id": "$result[a][ID]"])),
            ("c", Command("tasks.task.get", restVersion: .three)), ("d", Command("profile", ["x": "$result[b][ID]"])),
        ])
        #expect(portal.log.requests.map(\.method) == ["batch", "note.document.get", "tasks.task.get", "batch"])
        #expect(transport.requests.map { $0.url.contains("/rest/api/") } == [false, true, true, false])
        #expect(try body(transport.requests[1]) == ["id": "id-a"])
        #expect(portal.log.written["d"] == "profile?x=id")
        for case .done in outcomes { continue }
        #expect(outcomes.count == 4)
    }

    @Test func listsAreRefusedRatherThanCutShort() async throws {
        let transport = FakeTransport([.json(#"{"result":{"items":[]}}"#)])
        let client = try makeClient(transport)
        let error = await portalError {
            for try await _ in client.pages(Command("mail.mailbox.list")) {}
            return 0
        }
        #expect(error?.problem == .listREST3)
        #expect(await portalError { try await client.count(Command("mail.mailbox.list")) }?.problem == .listREST3)
        #expect(transport.requests.isEmpty)
    }
}
