import Foundation
import Synchronization
import Testing

/// A server of `Tests/Support/peer.py`: TLS, HTTP/2, a proxy, or a portal that has moved. It ends with this value.
final class Peer: Sendable {
    /// What it saw of its clients.
    struct Summary {
        var connections: Int
        var requests: [String]
        /// By connection, in the order of arrival: `h2`, `http/1.1`.
        var protocols: [String]
        /// Where clients of the proxy wanted to go: `portal.invalid:443`.
        var tunnels: [String]
        /// Whether they brought the right name and password.
        var authorized: [Bool]
        /// Which streams of HTTP/2 a client gave up.
        var resets: [Int]
    }

    let port: Int
    private let process: pid_t
    private let input: FileHandle
    private let output: FileHandle

    /// Whether this machine has what the peers need.
    static let isAvailable = python != nil && openssl != nil
    static let need: Comment = "python3 (with its ssl module) and the openssl command are needed"

    private static let python = tool("python3")
    private static let openssl = tool("openssl")
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Support/peer.py").path

    private static func tool(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// - Parameter settings: as `peer.py` takes them: `["role": "tls", "certificate": ...]`.
    init(_ settings: [String: any Sendable]) async throws {
        let json = try String(decoding: JSONSerialization.data(withJSONObject: settings), as: UTF8.self)
        (process, input, output) = try Self.start(["serve", json])
        let line = await onItsOwnThread { [output] in Self.line(output) }
        struct Ready: Decodable { let port: Int }
        port = try JSONDecoder().decode(Ready.self, from: line).port
    }

    /// Ends it.
    func summary() async throws -> Summary {
        try input.close()
        let data = await onItsOwnThread { [output, process] in
            let data = (try? output.readToEnd()) ?? Data()
            Self.wait(process)
            return data
        }
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return Summary(
            connections: try #require(object["connections"] as? Int),
            requests: try #require(object["requests"] as? [String]),
            protocols: try #require(object["protocols"] as? [String]),
            tunnels: try #require(object["tunnels"] as? [String]),
            authorized: try #require(object["authorized"] as? [Bool]),
            resets: try #require(object["resets"] as? [Int]))
    }

    /// Makes certificates for `localhost`, `127.0.0.1` and `portal.invalid`: `good`, `expired`, `other` (for another host),
    /// and their authority `ca.pem`.
    ///
    /// - Returns: the folder.
    static func certificates(in home: Home) async throws -> String {
        let (process, input, output) = try start(["certificates", home.path])
        try input.close()
        let status = await onItsOwnThread {
            _ = try? output.readToEnd()
            return wait(process)
        }
        try #require(status == 0, "openssl made no certificates")
        return home.path
    }

    private static func start(_ arguments: [String]) throws -> (pid_t, FileHandle, FileHandle) {
        let python = try #require(Self.python)
        return try starting.withLock { _ in
            let (input, output) = (try Pipe.closedOnExec(), try Pipe.closedOnExec())
            let process = try spawn(
                python, [script] + arguments, ProcessInfo.processInfo.environment, folder: "/",
                descriptors: [input.reading, output.writing, STDERR_FILENO])
            for end in [input.reading, output.writing] { close(end) }
            return (
                process, FileHandle(fileDescriptor: input.writing, closeOnDealloc: true),
                FileHandle(fileDescriptor: output.reading, closeOnDealloc: true)
            )
        }
    }

    private static func line(_ handle: FileHandle) -> Data {
        var line = Data()
        while let byte = try? handle.read(upToCount: 1), !byte.isEmpty, byte.first != UInt8(ascii: "\n") {
            line += byte
        }
        return line
    }

    @discardableResult
    private static func wait(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }
}
