#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program that runs to its end. What it reads and writes are files, so that nothing waits for anything.
enum Child {
    /// What it wrote, and how it ended.
    struct End {
        var output: [UInt8]
        var errors: String
        /// The exit code; 128 and the signal's number when one ended it.
        var status: Int32
    }

    /// - Parameters:
    ///   - words: the program, looked for in the path, and its arguments.
    ///   - environment: `NAME=value`
    ///   - folder: where its input and output are kept meanwhile.
    static func run(
        _ words: [String], _ environment: [String], in folder: String, input: [UInt8] = [],
        timeout: Duration = .seconds(600)
    ) throws(LibraryError) -> End {
        let (inputFile, outputFile, errorFile) = (folder + "/input", folder + "/output", folder + "/errors")
        for file in [inputFile, outputFile, errorFile] { unlink(file) }
        try LibraryFiles.create(inputFile, input, mode: 0o600)
        let process = try spawn(words, environment, inputFile, outputFile, errorFile)
        let status = try wait(process, timeout)
        return End(
            output: try LibraryFiles.read(outputFile, atMost: TreeRules.largestTree * 4) ?? [],
            errors: String(decoding: try LibraryFiles.read(errorFile) ?? [], as: UTF8.self), status: status)
    }

    private static func spawn(
        _ words: [String], _ environment: [String], _ input: String, _ output: String, _ errors: String
    ) throws(LibraryError) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // It starts with the signals of a shell, whatever this process has done to its own.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process: pid_t = 0
        let failure = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &variables)
        guard failure == 0 else {
            throw LibraryError(
                .source, Texts.gitNotStarted(LibraryFiles.reason(failure)),
                hint: failure == ENOENT ? Texts.installGit : nil)
        }
        return process
    }

    private static func wait(_ process: pid_t, _ timeout: Duration) throws(LibraryError) -> Int32 {
        let deadline = ContinuousClock.now + timeout
        var pause = 500 as useconds_t
        while true {
            var status: Int32 = 0
            let found = waitpid(process, &status, WNOHANG)
            if found == process {
                let signal = status & 0x7F
                return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            }
            if found < 0, errno != EINTR { return 128 }
            guard ContinuousClock.now < deadline else {
                kill(process, SIGKILL)
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                throw LibraryError(.source, Texts.gitTookTooLong)
            }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
    }
}
