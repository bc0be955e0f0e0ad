import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program at a pseudo-terminal of its own.
package final class TerminalProgram {
    package let terminal: PseudoTerminal
    package let process: pid_t
    /// The settings of before.
    package let settings: termios

    /// - Parameter name: of a program that is built beside the tests.
    package init(
        program name: String, _ arguments: [String], columns: Int = 80, rows: Int = 24,
        environment: [String: String] = [:]
    ) throws {
        terminal = try PseudoTerminal(columns: columns, rows: rows)
        settings = terminal.settings
        process = try Self.spawn(Self.executable(name), arguments, terminal, environment)
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    /// The exit code, or 128 + the signal that ended it; all that it has written is on the screen then.
    package func end() throws -> Int32 {
        var status: Int32 = 0
        try terminal.wait("the end of the program") { _ in waitpid(process, &status, WNOHANG) == process }
        terminal.drain()
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    /// Whether the terminal is as it was before.
    package var isRestored: Bool {
        let now = terminal.settings
        return now.c_lflag == settings.c_lflag && now.c_iflag == settings.c_iflag && now.c_oflag == settings.c_oflag
            && now.c_cflag == settings.c_cflag
    }

    /// The path of a program that is built beside the tests.
    package static func executable(_ name: String) -> String {
        // Beside the bundle of the tests, or of the program that runs them.
        for bundle in Bundle.allBundles + [Bundle.main] {
            let folder =
                bundle.bundleURL.pathExtension == "xctest"
                ? bundle.bundleURL.deletingLastPathComponent() : bundle.bundleURL
            let path = folder.appendingPathComponent(name).path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent(name).path
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], _ terminal: PseudoTerminal, _ environment: [String: String]
    ) throws -> pid_t {
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
        // A session of its own: what it opens first is its terminal. And the signals of a shell: the threads that run tests
        // may block some.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        #if canImport(Glibc)
            // POSIX_SPAWN_SETSID, which the module hides.
            let session: Int16 = 0x80
        #else
            let session = Int16(POSIX_SPAWN_SETSID)
        #endif
        posix_spawnattr_setflags(
            &attributes, session | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        let variables = ["TERM": "xterm", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
            .merging(environment) { $1 }
        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var pairs = variables.map { strdup($0.key + "=" + $0.value) } + [nil]
        defer { for word in words + pairs { free(word) } }
        var process = pid_t()
        let error = posix_spawn(&process, executable, &actions, &attributes, &words, &pairs)
        try #require(error == 0, "\(executable): \(String(cString: strerror(error)))")
        return process
    }
}
