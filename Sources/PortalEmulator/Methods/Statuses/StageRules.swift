/// What a code of a directory may look like (`api-reference/crm/status/crm-status-add`, "Restrictions for STATUS_ID").
enum StageRules {
    /// How long a code may be in a directory.
    static func maximumLength(entityID: String) -> Int {
        switch entityID {
        case "STATUS": 21
        case "QUOTE_STATUS", "DEAL_STAGE": 22
        default: 50
        }
    }

    /// Whether a code may be added to a directory.
    static func accepts(_ statusID: String, entityID: String) -> Bool {
        guard !statusID.isEmpty, statusID.count <= maximumLength(entityID: entityID) else { return false }
        guard maximumLength(entityID: entityID) < 50 else { return true }
        return statusID.utf8.allSatisfy { byte in
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
