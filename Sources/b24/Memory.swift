#if canImport(Glibc)
    import Glibc
#endif

/// How the C library keeps memory that was freed.
enum Memory {
    /// Answers of some megabytes come and go on several threads while a long list is read. By itself glibc gives each thread
    /// a heap of its own, where the answers leave holes. One heap for all, of which up to 16 MB stay, takes less and holds
    /// still; whole answers have pages of their own, which go back when the last row is taken.
    static func settle() {
        #if canImport(Glibc)
            typealias Setter = @convention(c) (Int32, Int32) -> Int32
            // Swift's view of glibc has no <malloc.h>; the numbers are those of its M_ constants.
            guard let symbol = dlsym(nil, "mallopt") else { return }
            let set = unsafeBitCast(symbol, to: Setter.self)
            let (trimThreshold, mapThreshold, mostHeaps): (Int32, Int32, Int32) = (-1, -3, -8)
            _ = set(mostHeaps, 1)
            _ = set(trimThreshold, 16 << 20)
            // Setting it ends glibc's own adjusting of both.
            _ = set(mapThreshold, 512 << 10)
        #endif
    }
}
