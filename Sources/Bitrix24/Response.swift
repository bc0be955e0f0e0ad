public import JSON

/// The answer to one successful command.
public struct Response: Sendable {
    /// The `result` member, still as JSON text.
    public var result: JSONSlice
    /// How many rows a list has in all, where the method tells it.
    public var total: Int?
    /// The offset of the next page.
    public var next: Int?
    /// The `time` member, still as JSON text.
    public var time: JSONSlice?
    /// The HTTP status.
    public var status: Int
    /// How many requests it took: more than 1 after repetitions.
    public var attempts: Int
    /// Names the call in a server's log (`X-Request-ID`); commands of one batch request share it.
    public var requestID: String
    /// The answer to this write was lost; that it ran was found out by reading, and `result` is what was read.
    public var isReconciled = false

    /// An answer.
    public init(
        result: JSONSlice, total: Int?, next: Int?, time: JSONSlice?, status: Int, attempts: Int, requestID: String
    ) {
        self.result = result
        self.total = total
        self.next = next
        self.time = time
        self.status = status
        self.attempts = attempts
        self.requestID = requestID
    }
}
