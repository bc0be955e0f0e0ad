import JSON
import Testing

@testable import Bitrix24

/// One command, from the request to its answer or error.
@Suite struct CallTests {
    private let read = Command("crm.type.get", ["id": 13])
    private let write = Command("crm.type.add", ["fields": ["title": "Leave"]])
    private let rateLimited = FakeTransport.Reply.json(#"{"error":"QUERY_LIMIT_EXCEEDED"}"#, status: 503)
    private let success = FakeTransport.Reply.json(
        #"{"result":{"type":{"id":13}},"total":1,"next":50,"time":{"operating_reset_at":1800000060}}"#)

    private static func lost(_ kind: TransportError.Kind, sent: Bool) -> FakeTransport.Reply {
        .failure(TransportError(kind: kind, requestMayHaveBeenSent: sent, text: "x"))
    }

    @Test func theAnswerIsWhole() async throws {
        let transport = FakeTransport([success])
        let response = try await makeClient(transport).call(read)
        #expect(response.result["type"]?["id"]?.integer == 13)
        #expect(response.total == 1)
        #expect(response.next == 50)
        #expect(response.time?["operating_reset_at"]?.integer == 1_800_000_060)
        #expect(response.status == 200)
        #expect(response.attempts == 1)
        #expect(response.requestID.count == 16)
        let request = try #require(transport.requests.first)
        #expect(request.url == "https://demo.bitrix24.com/rest/7/\(secretCode)/crm.type.get.json")
        #expect(try body(request) == ["id": 13])
        #expect(request.headers.contains { $0.name == "X-Request-ID" && $0.value == response.requestID })
    }

    @Test(
        arguments: [
            // What did not run is repeated, reads and writes alike.
            (true, [.json(#"{"error":"QUERY_LIMIT_EXCEEDED"}"#, status: 503)], 2, nil, nil),
            (false, [.json(#"{"error":"QUERY_LIMIT_EXCEEDED"}"#, status: 503)], 2, nil, nil),
            (false, [lost(.connect, sent: false), lost(.resolve, sent: false)], 3, nil, nil),
            (false, [lost(.timeout, sent: false)], 2, nil, nil),
            (false, Array(repeating: lost(.connect, sent: false), count: 9), 3, .network, .refused),
            // A read may run twice.
            (true, [lost(.timeout, sent: true), lost(.closed, sent: true)], 3, nil, nil),
            (true, [.json("<html>Bad Gateway</html>", status: 502)], 2, nil, nil),
            (true, [.json(#"{"error":"INTERNAL_SERVER_ERROR"}"#, status: 500)], 2, nil, nil),
            (true, Array(repeating: lost(.timeout, sent: true), count: 9), 3, .timeout, .failed),
            // A write whose answer was lost is never repeated.
            (false, [lost(.timeout, sent: true)], 1, .timeout, .unknown),
            (false, [lost(.closed, sent: true)], 1, .network, .unknown),
            (false, [.json("<html>Bad Gateway</html>", status: 502)], 1, .unexpectedAnswer, .unknown),
            (false, [.json(#"{"error":"INTERNAL_SERVER_ERROR"}"#, status: 500)], 1, .serverError, .unknown),
            (false, [.json("<html>login</html>")], 1, .unexpectedAnswer, .unknown),
            // The portal said no, or this machine can't.
            (true, [.json(#"{"error":"ACCESS_DENIED"}"#, status: 400)], 1, .accessDenied, .refused),
            (true, [.json(#"{"error":"NOT_FOUND"}"#, status: 400)], 1, .notFound, .failed),
            (true, [.json(#"{"error":"INVALID_CREDENTIALS"}"#, status: 401)], 1, .authInvalid, .refused),
            (true, [.json(#"{"error":"OVERLOAD_LIMIT"}"#, status: 503)], 1, .overloaded, .refused),
            (true, [.json(#"{"error":"PORTAL_DELETED"}"#, status: 500)], 1, .portalDeleted, .refused),
            (true, [.json("<html>Forbidden</html>", status: 403)], 1, .unexpectedAnswer, .refused),
            (true, [lost(.tls, sent: false)], 1, .tls, .refused),
            (true, [lost(.unavailable, sent: false)], 1, .network, .refused),
            (true, [.json("<html>login</html>")], 1, .unexpectedAnswer, .failed),
        ] as [(Bool, [FakeTransport.Reply], Int, ErrorKind?, Outcome?)])
    func repetition(
        isRead: Bool, failures: [FakeTransport.Reply], attempts: Int, kind: ErrorKind?, outcome: Outcome?
    ) async throws {
        let transport = FakeTransport(failures + [success])
        let client = try makeClient(transport)
        do {
            let response = try await client.call(isRead ? read : write)
            #expect(kind == nil)
            #expect(response.attempts == attempts)
        } catch {
            #expect(error.kind == kind)
            #expect(error.outcome == outcome)
            #expect(error.attempts == attempts)
            #expect(error.method == (isRead ? "crm.type.get" : "crm.type.add"))
            #expect(error.requestID?.count == 16)
        }
        #expect(transport.requests.count == attempts)
        let identifiers = transport.requests.map { $0.headers.first { $0.name == "X-Request-ID" }?.value }
        #expect(Set(identifiers).count == 1)
    }

    @Test func theRateIsRetriedWithGrowingDelaysUntilAttemptsEnd() async throws {
        let time = VirtualTime()
        let transport = FakeTransport([rateLimited])
        let client = try makeClient(transport, time: time)
        let error = await portalError { try await client.call(write) }
        #expect(error?.kind == .rateLimited)
        #expect(error?.attempts == 5)
        #expect(transport.requests.count == 5)
        #expect(time.sleeps.count == 4)
        #expect(zip(time.sleeps, time.sleeps.dropFirst()).allSatisfy { $0 < $1 })
        #expect(zip(time.sleeps, [1.0, 2, 4, 8]).allSatisfy { $0 >= $1 && $0 <= $1 * 1.25 })
    }

    @Test func aRefusalSlowsTheGate() async throws {
        let time = VirtualTime()
        let transport = FakeTransport([rateLimited, success])
        let client = try makeClient(transport, time: time, plan: .basic)
        _ = try await client.call(write)
        let before = time.now
        for _ in 0..<10 { _ = try await client.call(read) }
        // The model took the bucket for full: what follows goes at two a second.
        #expect(time.now - before > 3)
    }

    @Test func aBlockedMethodWaitsForTheKnownReset() async throws {
        let time = VirtualTime()
        let blocked = FakeTransport.Reply.json(#"{"error":"OPERATION_TIME_LIMIT"}"#, status: 429)
        let client = try makeClient(FakeTransport([success, blocked, success]), time: time)
        _ = try await client.call(read)
        let response = try await client.call(read)
        #expect(response.attempts == 2)
        #expect(time.now == 61)
    }

    @Test func aBlockedMethodWithoutAKnownResetIsAnError() async throws {
        let time = VirtualTime()
        let transport = FakeTransport([.json(#"{"error":"OPERATION_TIME_LIMIT"}"#, status: 429)])
        let client = try makeClient(transport, time: time)
        let error = await portalError { try await client.call(write) }
        #expect(error?.kind == .operationTimeLimit)
        #expect(error?.retryAfter == 600)
        #expect(error?.outcome == .refused)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [
        ("a b", PortalError.Problem.methodMalformed), ("../../x", .methodMalformed), ("", .methodMalformed),
        ("https://demo.bitrix24.com/rest/7/\(secretCode)/x", .methodMalformed),
    ])
    func namesThatAreNoMethodsAreNotSent(method: String, problem: PortalError.Problem) async throws {
        let transport = FakeTransport([success])
        let client = try makeClient(transport)
        let error = await portalError { try await client.call(Command(method)) }
        #expect(error?.problem == problem)
        #expect(error.map { "\($0)".contains(secretCode) } == false)
        #expect(transport.requests.isEmpty)
    }

    @Test func cancellationEndsASleepAndARequest() async throws {
        let time = VirtualTime(isPaused: true)
        let sleeping = try makeClient(FakeTransport([rateLimited]), time: time)
        let waiting = try makeClient(FakeTransport([.never]))
        let first = Task { await portalError { try await sleeping.call(write) } }
        let second = Task { await portalError { try await waiting.call(write) } }
        while time.sleeps.isEmpty { await Task.yield() }
        first.cancel()
        second.cancel()
        #expect(await first.value?.kind == .cancelled)
        #expect(await first.value?.outcome == .refused)
        #expect(await second.value?.kind == .cancelled)
        #expect(await second.value?.outcome == .unknown)
    }

    @Test func operatingTimesAreKeptPerMethod() async throws {
        let transport = FakeTransport([success, .json(#"{"error":"OPERATION_TIME_LIMIT"}"#, status: 429)])
        let client = try makeClient(transport)
        _ = try await client.call(read)
        let error = await portalError { try await client.call(Command("crm.item.list", ["entityTypeId": 2])) }
        #expect(error?.retryAfter == 600)
    }
}
