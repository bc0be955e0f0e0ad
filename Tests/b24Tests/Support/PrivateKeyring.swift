#if os(Linux)
    import Foundation
    import Synchronization
    import Testing

    /// A real keyring daemon on a bus of its own: nothing of it is shared with the session of the person who runs the tests.
    final class PrivateKeyring: Sendable {
        enum Daemon: String { case none, unlocked, locked }

        /// What a program needs to find it.
        let environment: [String: String]
        private let home: Home
        private let folder: String
        private let bus: pid_t

        /// - Parameter home: keeps the keyring's files: a second keyring over the same home has the secrets of the first.
        init(_ home: Home, _ kind: Daemon = .unlocked) async throws {
            self.home = home
            folder = home.path + "/keyring"
            environment = ["DBUS_SESSION_BUS_ADDRESS": "unix:path=\(folder)/bus"]
            try home.write("keyring/bus.conf", Self.configuration(folder))
            try home.write("keyring/services/none", "")
            let service = "keyring/services/org.freedesktop.secrets.service"
            // The bus starts the daemon at the first message for it, which waits: nobody has to guess when it is there.
            if kind == .none {
                try? FileManager.default.removeItem(atPath: home.path + "/" + service)
            } else {
                try home.write(
                    service, "[D-BUS Service]\nName=org.freedesktop.secrets\nExec=\(folder)/daemon \(kind.rawValue)\n")
            }
            try home.write("keyring/daemon", Self.daemon(folder, home.path), mode: 0o700)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
            bus = try await Self.startBus(folder)
            // The daemon is on the bus before it has unlocked its keyring: it is ready when it keeps something.
            var patience = 200
            while kind == .unlocked, patience > 0, try await tool("store", "ready", input: "yes").status != 0 {
                patience -= 1
            }
            if kind == .unlocked { try #require(patience > 0, "the keyring daemon does not keep anything") }
        }

        deinit {
            if let text = try? String(contentsOfFile: folder + "/daemon.pid", encoding: .utf8),
                let daemon = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))
            {
                kill(daemon, SIGTERM)
            }
            kill(bus, SIGTERM)
            var status: Int32 = 0
            waitpid(bus, &status, 0)
        }

        /// What another program reads from the keyring, without any code of ours.
        func lookup(_ profile: String) async throws -> String { try await tool("lookup", profile).output }

        private func tool(
            _ operation: String, _ profile: String, input: String = ""
        ) async throws -> (status: Int32, output: String) {
            let program = try Self.program("secret-tool")
            let label = operation == "store" ? ["--label=test"] : []
            let (process, writing, output) = try starting.withLock { _ in
                let (input, output) = (try Pipe.closedOnExec(), try Pipe.closedOnExec())
                let silence = open("/dev/null", O_RDWR | O_CLOEXEC)
                let process = try spawn(
                    program, [operation] + label + ["application", "b24", "profile", profile],
                    environment.merging(["PATH": "/usr/bin:/bin", "HOME": home.path]) { first, _ in first },
                    folder: "/",
                    descriptors: [input.reading, output.writing, silence])
                for end in [input.reading, output.writing, silence] { close(end) }
                return (process, input.writing, output.reading)
            }
            let writer = FileHandle(fileDescriptor: writing, closeOnDealloc: true)
            try? writer.write(contentsOf: Data(input.utf8))
            try? writer.close()
            let reader = FileHandle(fileDescriptor: output, closeOnDealloc: true)
            return await onItsOwnThread {
                let data = (try? reader.readToEnd()) ?? Data()
                var status: Int32 = 0
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                return (status, String(decoding: data, as: UTF8.self))
            }
        }

        /// The path of a program that the tests need; without it they fail, and say what to install.
        private static func program(_ name: String) throws -> String {
            try #require(
                ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 },
                "\(name) is missing: Tools/install-dependencies tests installs it")
        }

        private static func configuration(_ folder: String) -> String {
            """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
              "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:path=\(folder)/bus</listen>
              <servicedir>\(folder)/services</servicedir>
              <auth>EXTERNAL</auth>
              <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
                <allow own="*"/></policy>
            </busconfig>
            """
        }

        private static func daemon(_ folder: String, _ home: String) -> String {
            """
            #!/bin/sh
            echo $$ > \(folder)/daemon.pid
            export HOME=\(home) XDG_DATA_HOME=\(folder) XDG_RUNTIME_DIR=\(folder) PATH=/usr/bin:/bin:/usr/local/bin
            export DBUS_SESSION_BUS_ADDRESS=unix:path=\(folder)/bus
            [ "$1" = unlocked ] || exec gnome-keyring-daemon --foreground --components=secrets
            printf 'test password\\n' > \(folder)/password
            exec gnome-keyring-daemon --foreground --components=secrets --unlock < \(folder)/password
            """
        }

        /// Returns when the bus takes connections: then it prints its address.
        private static func startBus(_ folder: String) async throws -> pid_t {
            _ = try (program("gnome-keyring-daemon"), program("secret-tool"))
            let program = try program("dbus-daemon")
            let (process, output) = try starting.withLock { _ in
                let output = try Pipe.closedOnExec()
                let silence = open("/dev/null", O_RDWR | O_CLOEXEC)
                let process = try spawn(
                    program, ["--config-file=\(folder)/bus.conf", "--nofork", "--print-address=1"], ["LC_ALL": "C"],
                    folder: "/", descriptors: [silence, output.writing, silence])
                for end in [output.writing, silence] { close(end) }
                return (process, output.reading)
            }
            let reader = FileHandle(fileDescriptor: output, closeOnDealloc: true)
            await onItsOwnThread { _ = reader.availableData }
            return process
        }
    }
#endif
