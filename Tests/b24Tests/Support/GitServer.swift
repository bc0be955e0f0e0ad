import Foundation
import Synchronization

/// A git server on loopback, on a port that is free: each connection is one `git daemon --inetd`.
final class GitServer: Sendable {
    let port: Int
    private let listener: Int32
    private let children = Mutex([pid_t]())

    /// - Parameter folder: of the repositories that it shows.
    init(_ folder: String) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        #if canImport(Glibc)
            listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        var bound = size
        let file = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, size) == 0 && listen(file, 16) == 0 && getsockname(file, $0, &bound) == 0
            }
        }
        guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            // Closed by the thread that uses it: its number could be another server's listener by the next accept.
            defer { close(file) }
            while true {
                let connection = accept(file, nil, nil)
                guard connection >= 0 else { return }
                self?.serve(connection, folder)
                close(connection)
            }
        }
    }

    private func serve(_ connection: Int32, _ folder: String) {
        let process = starting.withLock { _ -> pid_t? in
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
            defer { close(nothing) }
            return try? spawn(
                "/usr/bin/env",
                ["git", "daemon", "--inetd", "--export-all", "--base-path=" + folder, folder],
                ["PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": folder], folder: folder,
                descriptors: [connection, connection, nothing])
        }
        if let process { children.withLock { $0.append(process) } }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        for child in children.withLock({ $0 }) {
            var status: Int32 = 0
            kill(child, SIGTERM)
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
        }
    }
}
