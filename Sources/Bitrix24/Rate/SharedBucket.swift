#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A ``LeakyBucket`` in a locked file, which all processes of a user on one machine share.
///
/// The lock is `flock`: the kernel drops it when its holder dies. Every change is one read and one write of a short
/// record under the lock. A record that cannot be read (power loss, a newer format) counts as a full bucket: waiting half a
/// minute is better than a block. Times are those of the monotonic clock; one that is ahead of ours comes from before
/// a restart of the machine, and what it had counted is kept.
final class SharedBucket {
    /// Why the bucket was not changed.
    enum Failure: Error {
        /// Somebody else has the lock; it is held for microseconds.
        case busy
        /// There is no such file to be had; `errno` tells why.
        case unusable(Int32)
    }

    private let path: String
    private var descriptor: Int32 = -1

    /// - Parameter path: the file; its folder is made when it is missing, with access for its owner only.
    init(path: String) { self.path = path }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Changes the bucket under the lock.
    ///
    /// - Parameter fresh: the bucket of this process's plan, for a file that has none yet.
    func update<Result>(
        _ fresh: LeakyBucket, at now: Double, _ body: (inout LeakyBucket) -> Result
    ) throws(Failure) -> Result {
        try lock()
        defer { flock(descriptor, LOCK_UN) }
        var bucket = read(fresh, at: now)
        bucket.adopt(fresh, at: now)
        let result = body(&bucket)
        try write(bucket)
        return result
    }

    // MARK: File

    private func lock() throws(Failure) {
        // A file that was swept away meanwhile is no place where others look.
        for _ in 0..<8 {
            if descriptor < 0 { descriptor = try Self.open(path) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                throw errno == EWOULDBLOCK || errno == EINTR ? .busy : .unusable(errno)
            }
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_nlink > 0 { return }
            close(descriptor)
            descriptor = -1
        }
        throw .busy
    }

    private static func open(_ path: String) throws(Failure) -> Int32 {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        func attempt() -> Int32 { path.withCString { Self.openFile($0, flags) } }
        var descriptor = attempt()
        if descriptor < 0, errno == ENOENT {
            try makeFolders(of: path)
            descriptor = attempt()
        }
        guard descriptor >= 0 else { throw .unusable(errno) }
        return descriptor
    }

    /// Makes the folders of a path that are missing, for their owner only.
    private static func makeFolders(of path: String) throws(Failure) {
        var index = path.startIndex
        while let slash = path[path.index(after: index)...].firstIndex(of: "/") {
            let folder = String(path[..<slash])
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST || errno == EISDIR else { throw .unusable(errno) }
            index = slash
        }
    }

    private static func openFile(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, flags, 0o600 as mode_t)
        #elseif canImport(Musl)
            Musl.open(path, flags, 0o600 as mode_t)
        #else
            Darwin.open(path, flags, 0o600 as mode_t)
        #endif
    }

    // MARK: Record

    private static let recordSize = 160
    private static let format = "b24-rate-1"

    private func read(_ fresh: LeakyBucket, at now: Double) -> LeakyBucket {
        var bytes = [UInt8](repeating: 0, count: Self.recordSize)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        if count == 0 { return LeakyBucket(capacity: fresh.capacity, rate: fresh.rate, updated: now) }
        let full = LeakyBucket(
            capacity: fresh.capacity, rate: fresh.rate, level: fresh.capacity, updated: now, isBusy: true)
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(whereSeparator: \.isWhitespace)
        let numbers = words.dropFirst().compactMap { Double($0) }
        guard words.first == Self.format[...], numbers.count == 6, numbers.allSatisfy({ $0.isFinite && $0 >= 0 }),
            numbers[0] >= 1, numbers[1] > 0
        else { return full }
        return LeakyBucket(
            capacity: numbers[0], rate: numbers[1], level: numbers[2], updated: min(numbers[3], now),
            isBusy: numbers[4] != 0, lifted: numbers[5])
    }

    private func write(_ bucket: LeakyBucket) throws(Failure) {
        let state = "\(bucket.capacity) \(bucket.rate) \(bucket.level) \(bucket.updated) \(bucket.isBusy ? 1 : 0)"
        let text = "\(Self.format) \(state) \(bucket.lifted)"
        var bytes = Array(text.utf8.prefix(Self.recordSize - 1))
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: Self.recordSize - 1 - bytes.count) + [UInt8(ascii: "\n")]
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else { throw .unusable(errno) }
    }
}
