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
        /// Send it, this many seconds late.
        case late(Double)
        /// Leave the client waiting.
        case never
        /// Close the connection.
        case hangUp
        /// Redirect to the address of the request.
        case redirect
    }

    var status: Int
    var body: Body
    var delivery: Delivery = .send
    /// What broke inside the portal, for its log; the caller only hears `INTERNAL_SERVER_ERROR`.
    var failure: String?
}
