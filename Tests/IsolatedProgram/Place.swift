#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a started process finds around it.
enum Place {
    static var description: String {
        var count = 0
        while environ[count] != nil { count += 1 }
        let open = (0..<1024).filter { fcntl($0, F_GETFD) >= 0 }.map(String.init).joined(separator: ",")
        var folder = [CChar](repeating: 0, count: 4096)
        let path = getcwd(&folder, folder.count).map { String(cString: $0) } ?? "?"
        var blocked = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &blocked)
        let isBlocked = sigismember(&blocked, SIGINT) == 1
        return "variables \(count), open \(open), folder \(path), own session \(getsid(0) == getpid()), "
            + "arguments \(CommandLine.arguments.count), blocked \(isBlocked)"
    }
}
