/// What a code of a directory may look like (`api-reference/crm/status/crm-status-add`, "Restrictions for STATUS_ID").
enum StageRules {
    /// How long a code may be in a directory.
    static func maximumLength(entityID: String) -> Int {
        switch entityID {
        case "STATUS": 21
        case "QUOTE_STATUS", "DEAL_STAGE": 22
        // "Max length depends on the pipeline identifier": the prefix counts.
        case let id where id.hasPrefix("DEAL_STAGE_"): 22
        default: 50
        }
    }

    /// Whether a code may be added to a directory.
    ///
    /// - Parameter prefix: that of the funnel, which the code begins with.
    static func accepts(_ statusID: String, entityID: String, prefix: String? = nil) -> Bool {
        guard !statusID.isEmpty, statusID.count <= maximumLength(entityID: entityID) else { return false }
        guard maximumLength(entityID: entityID) < 50 else { return true }
        let code = prefix.map { statusID.dropFirst($0.count + 1) } ?? statusID[...]
        return !code.isEmpty
            && code.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    /// What the `EXTRA.SEMANTICS` of a stage says: the first failure stage is the `failure`, further ones `apology`.
    static func extraSemantics(_ semantics: StageSemantics?, isFirstFailure: Bool) -> String {
        switch semantics {
        case nil: "process"
        case .success: "success"
        case .failure: isFirstFailure ? "failure" : "apology"
        }
    }
}
