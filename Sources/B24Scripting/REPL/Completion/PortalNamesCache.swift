import Bitrix24
import JSON
import Synchronization

/// The portal's names, as far as they are known: nobody who asks waits for the portal. What is missing or old is read in
/// the background and is there the next time.
public final class PortalNamesCache: Sendable {
    /// Where names stay between sessions.
    public struct Storage: Sendable {
        /// The text that was saved last; called once, at the first question.
        public var load: @Sendable () -> [UInt8]?
        /// Saves a text, for its owner's eyes alone.
        public var save: @Sendable ([UInt8]) -> Void

        /// A storage.
        public init(load: @escaping @Sendable () -> [UInt8]?, save: @escaping @Sendable ([UInt8]) -> Void) {
            self.load = load
            self.save = save
        }

        /// Nothing stays.
        public static let none = Storage(load: { nil }, save: { _ in })
    }

    private struct State {
        var names: PortalNames?
        var reading: [PortalNames.Part: Task<Void, Never>] = [:]
        /// Parts that could not be read, and when: they are not asked for at every key.
        var failed: [PortalNames.Part: Double] = [:]
    }

    /// After this many seconds a name may have changed.
    static let maximumAge = 24.0 * 3600
    private static let pauseAfterFailure = 60.0

    private let reader: PortalNamesReader
    private let storage: Storage
    private let mayConnect: @Sendable () async -> Bool
    private let time: any TimeSource
    private let state = Mutex(State())

    /// The names of a session's portal.
    ///
    /// - Parameters:
    ///   - session: whose portal it is.
    ///   - storage: where they are kept between sessions.
    ///   - mayConnect: whether the portal can be asked without asking a person first, for a credential.
    public convenience init(
        _ session: ScriptSession, storage: Storage = .none, mayConnect: @escaping @Sendable () async -> Bool = { true }
    ) {
        self.init(session, storage: storage, time: SystemTime(), mayConnect: mayConnect)
    }

    init(
        _ session: ScriptSession, storage: Storage, time: any TimeSource,
        mayConnect: @escaping @Sendable () async -> Bool
    ) {
        reader = PortalNamesReader(session: session)
        self.storage = storage
        self.time = time
        self.mayConnect = mayConnect
    }

    /// What is known now. Parts that are missing or old begin to be read.
    public func names(_ parts: [PortalNames.Part]) -> PortalNames {
        let now = time.unixTime
        return state.withLock { state in
            let names = known(&state)
            for part in parts {
                let age = now - (names.readAt[part] ?? -.infinity)
                let pause = now - (state.failed[part] ?? -.infinity)
                guard age > Self.maximumAge, pause > Self.pauseAfterFailure, state.reading[part] == nil else {
                    continue
                }
                state.reading[part] = Task { await self.read(part) }
            }
            return names
        }
    }

    /// The people who are known now. Nothing is read for it.
    public var people: PeopleNames { state.withLock { known(&$0).people } }

    /// Begins to read the names of those people who are not known, or have been known for too long.
    public func learn(people ids: Set<String>) {
        let now = time.unixTime
        state.withLock { state in
            let names = known(&state)
            let isOld = now - (names.readAt[.people] ?? -.infinity) > Self.maximumAge
            let missing = isOld ? ids : ids.filter { names.people.names[$0] == nil }
            let pause = now - (state.failed[.people] ?? -.infinity)
            guard !missing.isEmpty, pause > Self.pauseAfterFailure, state.reading[.people] == nil else { return }
            state.reading[.people] = Task { await self.read(.people, isOld: isOld, people: missing.sorted()) }
        }
    }

    /// Waits for what is being read.
    public func settled() async {
        for task in state.withLock({ Array($0.reading.values) }) { await task.value }
    }

    /// Whether anything is being read.
    public var isReading: Bool { state.withLock { !$0.reading.isEmpty } }

    /// Forgets everything: it is read anew when it is needed.
    public func refresh() {
        state.withLock { state in
            state.names = PortalNames()
            state.failed = [:]
        }
    }

    private func known(_ state: inout State) -> PortalNames {
        if let names = state.names { return names }
        let saved = storage.load().flatMap { try? JSONReader.value($0) }
        let names = saved.map { PortalNames($0) } ?? PortalNames()
        state.names = names
        return names
    }

    /// - Parameters:
    ///   - isOld: whether what is known of the part is forgotten with it.
    ///   - people: those whom the part is about.
    private func read(_ part: PortalNames.Part, isOld: Bool = true, people: [String] = []) async {
        var change: (@Sendable (inout PortalNames) -> Void)?
        if await mayConnect() {
            // Names that cannot be read are not offered; a call will say why.
            change = try? await reader.read(part, people: people)
        }
        let now = time.unixTime
        let text = state.withLock { state -> [UInt8]? in
            state.reading[part] = nil
            guard let change else {
                state.failed[part] = now
                return nil
            }
            var names = known(&state)
            if part == .people, isOld { names.people = PeopleNames() }
            change(&names)
            if isOld { names.readAt[part] = now }
            state.names = names
            return JSONWriter.bytes(names.json)
        }
        if let text { storage.save(text) }
    }
}
