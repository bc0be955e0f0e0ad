import JSON

/// Finds out what became of writes whose answers were lost, and sends again what certainly did not run.
///
/// The reads travel together. What is found is done. What is not found yet is looked for again, with growing pauses: a
/// request that lost its connection may still be at work, for as long as the portal lets one run. An update or a deletion
/// is sent again after the second look, an addition only when that time is over.
struct LostWriteSearch {
    /// One write.
    struct Write: Sendable {
        var command: Command
        /// The error that reported the loss.
        var error: PortalError
        /// Unix time.
        var sentAt: Double
    }

    private let client: PortalClient
    private let writes: [Write]
    private let checks: [LostWriteCheck?]
    private var outcomes: [CommandOutcome?]
    private var isSentAgain: [Bool]
    /// Unix time. From here on the portal may still be at work: before the loss a request may have waited long for the rate.
    private let lostAt: Double

    init(_ client: PortalClient, _ writes: [Write]) {
        self.client = client
        self.writes = writes
        checks = writes.map { $0.error.kind == .cancelled ? nil : LostWriteCheck($0.command) }
        outcomes = zip(writes, checks).map { $1 == nil ? .failed($0.error) : nil }
        isSentAgain = writes.map { _ in false }
        lostAt = client.time.unixTime
    }

    /// The seconds before each look, from the loss on; after the last one comes the end of the time that a request may run.
    private static let pauses = [0.5, 1.5, 4, 10, 20]

    /// How each write ended: `done` when it ran or was sent again, else the error of its loss.
    mutating func run() async -> [CommandOutcome] {
        if let first = open.first {
            client.tell(.checkingLostWrite(method: writes[first].command.method))
            await look()
        }
        return zip(outcomes, writes).map { $0 ?? .failed($1.error) }
    }

    private var open: [Int] { outcomes.indices.filter { outcomes[$0] == nil } }

    private mutating func look() async {
        var looks = 0
        while !open.isEmpty {
            let now = client.time.unixTime
            let end = lostAt + client.options.settleTime
            let isLast = looks >= Self.pauses.count || now >= end
            let pause = looks < Self.pauses.count ? Self.pauses[looks] : end - now
            do { try await client.time.sleep(seconds: max(0, min(pause, end - now))) } catch { return }
            looks += 1
            let missing = await read()
            let again = missing.filter { checks[$0]?.mayRunTwice == true ? looks >= 2 || isLast : isLast }
            if !again.isEmpty { await sendAgain(again) }
            if isLast { return }
        }
    }

    /// Reads what the open writes should have made; gives those that have not run so far.
    private mutating func read() async -> [Int] {
        let asked = open
        let reads = asked.map { (key: "c\($0)", command: checks[$0]!.read) }
        guard let answers = try? await client.batch(reads) else { return [] }
        var missing: [Int] = []
        for (index, answer) in zip(asked, answers) {
            guard let check = checks[index] else { continue }
            let finding: LostWriteCheck.Finding
            var seen: Response?
            switch answer {
            case .done(let response):
                finding = check.finding(response.result, sentAt: writes[index].sentAt)
                seen = response
            case .failed(let error): finding = check.finding(error)
            case .notRun: finding = .unclear
            }
            switch finding {
            case .ran(let result): outcomes[index] = .done(found(result, seen, writes[index]))
            case .notSoFar: missing.append(index)
            case .unclear: break
            }
        }
        return missing
    }

    private func found(_ result: JSONValue, _ read: Response?, _ write: Write) -> Response {
        var response = Response(
            result: JSONSlice(result), total: nil, next: nil, time: nil,
            status: read?.status ?? write.error.status ?? 200,
            attempts: write.error.attempts, requestID: write.error.requestID ?? read?.requestID ?? "")
        response.isReconciled = true
        return response
    }

    private mutating func sendAgain(_ indices: [Int]) async {
        // Once more and no more: a portal that loses the same answer twice needs a person's eyes.
        let fresh = indices.filter { !isSentAgain[$0] }
        for index in fresh { isSentAgain[index] = true }
        let commands = fresh.map { (key: "c\($0)", command: writes[$0].command) }
        guard !commands.isEmpty, let answers = try? await client.batch(commands, findsLostWrites: false) else { return }
        for (index, answer) in zip(fresh, answers) {
            switch answer {
            case .done(var response):
                response.attempts += writes[index].error.attempts
                outcomes[index] = .done(response)
            case .failed(let error) where error.outcome == .unknown:
                break  // the next look tells
            case .failed(let error) where checks[index]?.kind == .deletion && error.kind == .notFound:
                // The first one has run after all.
                if case .ran(let result)? = checks[index]?.finding(error) {
                    outcomes[index] = .done(found(result, nil, writes[index]))
                }
            case .failed(var error):
                error.attempts += writes[index].error.attempts
                outcomes[index] = .failed(error)
            case .notRun:
                break
            }
        }
    }
}

extension PortalClient {
    /// What became of a write, as far as reading can tell.
    public enum Reconciliation: Sendable {
        /// It ran; the response tells that it was found by reading.
        case done(Response)
        /// It did not run, and cannot run any more (or may run twice without harm).
        case notRun
        /// Nothing can be told.
        case unknown
    }

    /// How long a write may have waited, after it was written down, before it left, in seconds.
    private static let longestWait = 600.0

    /// Looks whether a write ran whose answer nobody has got, without sending it again.
    ///
    /// - Parameters:
    ///   - command: the write as it was sent.
    ///   - sentAt: Unix time. While the portal may still be at work on it, this waits.
    ///   - read: sends a read; ``call(_:)`` unless the caller has many to look for and packs them (``CallPacker``).
    /// - Throws: ``PortalError`` when the portal cannot be asked.
    public func reconcile(
        _ command: Command, sentAt: Double, read: (@Sendable (Command) async throws -> Response)? = nil
    ) async throws -> Reconciliation {
        guard let check = LostWriteCheck(command) else { return .unknown }
        tell(.checkingLostWrite(method: command.method))
        // It was written down before it left, and may have waited since for the rate or for a repetition.
        let end = max(sentAt, min(time.unixTime, sentAt + Self.longestWait)) + options.settleTime
        while true {
            let finding: LostWriteCheck.Finding
            var seen: Response?
            do {
                let response = if let read { try await read(check.read) } else { try await call(check.read) }
                seen = response
                finding = check.finding(response.result, sentAt: sentAt)
            } catch let error as PortalError where error.kind == .notFound {
                finding = check.finding(error)
            }
            let left = end - time.unixTime
            switch finding {
            case .ran(let result):
                var response = Response(
                    result: JSONSlice(result), total: nil, next: nil, time: nil, status: seen?.status ?? 200,
                    attempts: 1,
                    requestID: seen?.requestID ?? "")
                response.isReconciled = true
                return .done(response)
            case .unclear: return .unknown
            case .notSoFar where check.mayRunTwice || left <= 0: return .notRun
            case .notSoFar:
                do {
                    try await time.sleep(seconds: min(left, 5))
                } catch {
                    throw PortalError(kind: .cancelled, method: command.method)
                }
            }
        }
    }
}
