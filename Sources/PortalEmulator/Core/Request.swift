import JSON

/// An HTTP request to the REST address, understood.
struct Request: Sendable {
    /// What the path holds of a webhook.
    struct Credential: Sendable {
        let userID: Int
        let code: String
    }

    enum Format: Sendable { case json, xml }

    /// `nil`: no webhook in the path.
    var credential: Credential?
    var method: String
    var parameters: JSONObject
    var format: Format = .json
    /// `127.0.0.1:PORT`, where the request came in.
    var host = ""
    /// The REST 3 address, `/rest/api/`.
    var isREST3 = false
    /// `X-Request-ID`
    var requestID: String?
    /// The body could not be read.
    var isMalformed = false
}

/// What goes back for a request.
struct Answer: Sendable {
    enum Body: Sendable {
        case members(JSONObject)
        case html(String)
    }

    /// What to do with it.
    enum Delivery: Sendable, Equatable {
        case send
        /// The head at once, the body in pieces over this many seconds.
        case slow(Double)
        /// The head and half of the body, then the end of the connection.
        case truncated
        /// Leave the client waiting.
        case never
        /// Close the connection.
        case hangUp
        /// Reset the connection.
        case reset
        /// Redirect to the address of the request.
        case redirect

        /// Whether the client sees an HTTP answer at all.
        var isAnswer: Bool { ![.never, .hangUp, .reset].contains(self) }
    }

    var status: Int
    var body: Body
    var delivery: Delivery = .send
    /// Seconds to wait before it goes out.
    var latency = 0.0
    /// What broke inside the portal, for its log; the caller only hears `INTERNAL_SERVER_ERROR`.
    var failure: String?
    /// What was asked for.
    var commands: [CommandRecord] = []
    /// The entries of the log that are to be told what became of it.
    var waiting: [Int] = []

    /// The answer with what its exchange leaves behind.
    func closing(_ exchange: Exchange) -> Answer {
        var answer = self
        answer.commands = exchange.commands
        answer.waiting = exchange.waiting
        answer.latency += exchange.latency
        return answer
    }
}
