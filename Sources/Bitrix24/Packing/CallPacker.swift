import JSON

/// Packs calls that are under way at the same time into batches: fifty travel as one request, which is all that the
/// portal's rate counts.
///
/// Only for calls that do not depend on each other; who calls one after the other gains nothing here. Reads and writes
/// travel apart, so that a lost answer leaves no read in doubt. A pack stays open until the portal's rate lets it go: who
/// comes meanwhile travels along. Each call ends as it would have ended alone: what the portal refused is sent again, a
/// write whose answer was lost is looked for.
///
/// ```swift
/// let packer = CallPacker(client)
/// async let one = packer.call(Command("crm.item.get", ["entityTypeId": 156, "id": 1]))
/// async let other = packer.call(Command("crm.item.get", ["entityTypeId": 156, "id": 2]))
/// ```
public actor CallPacker {
    /// Called right before a command leaves; what it throws is the command's end, and it does not leave.
    public typealias WillSend = @Sendable () async throws -> Void

    private struct Waiting {
        var id: Int
        var command: Command
        var willSend: WillSend
        var answer: CheckedContinuation<Result<Response, any Error>, Never>
    }

    /// Calls that may travel together, and the packs that are going to take them.
    private struct Lane {
        var waiting: [Waiting] = []
        var departures: [Int: Task<Void, Never>] = [:]
    }

    /// A request under way.
    private struct Request {
        var task: Task<Void, Never>?
        /// Those who still want its answer.
        var wanted: Set<Int>
    }

    private let client: PortalClient
    /// Reads, and writes.
    private var lanes: [Bool: Lane] = [:]
    private var size = PackSize()
    private var lastID = 0
    /// The calls that were cancelled before they came to wait.
    private var cancelled: Set<Int> = []
    private var requests: [Int: Request] = [:]
    /// Methods that the portal does not take in a batch, in lower case.
    private var loners: Set<String> = []

    /// Seconds for which an incomplete pack waits for company.
    private static let linger = 0.002

    /// A packer for the calls of one client.
    public init(_ client: PortalClient) { self.client = client }

    /// Sends one command, together with others if there are any.
    ///
    /// - Parameters:
    ///   - command: what is sent.
    ///   - willSend: called before it leaves.
    /// - Throws: what ``PortalClient/call(_:)`` throws, or what `willSend` has thrown.
    public func call(_ command: Command, willSend: @escaping WillSend = {}) async throws -> Response {
        guard Self.fits(command), !loners.contains(command.method.lowercased()) else {
            try await willSend()
            return try await client.call(command)
        }
        lastID += 1
        let id = lastID
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation {
                join(Waiting(id: id, command: command, willSend: willSend, answer: $0))
            }
        } onCancel: {
            Task { await self.cancel(id) }
        }
        cancelled.remove(id)
        switch result {
        case .success(let response): return response
        case .failure(let error as PortalError) where error.code.uppercased() == "ERROR_BATCH_METHOD_NOT_ALLOWED":
            loners.insert(command.method.lowercased())
            return try await client.call(command)
        case .failure(let error): throw error
        }
    }

    /// Whether a batch can carry the command, and carries it as it is.
    private static func fits(_ command: Command) -> Bool {
        guard let plan = try? BatchPlan([(key: "c", command: command)]) else { return false }
        return plan.steps == [.chunk(0..<1)]
    }

    /// How many calls have not left yet.
    var waitingCount: Int { lanes.values.reduce(0) { $0 + $1.waiting.count } }

    // MARK: Packs

    private func join(_ call: Waiting) {
        guard !Task.isCancelled, !cancelled.contains(call.id) else {
            return call.answer.resume(returning: .failure(PortalError(kind: .cancelled, method: call.command.method)))
        }
        let isRead = call.command.effect == .read
        lanes[isRead, default: Lane()].waiting.append(call)
        summonDepartures(isRead)
    }

    /// Makes sure that every fifty who wait have a departure that will take them.
    private func summonDepartures(_ isRead: Bool) {
        guard let lane = lanes[isRead] else { return }
        let needed = (lane.waiting.count + BatchPlan.mostCommands - 1) / BatchPlan.mostCommands
        for _ in lane.departures.count..<max(needed, lane.departures.count) {
            lastID += 1
            let number = lastID
            lanes[isRead]?.departures[number] = Task { await self.depart(isRead, number) }
        }
    }

    /// Waits for company and for the portal's rate, then leaves with whoever is there.
    private func depart(_ isRead: Bool, _ number: Int) async {
        var count = 0
        while let waiting = lanes[isRead]?.waiting, !size.isFull(waiting.map(\.command)), waiting.count != count {
            count = waiting.count
            try? await client.time.sleep(seconds: Self.linger)
        }
        let permit = await client.takePermit()
        lanes[isRead]?.departures[number] = nil
        var pack: [Waiting] = []
        while permit != nil, let next = lanes[isRead]?.waiting.first, !size.isFull(pack.map(\.command)) {
            pack.append(next)
            lanes[isRead]?.waiting.removeFirst()
        }
        summonDepartures(isRead)
        guard let permit else { return }
        if pack.isEmpty { await client.giveBack(permit) } else { send(pack, permit) }
    }

    private func send(_ pack: [Waiting], _ permit: RatePermit) {
        let number = pack[0].id
        requests[number] = Request(wanted: Set(pack.map(\.id)))
        let client = client
        requests[number]?.task = Task {
            let outcomes = await RatePermit.$current.withValue(permit) { await Self.outcomes(of: pack, client) }
            await client.giveBack(permit)
            self.arrived(number, pack, outcomes)
        }
    }

    private static func outcomes(of pack: [Waiting], _ client: PortalClient) async -> [Result<Response, any Error>] {
        var outcomes = await announce(pack)
        let leaving = pack.indices.filter { outcomes[$0] == nil }
        if leaving.count == 1 {
            do {
                outcomes[leaving[0]] = .success(try await client.call(pack[leaving[0]].command))
            } catch {
                outcomes[leaving[0]] = .failure(error)
            }
            return outcomes.compactMap(\.self)
        }
        do {
            let keyed = leaving.map { (key: "c\($0)", command: pack[$0].command) }
            for (index, outcome) in zip(leaving, try await client.batch(keyed)) {
                outcomes[index] =
                    switch outcome {
                    case .done(let response): .success(response)
                    case .failed(let error): .failure(error)
                    case .notRun:
                        .failure(PortalError(kind: .cancelled, method: pack[index].command.method, outcome: .notRun))
                    }
            }
        } catch {
            for index in leaving {
                var error = error
                error.method = pack[index].command.method
                outcomes[index] = .failure(error)
            }
        }
        return outcomes.compactMap(\.self)
    }

    /// Tells everybody of a pack that it leaves; who objects has an end already.
    private static func announce(_ pack: [Waiting]) async -> [Result<Response, any Error>?] {
        await withTaskGroup(of: (Int, (any Error)?).self) { group in
            for (index, call) in pack.enumerated() {
                group.addTask {
                    do { try await call.willSend() } catch { return (index, error) }
                    return (index, nil)
                }
            }
            var ends: [Result<Response, any Error>?] = Array(repeating: nil, count: pack.count)
            for await (index, error) in group { ends[index] = error.map { .failure($0) } }
            return ends
        }
    }

    private func arrived(_ number: Int, _ pack: [Waiting], _ outcomes: [Result<Response, any Error>]) {
        requests[number] = nil
        for (call, outcome) in zip(pack, outcomes) {
            if case .success(let response) = outcome { size.learn(call.command.method, response) }
            call.answer.resume(returning: outcome)
        }
    }

    /// Somebody wants no answer any more. What has not left does not leave; a request ends when nobody is left.
    private func cancel(_ id: Int) {
        for (isRead, lane) in lanes {
            guard let index = lane.waiting.firstIndex(where: { $0.id == id }) else { continue }
            let call = lane.waiting[index]
            lanes[isRead]?.waiting.remove(at: index)
            // A place in the portal's rate that nobody needs goes back at once.
            if lane.waiting.count == 1 { for task in lane.departures.values { task.cancel() } }
            return call.answer.resume(returning: .failure(PortalError(kind: .cancelled, method: call.command.method)))
        }
        for (number, request) in requests where request.wanted.contains(id) {
            requests[number]?.wanted.remove(id)
            if request.wanted.count == 1 { request.task?.cancel() }
            return
        }
        cancelled.insert(id)
    }
}
