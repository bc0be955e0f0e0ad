public import JSON

/// The pages of a list, in order, read as they are asked for and some ahead.
///
/// A list is whole or an error: a page that fails is asked for again on its own; when that fails, or when a portal does
/// not advance, reading throws. Memory stays bounded by ``ListOptions/prefetch``.
public struct Pages: AsyncSequence, Sendable {
    /// Some rows that follow each other, never none: a page of the portal, or several that came together.
    public struct Page: Sendable {
        /// The rows as JSON text.
        public var rows: [JSONSlice]
        /// The list's total where each page tells it (not with a cursor).
        public var total: Int?
    }

    let client: PortalClient
    let command: Command
    let options: ListOptions

    /// Starts at the first page.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(client: client, command: command, options: options)
    }

    /// Requests pages as they are needed.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// The list's total, once the portal has told it. With a cursor only a list is counted of which many rows are wanted.
        public private(set) var total: Int?

        private let client: PortalClient
        private let command: Command
        private let options: ListOptions
        private var run: Run?

        /// What there is once reading has begun.
        private struct Run {
            let reader: ListReader
            let flights = ListFlights()
            var reading: any ListReading
        }

        init(client: PortalClient, command: Command, options: ListOptions) {
            self.client = client
            self.command = command
            self.options = options
        }

        /// The next page, or `nil` after the last one.
        public mutating func next() async throws(PortalError) -> Page? {
            guard options.limit ?? 0 >= 0 else { throw PortalError(.listLimit, method: command.method) }
            var run = try begun()
            // Taken out while it is used, so that changing it copies nothing.
            self.run = nil
            defer { self.run = run }
            while true {
                while let arrival = run.flights.arrival() { run.reading.take(arrival.answer, to: arrival.number) }
                if total == nil, let count = run.reading.total {
                    total = count
                    await announce(rows: count)
                }
                switch run.reading.handOut() {
                case .page(var page):
                    // What lies ready goes together: who takes rows from far away comes less often.
                    while page.rows.count < Self.rowsTogether, run.reading.hasRowsReady,
                        case .page(let more) = run.reading.handOut()
                    {
                        page.rows += more.rows
                    }
                    await send(&run, isWaitedFor: false)
                    return Page(rows: page.rows, total: run.reader.request.paging == .offset ? page.total : nil)
                case .wait:
                    await send(&run, isWaitedFor: true)
                    await run.flights.wait()
                case .end:
                    run.flights.cancel()
                    return nil
                case .failed(let error):
                    run.flights.cancel()
                    throw error
                }
            }
        }

        private static let rowsTogether = 500

        /// Says what the list will take, when that is long.
        private func announce(rows: Int) async {
            let rows = Swift.min(rows, options.limit ?? .max)
            guard options.announces, let way = try? Pages(client: client, command: command, options: options).way else {
                return
            }
            let requests = ListEstimate(rows: rows, way: way, plan: client.options.plan).requests
            let seconds = await client.leastDuration(ofRequests: requests - 1)
            guard seconds >= Self.worthSaying else { return }
            client.tell(.longList(method: command.method, rows: rows, requests: requests, seconds: seconds))
        }

        /// Shorter lists need no words, in seconds.
        private static let worthSaying = 10.0

        private func begun() throws(PortalError) -> Run {
            if let run { return run }
            let request = try ListRequest(command, options.paging)
            let commands = options.batches ? request.pagesPerBatch : 1
            let reading: any ListReading =
                switch request.paging {
                case .cursor:
                    CursorReading(
                        method: command.method, options: options, commands: commands, hasWindows: request.hasWindows)
                case .offset:
                    OffsetReading(
                        method: command.method, options: options, commands: commands, firstOffset: request.firstOffset)
                }
            return Run(reader: ListReader(client: client, request: request), reading: reading)
        }

        private func send(_ run: inout Run, isWaitedFor: Bool) async {
            var room = await client.rateRoom
            while let fetch = run.reading.nextFetch(room, isWaitedFor: isWaitedFor) {
                run.flights.start(fetch, run.reader)
                room.requests -= 1
            }
        }
    }
}

extension PortalClient {
    /// All pages of a list, in order, rows as JSON text.
    ///
    /// ```swift
    /// for try await page in client.pages(Command("crm.item.list", ["entityTypeId": 156])) { print(page.rows.count) }
    /// ```
    public func pages(_ command: Command, _ options: ListOptions = ListOptions()) -> Pages {
        Pages(client: self, command: command, options: options)
    }

    /// The `total` of a list.
    ///
    /// - Throws: ``PortalError`` of kind `unexpectedAnswer` when the method tells none and has more than one page.
    public func count(_ command: Command) async throws(PortalError) -> Int {
        let request = try ListRequest(command, .offset)
        let response = try await call(request.command(.at(0)))
        if let total = response.total { return total }
        if response.next == nil, let rows = ListRows.rows(in: response.result, named: request.method.rows) {
            return rows.count
        }
        throw PortalError(
            .listWithoutTotal, method: command.method, status: response.status, outcome: .failed,
            attempts: response.attempts)
    }
}
