#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import Bitrix24
import Synchronization

/// What the name servers of this machine say to a name.
struct NameLookup: Sendable {
    enum Answer: Sendable, Equatable {
        /// Each address once.
        case addresses([String])
        /// There is no such name, in the words of the system.
        case unknown(String)
        /// The name server does not answer (now), in the words of the system.
        case unavailable(String)
        /// Nothing within the limit.
        case timeout
    }

    var host: String
    var answer: Answer
    var seconds: Double

    /// Asks as every program of the machine does; that blocks, so a thread of its own waits, which is left behind when
    /// the limit is reached.
    static func run(_ host: String, limit: Duration) async -> NameLookup {
        let time = SystemTime()
        let start = time.now
        // Addresses are written in brackets where a port may follow.
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        let answer = await withCheckedContinuation { continuation in
            let once = Once(continuation)
            let timer = Task {
                try? await Task.sleep(for: limit)
                once.resume(.timeout)
            }
            DetachedThread.start {
                once.resume(resolve(name))
                timer.cancel()
            }
        }
        return NameLookup(host: host, answer: answer, seconds: time.now - start)
    }

    private static func resolve(_ name: String) -> Answer {
        var hints = addrinfo()
        // Each address once, not for each kind of socket.
        hints.ai_protocol = Int32(IPPROTO_TCP)
        var list: UnsafeMutablePointer<addrinfo>?
        let failure = getaddrinfo(name, nil, &hints, &list)
        guard failure == 0 else {
            let text = String(cString: gai_strerror(failure))
            return failure == EAI_AGAIN ? .unavailable(text) : .unknown(text)
        }
        defer { freeaddrinfo(list) }
        var addresses: [String] = []
        var next = list
        while let entry = next?.pointee {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            if getnameinfo(
                entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            {
                let address = text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
                if !addresses.contains(address) { addresses.append(address) }
            }
            next = entry.ai_next
        }
        return .addresses(addresses)
    }

    /// Takes the first answer only.
    private final class Once: Sendable {
        private let continuation: Mutex<CheckedContinuation<Answer, Never>?>

        init(_ continuation: CheckedContinuation<Answer, Never>) { self.continuation = Mutex(continuation) }

        func resume(_ answer: Answer) {
            continuation.withLock { continuation in
                defer { continuation = nil }
                return continuation
            }?.resume(returning: answer)
        }
    }
}
