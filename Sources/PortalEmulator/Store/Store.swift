import GRDB
import Localization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The database of a portal: one file in the data folder, or memory. One connection serves all: SQLite has a single
/// writer anyway, and requests are short.
struct Store: Sendable {
    let queue: StoreQueue

    /// Opens or creates the database.
    /// - Parameter folder: is created when it is missing; `nil` keeps everything in memory.
    /// - Throws: ``LocalPortalError`` when the folder cannot be used.
    init(folder: String?) throws {
        var configuration = Self.configuration
        if let folder {
            let path = try Self.preparedFile(in: folder)
            configuration.journalMode = .wal
            // Two processes may have the same folder open: each waits for the other's short transactions.
            configuration.busyMode = .timeout(10)
            do {
                let queue = try DatabaseQueue(path: path, configuration: configuration)
                try Schema.migrate(queue)
                self.queue = StoreQueue(queue)
            } catch {
                throw LocalPortalError(Texts.noFolder(folder, "\(error)"))
            }
        } else {
            let queue = try DatabaseQueue(configuration: configuration)
            try Schema.migrate(queue)
            self.queue = StoreQueue(queue)
        }
    }

    /// A copy in memory.
    init(copying other: Store) throws {
        let queue = try DatabaseQueue(configuration: Self.configuration)
        try other.queue.copy(to: queue)
        self.queue = StoreQueue(queue)
    }

    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.prepareDatabase { database in
            TextFolding.install(in: database)
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// The database of a folder.
    static func file(in folder: String) -> String { folder + (folder.hasSuffix("/") ? "" : "/") + "portal.sqlite" }

    /// Creates folder and file for their owner alone: webhook codes stand in there. SQLite gives its side files the
    /// rights of the main one.
    private static func preparedFile(in folder: String) throws -> String {
        func fail() -> LocalPortalError {
            LocalPortalError(Texts.noFolder(folder, String(cString: strerror(errno))))
        }
        var partial = folder.hasPrefix("/") ? "/" : ""
        for name in folder.split(separator: "/") {
            partial += name + "/"
            if mkdir(partial, 0o700) != 0, errno != EEXIST, errno != EISDIR { throw fail() }
        }
        let path = file(in: folder)
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw fail() }
        defer { close(file) }
        guard fchmod(file, 0o600) == 0 else { throw fail() }
        return path
    }
}
