/// What b24 itself found wrong, where a ``ErrorKind`` alone says too little. Kept in `details["problem"]`, so that it
/// survives wherever an error is written down; the texts of each are in `ErrorTexts+Problems.swift`.
extension PortalError {
    /// A finding of b24 itself.
    public enum Problem: String, Sendable, CaseIterable {
        /// The webhook is not `https://HOST/rest/USER/CODE/`.
        case webhookMalformed = "webhook_malformed"
        /// The webhook is plain `http` to another machine.
        case webhookInsecure = "webhook_insecure"
        /// A name that cannot be a REST method: empty, or with characters other than letters, digits, `.`, `_` and `-`.
        case methodMalformed = "method_malformed"
        /// Two commands of a batch have the key `{key}`.
        case batchDuplicateKey = "batch_duplicate_key"
        /// The command `{key}` is itself a batch.
        case batchInBatch = "batch_in_batch"
        /// The command `{key}` refers to `$result[{reference}]`, which no earlier command has.
        case batchUnknownReference = "batch_unknown_reference"
        /// The command `{key}` refers to `$result[{reference}]`, which is in another chunk of 50.
        case batchReferenceAcrossChunks = "batch_reference_across_chunks"
        /// A list is to be read by id, and the call brings an order of its own.
        case listOrder = "list_order"
        /// A list gave the same last id `{id}` again.
        case listStalled = "list_stalled"
        /// The answer to a list call holds no rows.
        case listWithoutRows = "list_without_rows"
        /// The answer is not JSON.
        case answerNotJSON = "answer_not_json"
        /// The answer has neither `result` nor `error`.
        case answerWithoutResult = "answer_without_result"
        /// The portal sends the request on to `{location}`, which b24 does not follow.
        case redirectRefused = "redirect_refused"
        /// The name `{host}` cannot be resolved.
        case hostNotFound = "host_not_found"
        /// Nobody answers at `{host}`.
        case connectionRefused = "connection_refused"
        /// The connection to `{host}` was lost.
        case connectionLost = "connection_lost"

        /// The kind of such an error.
        public var kind: ErrorKind {
            switch self {
            case .webhookMalformed, .webhookInsecure, .methodMalformed, .batchDuplicateKey, .batchUnknownReference,
                .batchReferenceAcrossChunks, .listOrder:
                .invalidArgument
            case .batchInBatch: .batchNested
            case .listStalled, .listWithoutRows, .answerNotJSON, .answerWithoutResult, .redirectRefused:
                .unexpectedAnswer
            case .hostNotFound, .connectionRefused, .connectionLost: .network
            }
        }
    }

    /// The finding of b24, when the error is one.
    public var problem: Problem? { details["problem"].flatMap(Problem.init) }

    /// An error that b24 found itself; nothing ran unless `outcome` says so.
    ///
    /// - Parameter details: the facts that the text of the problem names: `["key": "a"]`.
    public init(
        _ problem: Problem, method: String? = nil, status: Int? = nil, outcome: Outcome = .refused,
        details: [String: String] = [:]
    ) {
        self.init(
            kind: problem.kind, status: status, method: method, outcome: outcome,
            details: details.merging(["problem": problem.rawValue]) { $1 })
    }
}
