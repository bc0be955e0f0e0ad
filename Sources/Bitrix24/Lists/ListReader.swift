import JSON

/// Carries out the requests of a list.
struct ListReader: Sendable {
    let client: PortalClient
    let request: ListRequest
    private let names: ListPage.Names

    init(client: PortalClient, request: ListRequest) {
        self.client = client
        self.request = request
        names = ListPage.Names(request.method, request.paging)
    }

    private var method: String { request.command.method }

    func answer(_ fetch: ListFetch) async -> ListFetch.Answer {
        do throws(PortalError) {
            if fetch.isBatch { return try await batch(fetch) }
            return try await page(fetch.parts[0])
        } catch {
            return .failed(error)
        }
    }

    private func page(_ part: ListFetch.Part) async throws(PortalError) -> ListFetch.Answer {
        let response = try await client.call(request.command(part))
        let origin = ListPage.Origin(response)
        let outcome: ListFetch.Outcome
        switch response.result.withSteps({ ListPage.read(&$0, names) }) {
        case .success(var page):
            page.total = response.total
            page.next = response.next
            page.origin = origin
            outcome = .page(page)
        case .failure(let unreadable):
            outcome = .failed(origin.error(unreadable.problem, method, unreadable.details))
        }
        return .parts([outcome], seconds: Self.seconds(response))
    }

    /// How long the portal worked, as it tells.
    private static func seconds(_ response: Response) -> Double? { response.time?["duration"]?.value.numberValue }

    private func batch(_ fetch: ListFetch) async throws(PortalError) -> ListFetch.Answer {
        var commands = JSONObject()
        for (index, part) in fetch.parts.enumerated() {
            let command = request.command(part, at: index, fetch.place)
            let query = QueryEncoding.query(command.parameters) ?? ""
            commands[ListRequest.key(index)] = .string(command.method + (query.isEmpty ? "" : "?" + query))
        }
        let batch = Command("batch", ["halt": 0, "cmd": .object(commands)])
        var response: Response
        do {
            response = try await client.exchange(batch, isRead: true)
        } catch {
            var error = error
            error.method = method
            throw error
        }
        let answer = ListAnswer(response.result, names)
        for time in answer.times { client.remember(time, of: method) }
        let origin = ListPage.Origin(response)
        let outcomes = fetch.parts.indices.map { outcome(answer.entry($0), at: $0, origin) }
        return .parts(outcomes, seconds: Self.seconds(response))
    }

    private func outcome(_ entry: ListAnswer.Entry, at index: Int, _ origin: ListPage.Origin) -> ListFetch.Outcome {
        switch entry {
        case .page(var page):
            page.origin = origin
            return .page(page)
        case .unreadable(let unreadable):
            return .failed(origin.error(unreadable.problem, method, unreadable.details))
        case .failed(let fault):
            var (error, _) = client.reader(method, isRead: true).error(fault, status: nil)
            error.attempts = origin.attempts
            error.requestID = origin.requestID
            return .failed(error)
        case .missing:
            return .failed(origin.error(.batchAnswerIncomplete, method, ["key": ListRequest.key(index)]))
        }
    }
}
