import Bitrix24
import JSON
import LuaRuntime

/// The one door between scripts and the portal: every REST command of every function passes here, those of a batch
/// one by one.
///
/// It decides (is there such a method, may this client call it now, is this a rehearsal) and connects at the first
/// command; how a command travels is the client's business. Clients that may do less have a door of their own.
final class Gate: Sendable {
    let catalogue: MethodCatalogue

    private let portal: LazyClient
    private let live: LivePolicy
    private let writes: WritesUnderWay
    /// Whether calls travel together.
    let packing: Packing
    private let journalled: WriteRecorder?
    /// Counts writes, and asks before losses.
    let guardian: WriteGuard
    /// `nil` when the portal is not protected.
    private let protecting: Protection?
    /// What may be sent through this door.
    let grant: ClientGrant
    /// In the process of an isolated script: the gate behind this one, which decides and sends.
    let parent: ParentGate?
    /// Whose code goes through it; `nil` for the script's.
    let library: LibraryMark?

    init(
        policy: ScriptSession.Policy = .init(), catalogue: MethodCatalogue = .standard, packing: Packing = Packing(),
        recorder: WriteRecorder? = nil, guardian: WriteGuard? = nil, protection: Protection? = nil,
        parent: ParentGate? = nil, connect: @escaping @Sendable () async throws -> PortalClient
    ) {
        self.guardian = guardian ?? WriteGuard(policy)
        live = self.guardian.live
        self.catalogue = catalogue
        self.packing = packing
        portal = LazyClient(connect)
        writes = WritesUnderWay()
        journalled = recorder
        protecting = protection
        grant = ClientGrant()
        self.parent = parent
        library = nil
    }

    /// A door to the same portal for a client that may do less. Everything else the two have in common.
    convenience init(narrowing gate: Gate, to capabilities: Capabilities) {
        self.init(gate, ClientGrant(narrowing: gate.grant, to: capabilities), gate.library)
    }

    /// A door for a library, beside that of the script.
    convenience init(for library: ScriptLibrary, arguments: [String], beside gate: Gate) {
        let grant = ClientGrant(
            of: library.mark, Capabilities(library.needs), arguments: arguments, script: gate.grant)
        self.init(gate, grant, library.mark)
    }

    /// A door for a script that says itself what it needs of what may go through another.
    convenience init(declaring gate: Gate) { self.init(gate, ClientGrant(within: gate.grant), gate.library) }

    private init(_ gate: Gate, _ grant: ClientGrant, _ library: LibraryMark?) {
        guardian = gate.guardian
        live = gate.live
        catalogue = gate.catalogue
        packing = gate.packing
        portal = gate.portal
        writes = gate.writes
        journalled = gate.journalled
        protecting = gate.protecting
        parent = gate.parent
        self.grant = grant
        self.library = library
    }

    /// What scripts may do now.
    var policy: ScriptSession.Policy {
        get { live.policy }
        set { live.policy = newValue }
    }

    /// What the running script's credential must have before its first write.
    var preflight: Preflight? {
        get { live.preflight }
        set { live.preflight = newValue }
    }

    private var rehearsal: Rehearsal? { live.rehearsal }

    /// `nil` when nothing is recorded.
    var recorder: WriteRecorder? { policy.dryRun ? nil : journalled }

    /// `nil` when the portal is not protected, or nothing reaches it.
    private var protection: Protection? { policy.dryRun ? nil : protecting }

    /// For the next entry of a prompt: a write that was not confirmed may be asked for again.
    func forgetRefusal() async { await protecting?.forgetRefusal() }

    /// The writes that a dry run did not send since they were last taken, in order.
    func takePlan() -> [PlannedWrite] { rehearsal?.takePlan() ?? [] }

    /// For the end of a run that was stopped or failed: waits for the writes that are under way, and gives those whose
    /// answer nobody got. They may have happened.
    func lostWrites() async -> [WritesUnderWay.Lost] { await writes.settled() }

    /// The client, connected at the first use. A connection that failed is tried again at the next call.
    func client() async throws -> PortalClient { try await portal.client() }

    /// The client, if one is connected: for what is worth saying, but not worth connecting for.
    var connectedClient: PortalClient? {
        get async { await portal.connected }
    }

    /// Sends one command.
    ///
    /// - Parameter undocumented: lets a method through that the catalogue does not know (one that a self-hosted
    ///   portal has installed); it counts as a write.
    /// - Parameter onlyReads: such a method is known to read only.
    func call(
        _ command: Command, position: SourcePosition? = nil, undocumented: Bool = false, onlyReads: Bool = false
    ) async throws -> Response {
        let effect = try admit(command, undocumented: undocumented, onlyReads: onlyReads)
        let write = WriteRecorder.Write(command: command, effect: effect, position: position, library: library)
        if effect != .read { try await admit([write]) }
        if let parent {
            return try await parent.call(command, position, undocumented: undocumented, onlyReads: onlyReads)
        }
        guard let rehearsal else {
            let client = try await client()
            if effect == .read { return try await packing.send(command, by: client) }
            let response = try await writes.one(command) {
                guard let recorder else { return try await packing.send(command, by: client) }
                return try await recorder.one(write, client) {
                    try await packing.send(command, by: client, willSend: $0)
                }
            }
            await guardian.note(command, response.result)
            return response
        }
        if let planned = try rehearsal.answer(command, effect, position, by: library) { return planned }
        return rehearsal.overlaid(try await packing.send(command, by: client()), of: command)
    }

    /// Sends commands in order. All are judged before the first is sent; under a dry run only the reads are sent.
    ///
    /// - Parameter isFree: the writes are worked out from the portal's state, and repeating them is harmless: a
    ///   resumed run sends them as they come (see ``WriteLane/free``).
    /// - Parameter streams: the part of the run to which each command belongs; `nil` for that of the script.
    func batch(
        _ commands: [(key: String, command: Command)], halt: Bool = false, position: SourcePosition? = nil,
        isFree: Bool = false, streams: [WriteStream]? = nil
    ) async throws -> [CommandOutcome] {
        let recorded = try commands.enumerated().map { index, entry in
            let effect = try admit(entry.command)
            return effect == .read
                ? nil
                : WriteRecorder.Write(
                    command: entry.command, effect: effect, position: position, library: library, isFree: isFree,
                    stream: streams?[index])
        }
        let effects = recorded.map { $0?.effect ?? .read }
        // What cannot be sent is refused before anybody is asked, and before anything of it is recorded.
        if recorded.contains(where: { $0 != nil }) { try PortalClient.check(batch: commands) }
        try await admit(recorded.compactMap(\.self))
        if let parent { return try await parent.batch(commands, halt: halt, position, isFree: isFree) }
        guard let rehearsal, effects.contains(where: { $0 != .read }) else {
            let client = try await client()
            let outcomes = try await writes.many(commands, isWrite: recorded.map { $0 != nil }) {
                guard let recorder else { return try await client.batch(commands, halt: halt) }
                return try await recorder.many(recorded, client) {
                    try await client.batch(commands, halt: halt, observer: $0)
                }
            }
            for (write, outcome) in zip(recorded, outcomes) {
                if let write, case .done(let response) = outcome { await guardian.note(write.command, response.result) }
            }
            return outcomes
        }
        return try await rehearsal.batch(Array(zip(commands, effects)), halt: halt, position, by: library) {
            try await self.client().call($0)
        }
    }

    /// The rows of a list, page by page.
    func rows(_ command: Command, _ options: ListOptions = ListOptions(), position: SourcePosition? = nil)
        async throws -> RowPages
    {
        try admitList(command)
        if let parent { return RowPages(try await parent.rows(command, options, position)) }
        return RowPages(try await client().pages(command, options))
    }

    /// The total of a list.
    func count(_ command: Command, position: SourcePosition? = nil) async throws -> Int {
        try admitList(command)
        if let parent { return try await parent.count(command, position) }
        return try await client().count(command)
    }

    /// The objects of a family (`crm.type`) that a dry run has planned: lists of the portal do not have them.
    func planned(_ family: String) async throws -> [JSONObject] {
        guard let rehearsal else { return [] }
        if let parent { return try await parent.planned(family) }
        return rehearsal.added(to: family)
    }

    /// The answer of a rehearsal to a list of something that it only planned; `nil` when the portal has to be asked, or the
    /// gate behind this one.
    func plannedRows(_ command: Command) -> [JSONSlice]? {
        if parent != nil { return nil }
        // What may not be asked is refused where the portal would be.
        guard let rehearsal, (try? admit(command)) != nil else { return nil }
        return rehearsal.rows(of: command)
    }

    /// Refuses what is no list; sends nothing.
    func admitList(_ command: Command) throws {
        guard try admit(command) == .read else {
            throw ModuleError(.invalidArgument, Texts.notAList(command.method), method: command.method)
        }
    }

    /// Counts writes, and has their losses confirmed.
    private func admit(_ list: [WriteRecorder.Write]) async throws {
        guard let first = list.first else { return }
        try grant.take(list.count, first.command.method)
        if parent != nil { return }
        try await live.preflight?.check { try await self.client() }
        try await protection?.admit(first.command.method)
        try await guardian.admit(
            list, under: writes,
            isAnswered: { write in
                guard let recorder = self.recorder else { return false }
                return try await recorder.isOnRecord(write, self.client())
            }, client: { try await self.client() })
    }

    private func admit(
        _ command: Command, undocumented: Bool = false, onlyReads: Bool = false
    ) throws -> MethodCatalogue.Effect {
        try Admission(catalogue: catalogue, policy: policy, grant: grant).effect(
            of: command, undocumented: undocumented, onlyReads: onlyReads)
    }
}
