import Localization
import Testing

@testable import Bitrix24

/// Answers that break off, are too long, or are none; and what they leave behind for the next request.
@Suite struct TroubledAnswerTests {
    private func request(_ server: LoopbackServer, largestAnswer: Int = 1 << 20) -> HTTPRequest {
        HTTPRequest(
            method: "POST", url: server.url + "/rest/7/\(secretCode)/crm.type.add.json", body: Array("{}".utf8),
            largestAnswer: largestAnswer)
    }

    @Test(
        arguments: [
            // Reset or closed before, within or behind the headers.
            (.cut([], resets: true), .closed), (.cut([]), .closed),
            (.cut(Array("HTTP/1.1 200 OK\r\nContent-".utf8)), .closed),
            (.cut(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}".utf8)), .closed),
            (.cut(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}".utf8), resets: true), .closed),
            (.cut(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}".utf8)), .closed),
            // Not HTTP, not the compression it says.
            (.cut(Array("220 mail.example ESMTP\r\n".utf8)), .malformed),
            (.answer(headers: ["Content-Encoding: gzip"], body: Array("{}".utf8)), .malformed),
            // Too long, with and without a length told beforehand; headers too.
            (.answer(body: [UInt8](repeating: 0x20, count: (1 << 20) + 1)), .tooLarge),
            (.cut(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + [UInt8](repeating: 0x20, count: 2 << 20)), .tooLarge),
            (.answer(headers: ["X: " + String(repeating: "x", count: 200_000)], body: []), .tooLarge),
            (
                .answer(headers: (0..<200).map { "X-\($0): " + String(repeating: "x", count: 8000) }, body: []),
                .tooLarge
            ),
        ] as [(LoopbackServer.Reply, TransportError.Kind)])
    func troubles(reply: LoopbackServer.Reply, kind: TransportError.Kind) async throws {
        let server = try LoopbackServer { $0.number == 0 ? reply : .answer(body: Array("{}".utf8)) }
        defer { server.stop() }
        let transport = CurlTransport()
        do {
            _ = try await transport.send(request(server))
            Issue.record("answered")
        } catch {
            #expect(error.kind == kind, "\(error)")
            #expect(error.requestMayHaveBeenSent)
            #expect(!"\(error)".contains(secretCode))
        }
        // The next request does not meet what is left of this one.
        #expect(try await transport.send(request(server)).body == Array("{}".utf8))
        #expect(server.requests.count == 2)
    }

    @Test func anAnswerOfExactlyTheSizeIsTaken() async throws {
        let server = try LoopbackServer { _ in .answer(body: [UInt8](repeating: 0x20, count: 1000)) }
        defer { server.stop() }
        #expect(try await CurlTransport().send(request(server, largestAnswer: 1000)).body.count == 1000)
    }

    @Test(arguments: [("crm.type.add", Outcome.unknown), ("crm.type.get", .failed)])
    func aTooLargeAnswerIsNotAskedForAgain(method: String, outcome: Outcome) async throws {
        let failure = TransportError(kind: .tooLarge, requestMayHaveBeenSent: true, text: "x")
        let transport = FakeTransport([.failure(failure)])
        let client = try makeClient(transport)
        let error = try #require(await portalError { try await client.call(Command(method)) })
        #expect(error.kind == .unexpectedAnswer)
        #expect(error.problem == .answerTooLarge)
        #expect(error.outcome == outcome)
        #expect(error.hint(.en).contains("fewer"))
        #expect(transport.requests.count == 1)
    }

    @Test func aCancelledRequestLeavesTheOthersAlone() async throws {
        let server = try LoopbackServer { $0.head.contains("/wait.json") ? .hang : .answer(body: Array("{}".utf8)) }
        defer { server.stop() }
        let transport = CurlTransport()
        _ = try await transport.send(request(server))
        var waiting = request(server)
        waiting.url = server.url + "/rest/7/\(secretCode)/wait.json"
        let task = Task { [waiting] () -> TransportError.Kind? in
            do throws(TransportError) {
                _ = try await transport.send(waiting)
                return nil
            } catch {
                return error.kind
            }
        }
        while server.requests.count < 2 { await Task.yield() }
        task.cancel()
        #expect(await task.value == .cancelled)
        // Its connection is closed, not given to the next request.
        while server.gone == 0 { await Task.yield() }
        for _ in 0..<3 { #expect(try await transport.send(request(server)).status == 200) }
    }
}
