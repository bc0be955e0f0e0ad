import JSON

/// The answer to one chunk: `result: {result, result_error, result_total, result_next, result_time}`, each by key.
struct BatchAnswer {
    private let results: [String: JSONSlice]
    private let errors: [String: JSONSlice]
    private let totals: [String: JSONSlice]
    private let nexts: [String: JSONSlice]
    private let times: [String: JSONSlice]

    /// What the answer says about one command.
    enum Entry {
        case done(result: JSONSlice, total: Int?, next: Int?, time: JSONSlice?)
        case failed(PortalFault)
        /// Not a word.
        case missing
    }

    init(_ result: JSONSlice) {
        let parts = Dictionary(result.members ?? []) { $1 }
        results = Self.keyed(parts["result"])
        errors = Self.keyed(parts["result_error"])
        totals = Self.keyed(parts["result_total"])
        nexts = Self.keyed(parts["result_next"])
        times = Self.keyed(parts["result_time"])
    }

    func entry(_ key: String) -> Entry {
        if let error = errors[key] { return Self.fault(error).map { .failed($0) } ?? .missing }
        guard let result = results[key] else { return .missing }
        return .done(result: result, total: totals[key]?.integer, next: nexts[key]?.integer, time: times[key])
    }

    /// What an entry of `result_error` says, in whatever form.
    static func fault(_ error: JSONSlice) -> PortalFault? {
        let members = error.members ?? [("error", error)]
        let hasCode = members.last(named: "error").map { !$0.isNull } ?? false
        return PortalFault(members: hasCode ? members : members + [("error", JSONSlice(""))])
    }

    /// PHP writes an array with the keys 0, 1, 2... as a list, and an empty one as `[]`.
    private static func keyed(_ slice: JSONSlice?) -> [String: JSONSlice] {
        if let members = slice?.members { return Dictionary(members) { $1 } }
        let elements = slice?.elements ?? []
        return Dictionary(uniqueKeysWithValues: elements.enumerated().map { (String($0.offset), $0.element) })
    }
}
