import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A tiny HTTP/1.1 server on a port of the machine's choice: one thread per connection, answers from a closure.
final class LoopbackServer: Sendable {
    struct Request: Sendable {
        /// Which connection it came on, from 0.
        var connection: Int
        /// Which request of the server it is, from 0.
        var number: Int
        var head: String
        var body: [UInt8]
    }

    enum Reply: Sendable, CustomTestStringConvertible {
        case answer(status: Int = 200, headers: [String] = [], body: [UInt8])
        /// Ends the connection without a byte.
        case close
        /// Says nothing until the client has gone.
        case hang
        /// These bytes as they are, and then nothing until the client has gone.
        case raw([UInt8])
        /// These bytes as they are, and then the end of the connection: with a reset, when wanted.
        case cut([UInt8], resets: Bool = false)

        /// Without megabytes of body.
        var testDescription: String {
            func start(_ bytes: [UInt8]) -> String {
                "\(bytes.count) bytes " + String(decoding: bytes.prefix(60), as: UTF8.self).debugDescription
            }
            return switch self {
            case .answer(let status, let headers, let body):
                "answer \(status), \(headers.count) headers \(headers.first?.prefix(60) ?? ""), \(start(body))"
            case .close: "close"
            case .hang: "hang"
            case .raw(let bytes): "raw \(start(bytes))"
            case .cut(let bytes, let resets): "\(resets ? "reset" : "end") after \(start(bytes))"
            }
        }
    }

    let port: Int
    private let listener: Int32
    private let handler: @Sendable (Request) -> Reply
    private let log = Mutex<(requests: [Request], connections: Int, gone: Int)>(([], 0, 0))

    var requests: [Request] { log.withLock { $0.requests } }
    var connections: Int { log.withLock { $0.connections } }
    /// How many clients left while they were kept waiting.
    var gone: Int { log.withLock { $0.gone } }
    var url: String { "http://127.0.0.1:\(port)" }

    init(_ handler: @escaping @Sendable (Request) -> Reply) throws {
        self.handler = handler
        (listener, port) = try Self.listen()
        run { server in
            // Closed by the thread that uses it: its number could be another server's listener by the next accept.
            defer { close(server.listener) }
            while true {
                let connection = accept(server.listener, nil, nil)
                guard connection >= 0 else { return }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                let number = server.log.withLock { log in
                    log.connections += 1
                    return log.connections - 1
                }
                server.run { $0.serve(connection, number) }
            }
        }
    }

    /// Ends the accepting thread, and with it the server.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    /// A port on which nobody listens.
    static func deadPort() throws -> Int {
        let (listener, port) = try listen()
        close(listener)
        return port
    }

    /// A port that takes connections and never reads from them.
    ///
    /// - Parameter takesAnother: whether it does so at all: a full queue leaves clients waiting for the connection.
    final class Silence: Sendable {
        let port: Int
        private let sockets: [Int32]

        init(takesAnother: Bool = true) throws {
            let (listener, port) = try LoopbackServer.listen(queue: takesAnother ? 64 : 0)
            self.port = port
            sockets = [listener] + (takesAnother ? [] : (0..<4).map { _ in LoopbackServer.knock(port) })
        }

        deinit { for socket in sockets { close(socket) } }
    }

    /// Begins a connection without waiting for it.
    private static func knock(_ port: Int) -> Int32 {
        #if canImport(Darwin)
            let stream = SOCK_STREAM
        #else
            let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        let client = socket(AF_INET, stream, 0)
        _ = fcntl(client, F_SETFL, O_NONBLOCK)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return client
    }

    private struct SocketError: Error {}

    private static func listen(queue: Int32 = 64) throws -> (Int32, Int) {
        #if canImport(Darwin)
            let stream = SOCK_STREAM
        #else
            let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        let listener = socket(AF_INET, stream, 0)
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && Self.listenOn(listener, queue)
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard isListening else { throw SocketError() }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func listenOn(_ socket: Int32, _ queue: Int32) -> Bool {
        #if canImport(Darwin)
            Darwin.listen(socket, queue) == 0
        #elseif canImport(Musl)
            Musl.listen(socket, queue) == 0
        #else
            Glibc.listen(socket, queue) == 0
        #endif
    }

    private final class Work: Sendable {
        let server: LoopbackServer
        let body: @Sendable (LoopbackServer) -> Void
        init(_ server: LoopbackServer, _ body: @escaping @Sendable (LoopbackServer) -> Void) {
            self.server = server
            self.body = body
        }
    }

    /// A thread of its own: blocking reads must not hold the threads of Swift's tasks.
    private func run(_ body: @escaping @Sendable (LoopbackServer) -> Void) {
        let work = Unmanaged.passRetained(Work(self, body)).toOpaque()
        #if canImport(Darwin)
            var thread: pthread_t?
            pthread_create(&thread, nil, { Self.start($0) }, work)
            if let thread { pthread_detach(thread) }
        #else
            var thread = pthread_t()
            pthread_create(&thread, nil, { $0.flatMap { LoopbackServer.start($0) } }, work)
            pthread_detach(thread)
        #endif
    }

    private static func start(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        let work = Unmanaged<Work>.fromOpaque(work).takeRetainedValue()
        work.body(work.server)
        return nil
    }

    private func serve(_ connection: Int32, _ number: Int) {
        defer { close(connection) }
        var buffer: [UInt8] = []
        while let (head, body) = Self.readRequest(connection, &buffer) {
            let request = log.withLock { log in
                let request = Request(connection: number, number: log.requests.count, head: head, body: body)
                log.requests.append(request)
                return request
            }
            switch handler(request) {
            case .answer(let status, let headers, let body):
                let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)"] + headers
                Self.write(connection, Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
            case .close: return
            case .cut(let bytes, let resets):
                Self.write(connection, bytes)
                if resets {
                    var now = linger(l_onoff: 1, l_linger: 0)
                    setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
                }
                return
            case .raw(let bytes):
                Self.write(connection, bytes)
                fallthrough
            case .hang:
                var byte: UInt8 = 0
                while recv(connection, &byte, 1, 0) > 0 {}
                log.withLock { $0.gone += 1 }
                return
            }
        }
    }

    private static func readRequest(_ connection: Int32, _ buffer: inout [UInt8]) -> (String, [UInt8])? {
        while true {
            if let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
                let length =
                    head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0
                if buffer.count >= end.upperBound + length {
                    let body = Array(buffer[end.upperBound..<end.upperBound + length])
                    buffer.removeFirst(end.upperBound + length)
                    return (head, body)
                }
            }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
            // A TLS greeting: no request will come.
            if buffer.first == 0x16 { return nil }
        }
    }

    private static func write(_ connection: Int32, _ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, noSignal) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    #if canImport(Darwin)
        private static let noSignal: Int32 = 0
    #else
        private static let noSignal = Int32(MSG_NOSIGNAL)
    #endif
}
