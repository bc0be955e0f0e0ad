#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Synchronization

/// A lock that lives as long as the process which holds it: the kernel lets go of it, however the process ends.
final class FileLock: Sendable {
    private let path: String
    private let descriptor: Mutex<Int32>

    /// - Parameter waits: whether to wait for another holder.
    /// - Returns: `nil` when another process (or another lock of this one) holds it.
    init?(_ path: String, waits: Bool) throws(PrivateFiles.Failure) {
        self.path = path
        while true {
            let file = try PrivateFiles.open(path)
            while flock(file, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
                let code = errno
                if code == EINTR { continue }
                close(file)
                guard code == EWOULDBLOCK else { throw PrivateFiles.Failure(path: path, code: code) }
                return nil
            }
            // The holder before may have removed the file between the two: the lock would be one on nothing.
            var info = stat()
            if fstat(file, &info) == 0, info.st_nlink > 0 {
                descriptor = Mutex(file)
                return
            }
            close(file)
        }
    }

    deinit { release() }

    /// Lets go.
    func release() {
        descriptor.withLock { file in
            if file >= 0 { close(file) }
            file = -1
        }
    }

    /// Lets go, and takes the file away.
    func remove() {
        descriptor.withLock { file in
            guard file >= 0 else { return }
            unlink(path)
            close(file)
            file = -1
        }
    }

    /// Whether somebody holds the lock.
    static func isHeld(_ path: String) -> Bool {
        guard PrivateFiles.exists(path) else { return false }
        do { return try FileLock(path, waits: false) == nil } catch { return false }
    }
}
