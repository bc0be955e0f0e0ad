import JSON

/// An HTTP request to the REST address, understood.
struct Request: Sendable {
    /// What a request says about its caller.
    enum Credential: Sendable {
        /// In the path.
        case webhook(userID: Int, code: String)
        /// The parameter `auth`.
        case token(String)
    }

    /// What the address leads to.
    enum Service: Sendable { case rest, token, authorize }

    enum Format: Sendable { case json, xml }

    var service = Service.rest
    /// `nil`: neither a webhook in the path nor a token.
    var credential: Credential?
    /// The method, or the name of the service: `oauth/token`.
    var method: String
    var parameters: JSONObject
    var format: Format = .json
    /// `127.0.0.1:PORT`, where the request came in.
    var host = ""
    /// The REST 3 address, `/rest/api/`.
    var isREST3 = false
    /// `X-Request-ID`
    var requestID: String?
    /// `Idempotency-Key`, which REST 3 heeds.
    var idempotencyKey: String?
    /// The body could not be read.
    var isMalformed = false

    /// Who the path says the caller is.
    var claimedUserID: Int? {
        if case .webhook(let userID, _) = credential { userID } else { nil }
    }

    /// Takes the access token out of the parameters, whichever way they came; a webhook in the path comes first.
    mutating func takeToken() {
        guard service == .rest, credential == nil, let token = parameters["auth"]?.phpString else { return }
        parameters["auth"] = nil
        if !token.isEmpty { credential = .token(token) }
    }
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
    /// Beside those that every answer has.
    var headers: [(name: String, value: String)] = []
    var delivery: Delivery = .send
    /// Seconds to wait before it goes out.
    var latency = 0.0
    /// What broke inside the portal, for its log; the caller only hears `INTERNAL_SERVER_ERROR`.
    var failure: String?
    /// What was asked for.
    var commands: [CommandRecord] = []
    /// Who asked.
    var userID: Int?
    /// The client id of the application that asked.
    var clientID: String?
    /// The entries of the log that are to be told what became of it.
    var waiting: [Int] = []

    /// The answer with what its exchange leaves behind.
    func closing(_ exchange: Exchange) -> Answer {
        var answer = self
        answer.commands = exchange.commands
        answer.userID = exchange.userID
        answer.clientID = exchange.caller?.application?.clientID
        answer.waiting = exchange.waiting
        answer.latency += exchange.latency
        return answer
    }
}
