import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension LocalPortal {
    /// The writes that this portal was asked for, in the order in which they were executed or refused, those inside a
    /// batch one by one. The first write of a new or reset portal is number 1.
    ///
    ///     let before = try await portal.writes().last?.number ?? 0
    ///     ...
    ///     let ran = try await portal.writes(since: before).filter { $0.outcome == .ran }
    ///
    /// - Parameter number: only writes after this one.
    public func writes(since number: Int = 0) async throws -> [WriteRecord] {
        // Whoever has read an answer finds it delivered.
        await server.settle()
        return try await store.queue.read { try WriteLog.records(since: number, $0) }
    }

    /// The writes of the portal whose data are in a folder, whether it runs or not.
    ///
    /// - Returns: `nil` when there are no such data.
    /// - Throws: ``LocalPortalError`` when they cannot be read.
    public static func writes(inFolder folder: String, since number: Int = 0) throws -> [WriteRecord]? {
        guard access(Store.file(in: folder), F_OK) == 0 else { return nil }
        let store = try Store(folder: folder)
        do {
            return try store.queue.read { try WriteLog.records(since: number, $0) }
        } catch {
            throw LocalPortalError(Texts.noFolder(folder, "\(error)"))
        }
    }
}

extension WriteRecord {
    /// When it was executed, as the portal writes dates: `2026-11-26T17:40:00+03:00`.
    ///
    /// - Parameter choices: those of the portal; the time zone is one of them.
    public func date(_ choices: Choices = Choices()) -> String {
        ServerTime(offset: choices.timeZoneOffset).iso(Int64(time))
    }
}

extension LocalPortal {
    /// Checks faults without starting a portal.
    ///
    /// - Parameter faults: as in ``Configuration/faults``.
    /// - Throws: a text that names what is not understood.
    public static func check(faults: [String]) throws(LocalPortalError) {
        guard !faults.isEmpty else { return }
        let router = Router(Families.all)
        _ = try FaultScript.faults(faults) { router.hasMethod($0, asPrefix: $1) }
    }
}
