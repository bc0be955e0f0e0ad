#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension ChildProgram {
    /// -> an `errno`
    static func spawn(_ start: Start, _ process: inout pid_t) -> Int32 {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        // Descriptors that stand where the program gets others are used from a place above.
        let highest = max(start.streams.keys.max() ?? 0, STDERR_FILENO)
        var lifted: [Int32] = []
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
            for descriptor in lifted { close(descriptor) }
        }
        for (number, stream) in start.streams.sorted(by: { $0.key < $1.key }) {
            switch stream {
            case .input(let path): posix_spawn_file_actions_addopen(&actions, number, path, O_RDONLY, 0)
            case .output(let path):
                posix_spawn_file_actions_addopen(&actions, number, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            case .descriptor(var descriptor):
                if descriptor <= highest {
                    descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, highest + 1)
                    guard descriptor >= 0 else { return errno }
                    lifted.append(descriptor)
                }
                posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            }
        }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        if start.hasOwnSession { flags |= ownSession }
        posix_spawnattr_setflags(&attributes, flags)
        var arguments = start.words.map { strdup($0) } + [nil]
        var variables = start.environment.map { $0.map { strdup($0) } + [nil] }
        defer { for text in arguments + (variables ?? []) { free(text) } }
        guard let name = start.words.first else { return EINVAL }
        return if variables != nil {
            posix_spawnp(&process, start.program ?? name, &actions, &attributes, &arguments, &variables!)
        } else {
            posix_spawnp(&process, start.program ?? name, &actions, &attributes, &arguments, environ)
        }
    }

    /// `POSIX_SPAWN_SETSID`, which not every header shows.
    #if canImport(Darwin)
        private static let ownSession: Int16 = 0x400
    #else
        private static let ownSession: Int16 = 0x80
    #endif
}
