import Bitrix24
import JSON
import Localization

/// `--verbose`: one line per request, with the id that all requests of one call share. It shows the method of the REST
/// call, never the URL, which holds the credential.
struct LoggingTransport: Transport {
    let output: Output
    let language: Language

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let start = ContinuousClock.now
        let name = Self.methodName(request.url)
        let id = request.headers.first { $0.name == "X-Request-ID" }?.value ?? ""
        do {
            let response = try await CurlTransport.shared.send(request)
            let milliseconds = Self.milliseconds(since: start)
            let isReplayed = response.header("idempotent-replayed")?.lowercased() == "true"
            var facts = Self.facts(name, id, milliseconds)
            facts["status"] = .integer(Int64(response.status))
            facts["bytes"] = .integer(Int64(response.body.count))
            // The portal had run the call before and gave its answer of then.
            if isReplayed { facts["replayed"] = true }
            let line = Texts.request(
                name, id, status: response.status, bytes: response.body.count, milliseconds, isReplayed: isReplayed)
            output.talk(line[language], facts: facts)
            return response
        } catch {
            let milliseconds = Self.milliseconds(since: start)
            var facts = Self.facts(name, id, milliseconds)
            facts["failure"] = .string(error.kind.rawValue)
            facts["phase"] = (error.limit?.phase.rawValue).map(JSONValue.string)
            output.talk(Texts.requestFailed(name, id, milliseconds)[language], facts: facts)
            throw error
        }
    }

    private static func facts(_ method: String, _ id: String, _ milliseconds: Int) -> JSONObject {
        ["method": .string(method), "request_id": .string(id), "ms": .integer(Int64(milliseconds))]
    }

    /// `crm.type.list` of `https://HOST/rest/1/CODE/crm.type.list.json` or `https://HOST/rest/api/1/CODE/crm.type.list`, and
    /// of both without `1/CODE/`, as a token has them; `oauth/token` of an authorization server.
    static func methodName(_ url: String) -> String {
        let path = url.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").dropFirst(2)
        // Any other address has its secret who knows where.
        if path.elementsEqual(["oauth", "token"]) { return "oauth/token" }
        let parts = path.dropFirst(path.dropFirst().first == "api" ? 2 : 1)
        guard path.first == "rest", let last = path.last, parts.count == 3 || parts.count == 1 else { return "?" }
        return last.hasSuffix(".json") ? String(last.dropLast(5)) : String(last)
    }

    private static func milliseconds(since start: ContinuousClock.Instant) -> Int {
        Int((ContinuousClock.now - start) / .milliseconds(1))
    }
}
