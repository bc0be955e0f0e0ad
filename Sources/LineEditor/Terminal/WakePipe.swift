#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Wakes a thread that waits for keys. Signal handlers write into it too, a letter for each signal.
public final class WakePipe: Sendable {
    /// To be polled beside what is waited for.
    public let reading: Int32
    let writing: Int32

    /// A pipe that no child process inherits.
    public init() {
        var ends: [Int32] = [-1, -1]
        _ = ends.withUnsafeMutableBufferPointer { Self.makePipe($0.baseAddress) }
        for end in ends where end >= 0 {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// From any thread. A full pipe wakes as well.
    public func wake() {
        var byte = UInt8(ascii: "!")
        _ = write(writing, &byte, 1)
    }

    /// Everything that was written.
    public func take() -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64)
        while true {
            let count = read(reading, &chunk, chunk.count)
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    private static func makePipe(_ ends: UnsafeMutablePointer<Int32>?) -> Int32 {
        guard let ends else { return -1 }
        #if canImport(Glibc)
            return Glibc.pipe(ends)
        #else
            return Darwin.pipe(ends)
        #endif
    }
}
