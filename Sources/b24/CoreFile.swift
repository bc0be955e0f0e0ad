#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the system writes of a process that crashes: all its memory, and with it every secret.
enum CoreFile {
    /// From now on there is none. Programs that b24 starts inherit that, and may ask for theirs again.
    static func forbid() {
        var limit = rlimit()
        #if canImport(Glibc)
            let core = __rlimit_resource_t(RLIMIT_CORE.rawValue)
        #else
            let core = RLIMIT_CORE
        #endif
        guard getrlimit(core, &limit) == 0 else { return }
        limit.rlim_cur = 0
        _ = setrlimit(core, &limit)
    }
}
