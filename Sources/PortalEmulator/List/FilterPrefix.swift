/// The operator in front of a field name in a filter: `>=id`, `!@stageId`, `%title`.
enum FilterPrefix: String, Sendable, CaseIterable {
    case greaterOrEqual = ">="
    case greater = ">"
    case lessOrEqual = "<="
    case less = "<"
    case oneOf = "@"
    case noneOf = "!@"
    case contains = "%"
    case like = "=%"
    case likeReversed = "%="
    case notContains = "!%"
    case notLike = "!=%"
    case notLikeReversed = "!%="
    case equal = "="
    case notEqual = "!="
    case not = "!"
    case none = ""

    /// What `crm.automatedsolution.list` documents: all but `@`, `!@` and `!`.
    static let withoutSets = Set(allCases).subtracting([.oneOf, .noneOf, .not])

    /// Splits `>=id` into operator and field; the longest operator wins.
    static func split(_ key: String) -> (prefix: FilterPrefix, field: String) {
        for prefix in byLength where key.hasPrefix(prefix.rawValue) {
            return (prefix, String(key.dropFirst(prefix.rawValue.count)))
        }
        return (.none, key)
    }

    private static let byLength = allCases.sorted { $0.rawValue.utf8.count > $1.rawValue.utf8.count }

    var isNegation: Bool {
        switch self {
        case .noneOf, .notContains, .notLike, .notLikeReversed, .notEqual, .not: true
        default: false
        }
    }
}
