import JSON

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A small HTTP client over a socket, so that the portal is tested by bytes on the wire and by no code that it shares.
struct HTTPClient {
    struct Response {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]

        var json: JSONValue {
            get throws { try JSONReader.value(body) }
        }
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    enum Failure: Error, Equatable {
        case noConnection
        /// The other side closed without (whole) answer.
        case closed
        /// The other side reset the connection.
        case reset
        /// Nothing came within the time that the test allows.
        case silent
    }

    let port: Int
    /// Lives as long as the client and its connections.
    private let lifetime: (any AnyObject & Sendable)?

    /// - Parameters:
    ///   - address: `http://127.0.0.1:PORT/...`
    ///   - lifetime: what keeps the server up.
    init(address: String, lifetime: (any AnyObject & Sendable)? = nil) {
        self.lifetime = lifetime
        port = Int(address.split(separator: "/")[1].split(separator: ":")[1])!
    }

    /// One request on a connection of its own.
    func send(
        _ method: String = "POST", _ target: String, type: String? = nil, body: [UInt8] = [],
        headers: [String] = [], patience: Double = 20
    ) throws -> Response {
        let connection = try open(patience: patience)
        try connection.write(method, target, type: type, body: body, headers: headers + ["Connection: close"])
        return try connection.read()
    }

    /// Opens a connection for several requests.
    func open(patience: Double = 20) throws -> Connection {
        try Connection(port: port, patience: patience, lifetime: lifetime)
    }

    /// A connection that stays open between requests.
    final class Connection {
        private let socket: Int32
        private let lifetime: (any AnyObject & Sendable)?
        private var buffer: [UInt8] = []

        fileprivate init(port: Int, patience: Double, lifetime: (any AnyObject & Sendable)?) throws {
            self.lifetime = lifetime
            socket = openStream()
            var limit = timeval()
            limit.tv_sec = .init(patience)
            limit.tv_usec = .init(patience.truncatingRemainder(dividingBy: 1) * 1e6)
            setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let isConnected = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            guard isConnected else { throw Failure.noConnection }
        }

        deinit { close(socket) }

        func write(
            _ method: String, _ target: String, type: String? = nil, body: [UInt8] = [], headers: [String] = []
        ) throws {
            let host = headers.contains { $0.hasPrefix("Host:") } ? [] : ["Host: 127.0.0.1"]
            var lines = ["\(method) \(target) HTTP/1.1"] + host + headers
            if let type { lines.append("Content-Type: \(type)") }
            if method != "GET" { lines.append("Content-Length: \(body.count)") }
            try write(raw: Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
        }

        func write(raw bytes: [UInt8]) throws {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { sendQuietly(socket, $0) }
                guard count > 0 else { throw Failure.closed }
                rest = rest.dropFirst(count)
            }
        }

        func read() throws -> Response {
            let gap = Array("\r\n\r\n".utf8)
            while true {
                if let end = buffer.firstRange(of: gap) {
                    let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
                    let lines = head.split(separator: "\r\n")
                    let status = Int(lines[0].split(separator: " ")[1])!
                    var headers: [String: String] = [:]
                    for line in lines.dropFirst() {
                        let parts = line.split(separator: ":", maxSplits: 1)
                        headers[parts[0].lowercased()] = String(parts.last!.drop { $0 == " " })
                    }
                    let length = Int(headers["content-length"] ?? "0")!
                    while buffer.count < end.upperBound + length { try fill() }
                    let body = Array(buffer[end.upperBound..<end.upperBound + length])
                    buffer.removeFirst(end.upperBound + length)
                    if status == 100 { continue }
                    return Response(status: status, headers: headers, body: body)
                }
                try fill()
            }
        }

        /// Everything up to the end of the connection, as it came.
        func readToEnd() throws -> [UInt8] {
            do {
                while true { try fill() }
            } catch Failure.closed {
                return buffer
            }
        }

        private func fill() throws {
            var chunk = [UInt8](repeating: 0, count: 65536)
            let count = recv(socket, &chunk, chunk.count, 0)
            if count < 0, errno == EAGAIN { throw Failure.silent }
            if count < 0, errno == ECONNRESET { throw Failure.reset }
            guard count > 0 else { throw Failure.closed }
            buffer += chunk[..<count]
        }
    }
}

private func openStream() -> Int32 {
    #if canImport(Darwin)
        socket(AF_INET, SOCK_STREAM, 0)
    #else
        socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
}

/// Sends without a signal when the other side has gone.
private func sendQuietly(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
        send(socket, bytes.baseAddress, bytes.count, 0)
    #else
        send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #endif
}
