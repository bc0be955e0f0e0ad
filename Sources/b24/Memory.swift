#if canImport(Glibc)
    import Glibc
#endif

/// How the C library keeps memory that was freed.
enum Memory {
    /// Answers of some megabytes come and go on several threads while a long list is read. By itself glibc gives each thread
    /// a heap of its own and hands memory back and takes it anew, so that it swings by tens of megabytes. One heap for all,
    /// of which up to 64 MB stay, takes less in all and holds still.
    static func settle() {
        #if canImport(Glibc)
            typealias Setter = @convention(c) (Int32, Int32) -> Int32
            // Swift's view of glibc has no <malloc.h>; the numbers are those of its M_ constants.
            guard let symbol = dlsym(nil, "mallopt") else { return }
            let set = unsafeBitCast(symbol, to: Setter.self)
            let (trimThreshold, mapThreshold, mostHeaps): (Int32, Int32, Int32) = (-1, -3, -8)
            _ = set(mostHeaps, 1)
            _ = set(trimThreshold, 64 << 20)
            // Setting it ends glibc's own adjusting of both.
            _ = set(mapThreshold, 32 << 20)
        #endif
    }
}
