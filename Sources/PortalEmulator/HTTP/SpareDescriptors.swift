#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Whether the process may open more files: what needs several and cannot be told that there are none asks before.
enum SpareDescriptors {
    static func are(_ count: Int) -> Bool {
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        let first = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard first >= 0 else { return false }
        opened.append(first)
        while opened.count < count {
            let next = fcntl(first, F_DUPFD_CLOEXEC, 0)
            guard next >= 0 else { return false }
            opened.append(next)
        }
        return true
    }
}
