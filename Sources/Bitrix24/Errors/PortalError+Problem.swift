/// What b24 itself found wrong, where a ``ErrorKind`` alone says too little. Kept in `details["problem"]`, so that it
/// survives wherever an error is written down; the texts of each are in `ErrorTexts+Problems.swift`.
extension PortalError {
    /// A finding of b24 itself.
    public enum Problem: String, Sendable, CaseIterable {
        /// There is no text where a webhook's address is due.
        case webhookEmpty = "webhook_empty"
        /// The webhook's address does not begin with `https://`.
        case webhookScheme = "webhook_scheme"
        /// The webhook is plain `http` to another machine.
        case webhookInsecure = "webhook_insecure"
        /// The webhook's address has a space or a control character in it.
        case webhookCharacters = "webhook_characters"
        /// The webhook's address has `name:password@` before the host.
        case webhookUserInfo = "webhook_user_info"
        /// The webhook's address has no host name, or one that cannot be.
        case webhookHost = "webhook_host"
        /// The webhook's address has a port that cannot be.
        case webhookPort = "webhook_port"
        /// The webhook's address goes on with `?` or `#`.
        case webhookQuery = "webhook_query"
        /// The webhook is not `https://HOST/rest/USER/CODE/`.
        case webhookMalformed = "webhook_malformed"
        /// The webhook is the one for REST 3: `/rest/api/USER/CODE/`.
        case webhookREST3 = "webhook_rest_3"
        /// No number stands where the user's number is due.
        case webhookUserID = "webhook_user_id"
        /// No code, or one with characters that no code has.
        case webhookCode = "webhook_code"

        /// The portal's address is not `https://HOST`.
        case portalAddressMalformed = "portal_address_malformed"
        /// The portal's address is plain `http` to another machine.
        case portalAddressInsecure = "portal_address_insecure"
        /// `{field}` is empty, or has characters that no token has.
        case tokenMalformed = "token_malformed"
        /// The authorization server's address is not one.
        case authorizationServerMalformed = "authorization_server_malformed"
        /// The authorization server's address is plain `http` to another machine.
        case authorizationServerInsecure = "authorization_server_insecure"
        /// What the store keeps is no credential of b24.
        case storedMalformed = "stored_malformed"
        /// What the store keeps is in the form `{version}` of a later b24.
        case storedVersion = "stored_version"
        /// The access token has expired, and nothing is there to renew it with.
        case tokenNotRenewable = "token_not_renewable"
        /// The store has no token for this profile any more.
        case tokenErased = "token_erased"
        /// The store does not open or cannot be written, so the token was not renewed: `{reason}`.
        case tokenStoreFailed = "token_store_failed"
        /// The token was renewed and the new pair could not be stored: `{reason}`.
        case tokenNotStored = "token_not_stored"
        /// The authorization server no longer takes the refresh token.
        case signInEnded = "sign_in_ended"
        /// The same, after a renewal at `{when}` whose answer was lost.
        case signInLost = "sign_in_lost"
        /// The authorization server does not take the code of a sign-in.
        case codeRefused = "code_refused"
        /// The authorization server does not know the application by this id and secret.
        case applicationRefused = "application_refused"
        /// The application may not have the scopes it wants.
        case applicationScope = "application_scope"
        /// The application's subscription is over.
        case applicationUnpaid = "application_unpaid"
        /// The authorization server refuses the request.
        case tokenRequestRefused = "token_request_refused"
        /// `{host}` does not answer as an authorization server does, but with `{excerpt}`.
        case tokenAnswerOdd = "token_answer_odd"
        /// The pair that came is for another portal than `{portal}`.
        case tokenOfOtherPortal = "token_of_other_portal"
        /// There is no scope `{name}`.
        case scopeUnknown = "scope_unknown"
        /// A call brings a parameter `auth`, where b24 puts the token.
        case parameterAuth = "parameter_auth"

        /// A name that cannot be a REST method: empty, or with characters other than letters, digits, `.` and `_`.
        case methodMalformed = "method_malformed"
        /// The method does not exist in REST `{version}`.
        case methodVersion = "method_version"
        /// A request of `{size}` bytes.
        case requestTooLarge = "request_too_large"

        /// Two commands of a batch have the key `{key}`.
        case batchDuplicateKey = "batch_duplicate_key"
        /// A command of a batch has an empty key.
        case batchEmptyKey = "batch_empty_key"
        /// The command `{key}` is itself a batch.
        case batchInBatch = "batch_in_batch"
        /// The command `{key}` refers, at `{path}`, to `$result[{reference}]`, and no command has that key.
        case batchUnknownReference = "batch_unknown_reference"
        /// The command `{key}` refers, at `{path}`, to `$result[{reference}]`, which does not stand before it.
        case batchLaterReference = "batch_later_reference"
        /// The command `{key}` has, at `{path}`, a `$result[` without an end or a key.
        case batchBrokenReference = "batch_broken_reference"
        /// The command `{key}` refers, at `{path}`, to `$result[{reference}]`, which cannot be in the same chunk of 50.
        case batchReferenceAcrossChunks = "batch_reference_across_chunks"
        /// The command `{key}` ran although `{reference}` has no value in the answer of its source.
        case batchReferenceEmpty = "batch_reference_empty"
        /// The answer to a batch says nothing about the command `{key}`.
        case batchAnswerIncomplete = "batch_answer_incomplete"

        /// A method that is to be read by id has no rule for it.
        case listCursorUnsupported = "list_cursor_unsupported"
        /// A list is to be read by id, and the call brings an order of its own.
        case listOrder = "list_order"
        /// A list is to be read by id, and a condition on the id cannot be added to the call's filter.
        case listFilter = "list_filter"
        /// A list is to be read by id, and the call brings an offset.
        case listStart = "list_start"
        /// The limit is below zero.
        case listLimit = "list_limit"
        /// A row has no number under `{field}`.
        case listRowWithoutID = "list_row_without_id"
        /// A list did not go on after the id `{id}` in ascending order.
        case listStalled = "list_stalled"
        /// A list named `{next}` as the offset after `{offset}`.
        case listOffsetStalled = "list_offset_stalled"
        /// A list that is read by offset has become shorter meanwhile: from `{before}` rows to `{total}`.
        case listShrunk = "list_shrunk"
        /// A list says that there is more, but not at which offset.
        case listOwnPaging = "list_own_paging"
        /// A list of REST 3, which pages in a way of its own.
        case listREST3 = "list_rest_3"
        /// The answer to a list call holds no rows.
        case listWithoutRows = "list_without_rows"
        /// The answer to a list call has no `total`.
        case listWithoutTotal = "list_without_total"

        /// The answer is not JSON but begins with `{excerpt}`.
        case answerNotJSON = "answer_not_json"
        /// The answer has neither `result` nor `error`.
        case answerWithoutResult = "answer_without_result"
        /// The portal sends the request on to `{location}`, which b24 does not follow.
        case redirectRefused = "redirect_refused"
        /// The portal sends the request on more than `{count}` times.
        case redirectLoop = "redirect_loop"

        /// The name `{host}` cannot be resolved.
        case hostNotFound = "host_not_found"
        /// Nobody answers at `{host}`.
        case connectionRefused = "connection_refused"
        /// The connection to `{host}` was lost.
        case connectionLost = "connection_lost"
        /// libcurl is not on this machine.
        case libraryMissing = "library_missing"
        /// No TLS with `{host}`: no common protocol, or no TLS at all.
        case tlsHandshake = "tls_handshake"
        /// The certificate of `{host}` comes from nobody whom this machine trusts.
        case tlsUntrusted = "tls_untrusted"
        /// The certificate of `{host}` is not valid at this time.
        case tlsExpired = "tls_expired"
        /// The certificate of `{host}` is for another host.
        case tlsHostName = "tls_host_name"
        /// The file of authorities on this machine cannot be read.
        case tlsAuthorities = "tls_authorities"
        /// The proxy cannot be reached.
        case proxyUnreachable = "proxy_unreachable"
        /// The proxy answered `{proxy_status}` instead of making the connection.
        case proxyRefused = "proxy_refused"
        /// The answer is longer than allowed.
        case answerTooLarge = "answer_too_large"
        /// What answers does not speak HTTP.
        case answerMalformed = "answer_malformed"

        /// The name of `{host}` was not resolved within `{limit}`.
        case timeoutResolve = "timeout_resolve"
        /// No connection to `{host}` within `{limit}`.
        case timeoutConnect = "timeout_connect"
        /// No TLS with `{host}` within `{limit}`.
        case timeoutTLS = "timeout_tls"
        /// `{host}` did not begin to answer within `{limit}`.
        case timeoutFirstByte = "timeout_first_byte"
        /// Nothing moved for `{limit}` while the request was sent or the answer came.
        case timeoutStall = "timeout_stall"
        /// The request was not sent or answered whole within `{limit}`.
        case timeoutWhole = "timeout_whole"
        /// A write of an earlier part of this run, sent at `{when}`, of which nobody knows whether it ran.
        case writeUnsettled = "write_unsettled"

        /// The kind of such an error.
        public var kind: ErrorKind {
            switch self {
            case .batchInBatch: .batchNested
            case .listRowWithoutID, .listStalled, .listOffsetStalled, .listShrunk, .listOwnPaging, .listWithoutRows,
                .listWithoutTotal,
                .batchAnswerIncomplete, .batchReferenceEmpty, .answerNotJSON, .answerWithoutResult, .redirectRefused,
                .redirectLoop, .answerTooLarge, .answerMalformed:
                .unexpectedAnswer
            case .hostNotFound, .connectionRefused, .connectionLost, .libraryMissing, .proxyUnreachable, .proxyRefused:
                .network
            case .tlsHandshake, .tlsUntrusted, .tlsExpired, .tlsHostName, .tlsAuthorities: .tls
            case .timeoutResolve, .timeoutConnect, .timeoutTLS, .timeoutFirstByte, .timeoutStall, .timeoutWhole:
                .timeout
            case .methodVersion: .methodNotFound
            case .writeUnsettled: .unknown
            case .tokenNotRenewable, .tokenErased, .tokenStoreFailed, .tokenNotStored, .signInEnded, .signInLost:
                .authExpired
            case .codeRefused, .applicationRefused, .tokenRequestRefused: .authInvalid
            case .applicationScope: .insufficientScope
            case .applicationUnpaid: .planRequired
            case .tokenAnswerOdd, .tokenOfOtherPortal: .unexpectedAnswer
            default: .invalidArgument
            }
        }
    }

    /// The finding of b24, when the error is one.
    public var problem: Problem? { details["problem"].flatMap(Problem.init) }

    /// An error that b24 found itself; nothing ran unless `outcome` says so.
    ///
    /// - Parameters:
    ///   - problem: what it found.
    ///   - method: the REST method that it is about.
    ///   - status: the HTTP status of the answer, when there was one.
    ///   - outcome: whether anything ran.
    ///   - attempts: how many requests were sent.
    ///   - requestID: names the call in a server's log.
    ///   - details: the facts that the text of the problem names: `["key": "a"]`.
    public init(
        _ problem: Problem, method: String? = nil, status: Int? = nil, outcome: Outcome = .refused, attempts: Int = 0,
        requestID: String? = nil, details: [String: String] = [:]
    ) {
        self.init(
            kind: problem.kind, status: status, method: method, outcome: outcome, attempts: attempts,
            requestID: requestID, details: details.merging(["problem": problem.rawValue]) { $1 })
    }
}
