import Localization

/// Something that goes wrong on purpose, so that clients can be tested: `METHOD:FAULT[:COUNT]`.
///
/// `METHOD` is a method name, a prefix with a star (`crm.item.*`) or `*` for every request; it is compared with the
/// method of the HTTP request, so calls inside a batch are reached by naming `batch`. `COUNT` says how many requests
/// the fault meets (1 when left out, `*` for all). The first fault of the list that still has a count left acts.
///
/// | fault | what the client sees | did the call run? |
/// |---|---|---|
/// | `503` | 503 `QUERY_LIMIT_EXCEEDED` | no |
/// | `429` | 429 `OPERATION_TIME_LIMIT` | no |
/// | `500` | 500 `INTERNAL_SERVER_ERROR` | no |
/// | `html` | 502 with a page of a proxy instead of JSON | no |
/// | `302` | a redirect to the same address, as after a change of the portal's name | no |
/// | `slow` | the answer, two seconds late | yes |
/// | `timeout` | an open connection on which nothing ever comes | yes |
/// | `drop` | the connection closes instead of an answer | yes |
/// | `drop-before` | the connection closes instead of an answer | no |
/// | a system error, as `OVERLOAD_LIMIT` or `expired_token` | that error with its documented status | no |
struct Fault: Sendable {
    enum Kind: Sendable {
        case error(RESTError)
        case html, redirect, slow, timeout, drop, dropBefore

        /// The names in a specification, but for the codes of ``SystemErrors``.
        static let names: [(name: String, kind: Kind)] = [
            ("503", .error(SystemErrors.unavailable)), ("429", .error(SystemErrors.blocked)),
            ("500", .error(SystemErrors.broken)), ("html", .html), ("302", .redirect), ("slow", .slow),
            ("timeout", .timeout), ("drop", .drop), ("drop-before", .dropBefore),
        ]

        init?(_ name: some StringProtocol) {
            if let known = Self.names.first(where: { $0.name == name }) {
                self = known.kind
            } else if let error = SystemErrors.error(String(name)) {
                self = .error(error)
            } else {
                return nil
            }
        }
    }

    let pattern: String
    let kind: Kind
    /// `nil`: without end.
    var remaining: Int?

    /// - Throws: ``LocalPortalError`` for text that is no fault.
    init(_ specification: String) throws {
        let parts = specification.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), !parts[0].isEmpty, let kind = Kind(parts[1]) else {
            throw LocalPortalError(Texts.badFault(specification))
        }
        pattern = parts[0].lowercased()
        self.kind = kind
        switch parts.count == 3 ? parts[2] : "1" {
        case "*": remaining = nil
        case let count:
            guard let number = Int(count), number > 0 else { throw LocalPortalError(Texts.badFault(specification)) }
            remaining = number
        }
    }

    func matches(_ method: String) -> Bool {
        let method = method.lowercased()
        return pattern.hasSuffix("*") ? method.hasPrefix(pattern.dropLast()) : method == pattern
    }
}

/// The faults that are still to come.
struct FaultPlan: Sendable {
    private var faults: [Fault]

    init(_ specifications: [String]) throws { faults = try specifications.map(Fault.init) }

    /// The fault that meets a request, if one does; its count goes down.
    mutating func next(for method: String) -> Fault.Kind? {
        guard let index = faults.firstIndex(where: { $0.remaining != 0 && $0.matches(method) }) else { return nil }
        if let remaining = faults[index].remaining { faults[index].remaining = remaining - 1 }
        return faults[index].kind
    }
}
