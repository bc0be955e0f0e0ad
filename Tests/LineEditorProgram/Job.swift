#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The little of a shell that suspending needs: a job in a process group of its own, which is continued when a line
/// is typed while it is stopped.
enum Job {
    /// - Parameter command: the path of the program and its arguments.
    static func run(_ command: [String]) {
        // The session's leader takes the terminal, where opening it has not.
        _ = ioctl(0, UInt(TIOCSCTTY), 0)
        signal(SIGTTOU, SIG_IGN)
        var before = termios()
        tcgetattr(0, &before)
        let job = start(command)
        tcsetpgrp(0, job)
        while true {
            var status: Int32 = 0
            guard waitpid(job, &status, WUNTRACED) == job else { exit(99) }
            guard status & 0xFF == 0x7F else { exit(status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F) }
            tcsetpgrp(0, getpgrp())
            var now = termios()
            tcgetattr(0, &now)
            print(now.c_lflag == before.c_lflag && now.c_iflag == before.c_iflag ? "stopped, cooked" : "stopped, raw")
            fflush(nil)
            _ = readLine()
            tcsetpgrp(0, job)
            kill(-job, SIGCONT)
        }
    }

    private static func start(_ command: [String]) -> pid_t {
        #if canImport(Glibc)
            var attributes = posix_spawnattr_t()
        #else
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var words = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        guard posix_spawn(&process, command[0], nil, &attributes, &words, environ) == 0 else { exit(98) }
        return process
    }
}
