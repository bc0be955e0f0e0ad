#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Another program that has the terminal for a while: a pager, an editor.
enum Child {
    /// Why it did not work.
    enum Failure: Error {
        case cannotStart(String)
        case ended(Int32)
    }

    /// Runs a command of the shell to its end.
    ///
    /// - Parameters:
    ///   - arguments: what the command sees as `$1`, ...
    ///   - input: what it reads on standard input; without it, the terminal.
    static func run(_ command: String, _ arguments: [String] = [], input: String? = nil) throws(Failure) {
        var ends: [Int32] = [-1, -1]
        if input != nil, pipe(&ends) != 0 { throw .cannotStart(reason(errno)) }
        for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var process = pid_t()
        let code = spawn(["/bin/sh", "-c", command, "sh"] + arguments, reading: input == nil ? nil : ends[0], &process)
        if ends[0] >= 0 { close(ends[0]) }
        guard code == 0 else {
            if ends[1] >= 0 { close(ends[1]) }
            throw .cannotStart(reason(code))
        }
        if let input {
            write(input, to: ends[1])
            close(ends[1])
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw .cannotStart(reason(errno)) }
        }
        let end = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
        if end != 0 { throw .ended(end) }
    }

    /// The child gets the usual signals, which all threads of this process block.
    private static func spawn(_ words: [String], reading descriptor: Int32?, _ process: inout pid_t) -> Int32 {
        #if canImport(Glibc)
            var attributes = posix_spawnattr_t()
            var actions = posix_spawn_file_actions_t()
        #else
            var attributes: posix_spawnattr_t?
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&actions)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for number in [SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGPIPE] { sigaddset(&usual, number) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        if let descriptor { posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO) }
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        return posix_spawn(&process, words[0], &actions, &attributes, &arguments, environ)
    }

    /// What the reader does not want to see, it does not get.
    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                #else
                    let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
                #endif
                if count >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                } else if errno != EINTR {
                    return
                }
            }
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
