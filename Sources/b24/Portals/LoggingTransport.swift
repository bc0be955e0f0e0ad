import Bitrix24
import Localization

/// `--verbose`: one line per request. It shows the method of the REST call, never the URL, which holds the credential.
struct LoggingTransport: Transport {
    let output: Output
    let language: Language

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let start = ContinuousClock.now
        let name = Self.methodName(request.url)
        do {
            let response = try await CurlTransport.shared.send(request)
            output.talk(
                Texts.request(name, status: response.status, bytes: response.body.count, Self.time(since: start))[
                    language])
            return response
        } catch {
            output.talk(Texts.requestFailed(name, Self.time(since: start))[language])
            throw error
        }
    }

    /// `crm.type.list` of `https://HOST/rest/1/CODE/crm.type.list.json?...`
    static func methodName(_ url: String) -> String {
        let path = url.prefix { $0 != "?" && $0 != "#" }
        let last = path.split(separator: "/").last ?? ""
        let name = last.hasSuffix(".json") ? last.dropLast(5) : last
        // A credential's code has no dot and no such length; a method that is one word is short.
        return name.contains(".") || name.count < 10 ? String(name) : "?"
    }

    private static func time(since start: ContinuousClock.Instant) -> String {
        let elapsed = ContinuousClock.now - start
        return "\(elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000) ms"
    }
}
