import Localization
import Testing

@testable import Bitrix24

/// Each phase of a request has a limit, and the error names it.
@Suite struct TimeoutTests {
    private let short = Duration.milliseconds(150)

    private func failure(
        _ url: String, body: String = "{}", _ limits: (inout Timeouts) -> Void
    ) async -> TransportError? {
        var timeouts = Timeouts()
        limits(&timeouts)
        let request = HTTPRequest(
            method: "POST", url: url + "/rest/7/\(secretCode)/profile.json", body: Array(body.utf8), timeouts: timeouts)
        do {
            _ = try await CurlTransport().send(request)
            Issue.record("answered")
            return nil
        } catch {
            #expect(error.kind == .timeout)
            return error
        }
    }

    #if os(Linux)
        @Test func theConnection() async throws {
            let full = try LoopbackServer.Silence(takesAnother: false)
            let error = await failure("http://127.0.0.1:\(full.port)") { $0.connect = short }
            #expect(error?.limit == .init(phase: .connect, duration: short))
            #expect(error?.requestMayHaveBeenSent == false)
        }
    #endif

    @Test func theTLSHandshake() async throws {
        let silence = try LoopbackServer.Silence()
        let error = await failure("https://127.0.0.1:\(silence.port)") { $0.tls = short }
        #expect(error?.limit == .init(phase: .tls, duration: short))
        #expect(error?.requestMayHaveBeenSent == false)
    }

    @Test func aRequestThatNobodyReads() async throws {
        let silence = try LoopbackServer.Silence()
        let body = String(repeating: "0123456789abcdef", count: 2 << 20)
        let error = await failure("http://127.0.0.1:\(silence.port)", body: body) { $0.stall = short }
        #expect(error?.limit == .init(phase: .send, duration: short))
        #expect(error?.requestMayHaveBeenSent == true)
    }

    @Test func theFirstByte() async throws {
        let server = try LoopbackServer { _ in .hang }
        defer { server.stop() }
        let error = await failure(server.url) { $0.firstByte = short }
        #expect(error?.limit == .init(phase: .firstByte, duration: short))
        #expect(error?.requestMayHaveBeenSent == true)
    }

    /// An interim answer is not the beginning of the real one.
    @Test func theFirstByteBehindAnInterimAnswer() async throws {
        let server = try LoopbackServer { _ in .raw(Array("HTTP/1.1 103 Early Hints\r\n\r\n".utf8)) }
        defer { server.stop() }
        let error = await failure(server.url) { $0.firstByte = short }
        #expect(error?.limit?.phase == .firstByte)
    }

    @Test func anAnswerThatStopsHalfWay() async throws {
        let server = try LoopbackServer { _ in .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".utf8)) }
        defer { server.stop() }
        let error = await failure(server.url) { $0.stall = short }
        #expect(error?.limit == .init(phase: .body, duration: short))
        #expect(error?.requestMayHaveBeenSent == true)
    }

    @Test func theWholeRequest() async throws {
        let server = try LoopbackServer { _ in .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".utf8)) }
        defer { server.stop() }
        let error = await failure(server.url) { $0.whole = short }
        #expect(error?.limit == .init(phase: .body, duration: short, isWhole: true))
    }

    @Test func moreTimeInAllIsMoreTimeToThink() {
        #expect(Timeouts(whole: .seconds(300)).firstByte == .seconds(300))
        #expect(Timeouts(whole: .seconds(10)).firstByte == .seconds(65))
        #expect(PortalClient.Options().timeouts == Timeouts())
    }

    @Test(
        arguments: [
            (.resolve, false, false, "The name demo.bitrix24.com was not resolved within 15 s.", "за 15 с"),
            (.connect, false, false, "No connection to demo.bitrix24.com within 15 s.", "за 15 с"),
            (.tls, false, false, "did not finish the TLS handshake within 15 s", "согласование TLS за 15 с"),
            (.firstByte, false, true, "did not begin to answer within 15 s", "не начал отвечать за 15 с"),
            (.send, false, true, "nothing moved for 15 s", "15 с не пришло и не ушло"),
            (.body, false, true, "nothing moved for 15 s", "15 с не пришло и не ушло"),
            (.body, true, true, "took longer than 15 s", "дольше 15 с"),
        ] as [(TransportError.Phase, Bool, Bool, String, String)])
    func theErrorNamesThePhase(
        phase: TransportError.Phase, isWhole: Bool, isSent: Bool, en: String, ru: String
    ) async throws {
        let failure = TransportError(
            kind: .timeout, requestMayHaveBeenSent: isSent, text: "x",
            limit: .init(phase: phase, duration: .seconds(15), isWhole: isWhole))
        let client = try makeClient(FakeTransport([.failure(failure)]), maximumAttempts: 1)
        let error = try #require(await portalError { try await client.call(Command("crm.type.add")) })
        #expect(error.kind == .timeout)
        #expect(error.details["phase"] == phase.rawValue)
        #expect(error.outcome == (isSent ? .unknown : .refused))
        #expect(error.message(.en).contains(en), "\(error.message(.en))")
        #expect(error.message(.ru).contains(ru), "\(error.message(.ru))")
    }
}
