import Synchronization
import Testing

@testable import Bitrix24

@Suite struct CurlTransportTests {
    private func request(_ url: String, body: String = "{}", timeout: Duration = .seconds(600)) -> HTTPRequest {
        // On a machine that is busy with other tests a connection may take longer than people would wait for one.
        var timeouts = Timeouts(whole: timeout)
        (timeouts.connect, timeouts.tls, timeouts.stall) = (timeouts.firstByte, timeouts.firstByte, timeouts.firstByte)
        return HTTPRequest(
            method: "POST", url: url + "/rest/7/\(secretCode)/profile.json",
            headers: [("Content-Type", "application/json")], body: Array(body.utf8), timeouts: timeouts)
    }

    private func failure(_ transport: CurlTransport, _ request: HTTPRequest) async -> TransportError? {
        do {
            let response = try await transport.send(request)
            Issue.record("answered \(response.status)")
            return nil
        } catch {
            #expect(!"\(error)".contains(secretCode))
            return error
        }
    }

    @Test func aRequestArrivesWholeAndItsAnswerComesBack() async throws {
        let server = try LoopbackServer { _ in
            .answer(status: 418, headers: ["X-One: a: b ", "X-ONE: c"], body: Array(#"{"result":1}"#.utf8))
        }
        defer { server.stop() }
        let response = try await CurlTransport().send(request(server.url, body: #"{"title":"Отпуск"}"#))
        #expect(response.status == 418)
        #expect(response.header("x-one") == "a: b")
        #expect(response.headers.filter { $0.name == "x-one" }.map(\.value) == ["a: b", "c"])
        #expect(response.body == Array(#"{"result":1}"#.utf8))
        let arrived = try #require(server.requests.first)
        #expect(arrived.head.hasPrefix("POST /rest/7/\(secretCode)/profile.json HTTP/1.1\r\n"))
        #expect(arrived.head.contains("Content-Type: application/json"))
        #expect(arrived.head.lowercased().contains("accept-encoding:"))
        #expect(!arrived.head.contains("Expect"))
        #expect(arrived.body == Array(#"{"title":"Отпуск"}"#.utf8))
    }

    @Test func connectionsAreKept() async throws {
        let server = try LoopbackServer { .answer(body: Array("\($0.number)".utf8)) }
        defer { server.stop() }
        let transport = CurlTransport()
        for number in 0..<5 {
            #expect(try await transport.send(request(server.url)).body == Array("\(number)".utf8))
        }
        // One, as a rule; a machine that pauses for the better part of a minute may make it two.
        #expect(server.connections < 3)
    }

    @Test func manyRequestsAtOnce() async throws {
        let server = try LoopbackServer { .answer(body: $0.body) }
        defer { server.stop() }
        let transport = CurlTransport()
        let bodies = await withTaskGroup(of: [UInt8]?.self) { group in
            for number in 0..<100 {
                group.addTask { try? await transport.send(self.request(server.url, body: "\(number)")).body }
            }
            return await group.reduce(into: Set<String>()) { $0.insert(String(decoding: $1 ?? [], as: UTF8.self)) }
        }
        #expect(bodies == Set((0..<100).map { "\($0)" }))
    }

    @Test func largeBodiesBothWays() async throws {
        let server = try LoopbackServer { .answer(body: $0.body) }
        defer { server.stop() }
        let text = String(repeating: "0123456789abcdef", count: 300_000)
        let response = try await CurlTransport().send(request(server.url, body: text))
        #expect(response.body == Array(text.utf8))
    }

    @Test func answersAreDecompressed() async throws {
        // gzip of "hello hello hello\n"
        let packed: [UInt8] = [
            0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40,
            0x90, 0x5C, 0x00, 0x3B, 0x7C, 0x8A, 0xDF, 0x12, 0x00, 0x00, 0x00,
        ]
        let server = try LoopbackServer { _ in .answer(headers: ["Content-Encoding: gzip"], body: packed) }
        defer { server.stop() }
        let response = try await CurlTransport().send(request(server.url))
        #expect(String(decoding: response.body, as: UTF8.self) == "hello hello hello\n")
    }

    @Test func redirectsAreLeftToTheCaller() async throws {
        let server = try LoopbackServer { _ in
            .answer(status: 302, headers: ["Location: https://new.example/rest/7/x/profile.json"], body: [])
        }
        defer { server.stop() }
        let response = try await CurlTransport().send(request(server.url))
        #expect(response.status == 302)
        #expect(response.header("location") == "https://new.example/rest/7/x/profile.json")
        #expect(server.requests.count == 1)
    }

    @Test func nobodyListens() async throws {
        let error = await failure(CurlTransport(), request("http://127.0.0.1:\(try LoopbackServer.deadPort())"))
        #expect(error?.kind == .connect)
        #expect(error?.requestMayHaveBeenSent == false)
    }

    @Test func noSuchHost() async throws {
        let error = await failure(CurlTransport(), request("https://no-such-host.invalid"))
        #expect(error?.kind == .resolve)
        #expect(error?.requestMayHaveBeenSent == false)
    }

    @Test func noTLSOnTheOtherSide() async throws {
        let server = try LoopbackServer { _ in .answer(body: []) }
        defer { server.stop() }
        let error = await failure(CurlTransport(), request("https://127.0.0.1:\(server.port)"))
        #expect(error?.kind == .tls)
        #expect(error?.tlsFailure == .handshake)
        #expect(error?.requestMayHaveBeenSent == false)
    }

    @Test func theServerClosesWithoutAnAnswer() async throws {
        let server = try LoopbackServer { _ in .close }
        defer { server.stop() }
        let error = await failure(CurlTransport(), request(server.url))
        #expect(error?.kind == .closed)
        #expect(error?.requestMayHaveBeenSent == true)
        #expect(server.requests.count == 1)
    }

    /// libcurl would send the request again by itself, since the connection had been used before.
    @Test func aRequestLostOnAKeptConnectionIsNotRepeatedBehindOurBack() async throws {
        let server = try LoopbackServer { $0.number == 0 ? .answer(body: []) : .close }
        defer { server.stop() }
        let transport = CurlTransport()
        _ = try await transport.send(request(server.url))
        let error = await failure(transport, request(server.url))
        #expect(error?.kind == .closed)
        #expect(error?.requestMayHaveBeenSent == true)
        #expect(server.requests.count == 2)
    }

    /// The other connection that libcurl tries then cannot be made: the first one's request may have run all the same.
    @Test func aServerThatGoesInTheMiddleOfARequest() async throws {
        final class Box: Sendable { let server = Mutex<LoopbackServer?>(nil) }
        let box = Box()
        let server = try LoopbackServer { request in
            guard request.number > 0 else { return .answer(body: []) }
            box.server.withLock { $0?.stop() }
            return .close
        }
        box.server.withLock { $0 = server }
        defer { box.server.withLock { $0 = nil } }
        let transport = CurlTransport()
        _ = try await transport.send(request(server.url))
        let error = await failure(transport, request(server.url))
        #expect(error?.kind == .closed)
        #expect(error?.requestMayHaveBeenSent == true)
        #expect(error?.text == "The connection was closed before an answer came")
    }

    @Test func noAnswerInTime() async throws {
        let server = try LoopbackServer { _ in .hang }
        defer { server.stop() }
        let error = await failure(CurlTransport(), request(server.url, timeout: .milliseconds(100)))
        #expect(error?.kind == .timeout)
        #expect(error?.requestMayHaveBeenSent == true)
    }

    @Test func aCancelledTaskLeavesTheServer() async throws {
        let server = try LoopbackServer { _ in .hang }
        defer { server.stop() }
        let transport = CurlTransport()
        let task = Task { await failure(transport, request(server.url)) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        let error = await task.value
        #expect(error?.kind == .cancelled)
        #expect(error?.requestMayHaveBeenSent == true)
        while server.gone == 0 { await Task.yield() }
    }

    @Test func aTaskCancelledBeforehandSendsNothing() async throws {
        let server = try LoopbackServer { _ in .answer(body: []) }
        defer { server.stop() }
        let transport = CurlTransport()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await failure(transport, request(server.url))
        }
        task.cancel()
        let error = await task.value
        #expect(error?.kind == .cancelled)
        #expect(error?.requestMayHaveBeenSent == false)
        #expect(server.requests.isEmpty)
    }

    @Test func transportsComeAndGo() async throws {
        let server = try LoopbackServer { _ in .answer(body: []) }
        defer { server.stop() }
        for _ in 0..<20 { _ = try await CurlTransport().send(request(server.url)) }
        #expect(server.connections == 20)
    }
}
