import Bitrix24
import JSON
import Synchronization

/// The files that an isolated script has open here. It opens what it declares, or what the person has named on the command
/// line; nothing else, and nothing that other scripts do not get either.
final class ErrandFiles: Sendable {
    private struct Open {
        var last = 0
        var files: [Int: File] = [:]
    }

    private static let most = 64
    /// Bytes of one reading.
    private static let mostRead = 1 << 20

    private let paths: ProtectedPaths
    private let grant: ClientGrant
    private let open = Mutex(Open())

    init(_ context: ModuleContext) {
        paths = context.protectedPaths
        grant = context.gate.grant
    }

    func open(_ wire: Wire) async throws -> JSONObject {
        let path = try wire.text("path", most: 1 << 14)
        let mode: File.Mode = try wire.flag("write") ? .write : .read
        // What `b24.only` has left of the script's files, each time that it was narrowed.
        let bounds = try wire.array("within", most: 100).map { try Wire(["files": $0]).texts("files", most: 10_000) }
        guard open.withLock({ $0.files.count < Self.most }) else {
            throw ModuleError(.limitExceeded, IsolationTexts.tooManyFiles)
        }
        let paths = ProtectedPaths(
            paths,
            grant: bounds.reduce(grant) { grant, files in
                var capabilities = Capabilities()
                capabilities.files = files
                return ClientGrant(narrowing: grant, to: capabilities)
            })
        let file = try await OwnThread.value { try paths.open(path, mode) }
        return open.withLock { open in
            open.last += 1
            open.files[open.last] = file
            return ["file": .integer(Int64(open.last))]
        }
    }

    func read(_ wire: Wire) async throws -> [UInt8] {
        let file = try file(try wire.integer("file"))
        let count = try wire.integer("count", in: 1...Self.mostRead)
        return try await OwnThread.value { try file.read(count) }
    }

    /// - Parameter payload: the file's number in four bytes, and what is written.
    func write(_ payload: [UInt8]) async throws {
        guard payload.count >= 4 else { throw Wire.Odd(description: "file") }
        let number = payload[..<4].enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        let file = try file(number)
        try await OwnThread.value { try file.write(Array(payload[4...])) }
    }

    func close(_ number: Int) { open.withLock { $0.files[number] = nil } }

    private func file(_ number: Int) throws -> File {
        guard let file = open.withLock({ $0.files[number] }) else { throw Wire.Odd(description: "file") }
        return file
    }
}
