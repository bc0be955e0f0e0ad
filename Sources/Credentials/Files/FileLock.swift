#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A lock that processes of one user respect among each other, beside the file that it guards. The kernel lets go of it
/// when its holder ends, however that happens.
///
/// The lock's own file stays: who takes a lock file away takes it from under those who wait for it.
enum FileLock {
    /// Runs `body` while nobody else has the lock; waits for it.
    ///
    /// - Parameter path: of the file that is guarded; symbolic links are followed, so that all names of it have one lock.
    static func holding<Result>(
        _ path: String, _ body: () throws(CredentialsError) -> Result
    ) throws(CredentialsError) -> Result {
        let descriptor: Int32
        do throws(PrivateFile.Failure) {
            let target = try PrivateFile.target(of: path)
            try PrivateFile.makeFolder(PrivateFile.folder(of: target))
            let lock = target + ".lock"
            descriptor = openFile(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw PrivateFile.Failure(path: lock, code: errno) }
        } catch {
            throw CredentialsError(.failed, Texts.cannotLock(error.path, error.reason), hint: Texts.correctOwner)
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw CredentialsError(
                    .failed, Texts.cannotLock(path, String(cString: strerror(errno))), hint: Texts.correctOwner)
            }
        }
        return try body()
    }
}
