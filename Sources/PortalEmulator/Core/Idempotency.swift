import GRDB
import JSON

/// Writes of REST 3 that run once however often they are sent: what a successful one has answered is kept under its
/// `Idempotency-Key` (`api-reference/rest-v3`, "Repeated calls without duplicates").
struct Idempotency {
    /// How long an answer is kept: "stored for 24 hours".
    static let lifetime = 86400.0

    let key: String
    private let holder: String
    private let userID: Int
    private let method: String
    /// The parameters, by which a repetition is told from another call.
    private let request: String

    /// - Returns: `nil` for a request without a key.
    /// - Throws: `INVALIDIDEMPOTENCYKEYEXCEPTION`.
    init?(_ request: Request, _ method: Method, _ caller: Caller) throws {
        guard let key = request.idempotencyKey else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw RESTError.invalidIdempotencyKey
        }
        self.key = key
        // "Unique within a single application or webhook, a single user, and a single method."
        switch caller.origin {
        case .webhook(let id): holder = "webhook \(id)"
        case .application(let application): holder = "application \(application.clientID)"
        }
        userID = caller.userID
        self.method = method.name
        self.request = JSONWriter.string(.object(request.parameters))
    }

    /// The answer that is kept.
    ///
    /// - Throws: `IDEMPOTENCYKEYREUSEDEXCEPTION` when the key stands for another request.
    func answer(at now: Double, _ database: Database) throws -> Answer? {
        let row = try database.row(
            """
            SELECT request, answer FROM rest3_answers
            WHERE holder = ? AND user_id = ? AND method = ? AND key = ? AND created > ?
            """, [holder, userID, method, key, now - Self.lifetime])
        guard let row else { return nil }
        guard row["request"] == request else { throw RESTError.idempotencyKeyReused }
        let members = JSONValue.stored(row["answer"]).objectValue ?? [:]
        return Answer(
            status: 200, body: .members(members), headers: headers + [("Idempotent-Replayed", "true")])
    }

    /// Keeps the answer of a call that has run.
    func keep(_ members: JSONObject, at now: Double, _ database: Database) throws {
        try database.run("DELETE FROM rest3_answers WHERE created <= ?", [now - Self.lifetime])
        try database.run(
            """
            INSERT OR REPLACE INTO rest3_answers (holder, user_id, method, key, request, answer, created)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """, [holder, userID, method, key, request, JSONWriter.string(.object(members)), now])
    }

    /// "Bitrix24 returns the `Idempotency-Key` header with the value you passed in both cases".
    var headers: [(name: String, value: String)] { [("Idempotency-Key", key)] }
}
