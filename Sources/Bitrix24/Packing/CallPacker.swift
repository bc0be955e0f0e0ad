import JSON

/// Packs calls that are under way at the same time into batches: fifty travel as one request, which is all that the
/// portal's rate counts.
///
/// Only for calls that do not depend on each other; who calls one after the other gains nothing here. Reads and writes
/// travel apart, so that a lost answer leaves no read in doubt. Each call ends as it would have ended alone: what the
/// portal refused is sent again, a write whose answer was lost is looked for.
///
/// ```swift
/// let packer = CallPacker(client)
/// async let one = packer.call(Command("crm.item.get", ["entityTypeId": 156, "id": 1]))
/// async let other = packer.call(Command("crm.item.get", ["entityTypeId": 156, "id": 2]))
/// ```
public actor CallPacker {
    private struct Waiting {
        var id: Int
        var command: Command
        var answer: CheckedContinuation<Result<Response, PortalError>, Never>
    }

    /// A request under way.
    private struct Request {
        var task: Task<Void, Never>?
        /// Those who still want its answer.
        var wanted: Set<Int>
    }

    private let client: PortalClient
    private var lanes: [Bool: [Waiting]] = [:]
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
    /// - Throws: what ``PortalClient/call(_:)`` throws.
    public func call(_ command: Command) async throws(PortalError) -> Response {
        guard Self.fits(command), !loners.contains(command.method.lowercased()) else {
            return try await client.call(command)
        }
        lastID += 1
        let id = lastID
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { join(Waiting(id: id, command: command, answer: $0)) }
        } onCancel: {
            Task { await self.cancel(id) }
        }
        cancelled.remove(id)
        switch result {
        case .success(let response): return response
        case .failure(let error) where error.code.uppercased() == "ERROR_BATCH_METHOD_NOT_ALLOWED":
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

    // MARK: Packs

    private func join(_ call: Waiting) {
        guard !Task.isCancelled, !cancelled.contains(call.id) else {
            return call.answer.resume(returning: .failure(PortalError(kind: .cancelled, method: call.command.method)))
        }
        let isRead = call.command.effect == .read
        lanes[isRead, default: []].append(call)
        guard let waiting = lanes[isRead] else { return }
        if size.isFull(waiting.map(\.command)) {
            send(isRead)
        } else if waiting.count == 1 {
            Task { await self.depart(isRead, first: call.id, count: 1) }
        }
    }

    /// Sends an incomplete pack once nobody has joined it for a moment.
    private func depart(_ isRead: Bool, first: Int, count: Int) async {
        var count = count
        while true {
            try? await client.time.sleep(seconds: Self.linger)
            guard let waiting = lanes[isRead], waiting.first?.id == first else { return }
            if waiting.count == count { return send(isRead) }
            count = waiting.count
        }
    }

    private func send(_ isRead: Bool) {
        let pack = lanes.removeValue(forKey: isRead) ?? []
        guard let number = pack.first?.id else { return }
        requests[number] = Request(wanted: Set(pack.map(\.id)))
        let client = client
        requests[number]?.task = Task {
            let outcomes = await Self.outcomes(of: pack.map(\.command), client)
            self.arrived(number, pack, outcomes)
        }
    }

    private static func outcomes(
        of commands: [Command], _ client: PortalClient
    ) async -> [Result<Response, PortalError>] {
        if commands.count == 1 {
            do { return [.success(try await client.call(commands[0]))] } catch { return [.failure(error)] }
        }
        let keyed = commands.enumerated().map { (key: "c\($0)", command: $1) }
        do {
            let outcomes = try await client.batch(keyed)
            return zip(commands, outcomes).map { command, outcome in
                switch outcome {
                case .done(let response): .success(response)
                case .failed(let error): .failure(error)
                case .notRun: .failure(PortalError(kind: .cancelled, method: command.method, outcome: .notRun))
                }
            }
        } catch {
            return commands.map { command in
                var error = error
                error.method = command.method
                return .failure(error)
            }
        }
    }

    private func arrived(_ number: Int, _ pack: [Waiting], _ outcomes: [Result<Response, PortalError>]) {
        requests[number] = nil
        for (call, outcome) in zip(pack, outcomes) {
            if case .success(let response) = outcome { size.learn(call.command.method, response) }
            call.answer.resume(returning: outcome)
        }
    }

    /// Somebody wants no answer any more. What has not left does not leave; a request ends when nobody is left.
    private func cancel(_ id: Int) {
        for (isRead, waiting) in lanes {
            guard let index = waiting.firstIndex(where: { $0.id == id }) else { continue }
            let call = waiting[index]
            lanes[isRead]?.remove(at: index)
            if lanes[isRead]?.isEmpty == true { lanes[isRead] = nil }
            if index == 0, let next = lanes[isRead]?.first {
                Task { await self.depart(isRead, first: next.id, count: 0) }
            }
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
