import Bitrix24
import JSON
import LuaRuntime
import Synchronization

extension WriteRecorder {
    /// What to do with an item of a resumable loop.
    enum ItemStep {
        /// It was done in an earlier part of the run, with this result.
        case done(JSONValue?)
        /// The script's function is to work on it.
        case work(LoopItem)
        /// A write of it may have run, and the portal does not tell: it is left alone.
        case doubtful(PortalError)
    }

    /// Begins a resumable loop.
    ///
    /// - Throws: ``ModuleError`` when the name is taken, or when nothing can be recorded.
    func beginLoop(_ name: String, _ client: PortalClient) async throws {
        guard state.withLock({ $0.loops.insert(name).inserted }) else {
            throw ModuleError(.invalidArgument, Texts.loopNameTaken(name))
        }
        try await open(client, method: nil)
    }

    /// At the prompt every entry may have its loops again.
    func forgetLoopNames() { state.withLock { $0.loops = [] } }

    /// What to do with an item. Writes of it that may have run are looked up in the portal first.
    func step(_ loop: String, key: String, _ client: PortalClient) async -> ItemStep {
        let stream = WriteStream(loop: loop, item: key)
        let (record, doubtful) = state.withLock { ($0.items[stream], $0.streams[stream]?.doubtful ?? []) }
        if let record, record.state == .done { return .done(record.result) }
        for write in doubtful where await settle(write, stream, client) == nil {
            return .doubtful(Self.unsettled(write))
        }
        return .work(LoopItem(loop: loop, key: key))
    }

    /// Notes how the script's function ended for an item.
    func ended(_ item: ItemRecord) async throws {
        do { try await journal.keep([item]) } catch { throw JournalError.refusal(error, method: nil) }
    }

    /// Writes of concurrent tasks that an earlier part of the run has done and this one has not come across.
    var leftOver: [WriteRecord] { state.withLock { $0.streams.values.flatMap(\.leftOver) } }
}
