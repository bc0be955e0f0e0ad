import Bitrix24
import Testing

/// A small packed answer must not fill memory.
@Suite(.enabled(if: Peer.isAvailable, Peer.need)) struct CompressionTests {
    @Test func aBombIsNotUnpacked() async throws {
        let peer = try await Peer(["role": "http", "gzip": true, "bomb": 64 << 20])
        let request = HTTPRequest(
            method: "POST", url: "http://127.0.0.1:\(peer.port)/rest/1/code/profile.json", body: Array("{}".utf8),
            largestAnswer: 1 << 20)
        let error = await #expect(throws: TransportError.self) { try await CurlTransport().send(request) }
        #expect(error?.kind == .tooLarge)
        #expect(error?.requestMayHaveBeenSent == true)
        #expect(try await peer.summary().requests == ["profile"])
    }
}
