import Synchronization

/// The requests of one list that are under way, and the answers that have come. When nobody wants the list any more,
/// its requests end.
final class ListFlights: Sendable {
    private let tasks = Mutex<[Int: Task<Void, Never>]>([:])
    private let mailbox = Mailbox()

    /// An answer, and the number of its request.
    typealias Arrival = (number: Int, answer: ListFetch.Answer)

    deinit { cancel() }

    func start(_ fetch: ListFetch, _ reader: ListReader) {
        let mailbox = mailbox
        tasks.withLock { tasks in
            tasks[fetch.number] = Task { mailbox.put((fetch.number, await reader.answer(fetch))) }
        }
    }

    /// An answer that has come; `nil` while none has.
    func arrival() -> Arrival? {
        guard let arrival = mailbox.take() else { return nil }
        tasks.withLock { $0[arrival.number] = nil }
        return arrival
    }

    /// Waits until an answer is there. A cancelled wait cancels the requests, whose answers say so.
    func wait() async {
        await withTaskCancellationHandler {
            await mailbox.wait()
        } onCancel: {
            cancel()
        }
    }

    func cancel() {
        for task in tasks.withLock({ Array($0.values) }) { task.cancel() }
    }

    private final class Mailbox: Sendable {
        private let state = Mutex<(arrivals: [Arrival], reader: CheckedContinuation<Void, Never>?)>(([], nil))

        func put(_ arrival: Arrival) {
            let reader = state.withLock { state in
                state.arrivals.append(arrival)
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume()
        }

        func take() -> Arrival? {
            state.withLock { $0.arrivals.isEmpty ? nil : $0.arrivals.removeFirst() }
        }

        func wait() async {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.arrivals.isEmpty { state.reader = continuation }
                    return !state.arrivals.isEmpty
                }
                if isThere { continuation.resume() }
            }
        }
    }
}
