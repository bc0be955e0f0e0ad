import Foundation
import Synchronization
import Testing

/// Debian's luacheck; what it says of Lua.
enum Luacheck {
    /// Whether it is here: `Tools/install-dependencies tests`.
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/luacheck")

    /// - Returns: its exit code and what it has written.
    static func run(_ arguments: String..., folder: String) async throws -> (status: Int32, output: String) {
        let file = NSTemporaryDirectory() + "luacheck-" + UUID().uuidString
        defer { unlink(file) }
        let process = try starting.withLock { _ in
            let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
            let output = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            defer {
                close(nothing)
                close(output)
            }
            return try spawn(
                "/usr/bin/luacheck", ["--no-color", "--codes", "--no-cache"] + arguments, ["PATH": "/usr/bin:/bin"],
                folder: folder, descriptors: [nothing, output, output])
        }
        let status = await onItsOwnThread {
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            return status >> 8 & 0xFF
        }
        return (status, try String(contentsOfFile: file, encoding: .utf8))
    }
}
