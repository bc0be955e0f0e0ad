import JSON

/// The fields of a list method that may be filtered and sorted by, and where each lives in SQL.
struct FieldMap: Sendable {
    /// How the values of a field compare.
    enum Kind: Sendable {
        case integer, number
        /// The id of another object; 0 asks for none.
        case link
        /// Prose: compared without case when ``Choices/comparesTextWithoutCase`` says so.
        case text
        /// A code such as a stage id: compared byte by byte, so that indexes serve it.
        case code
        /// `Y`/`N`, also asked for as JSON boolean or 1/0.
        case flag
        /// A custom boolean, stored as 0/1 and filtered by 1/0 only (`api-reference/crm/universal/crm-item-list`).
        case bit
        /// Unix seconds in the table, ISO text in the request. A date without time means its first second.
        case time
        /// The Unix time of a day's midnight in UTC (``PortalDay``); a time in the request is left out of account.
        case day
        /// `300|EUR`: compared by the amount, and by the currency where the request names one.
        case money
        /// A JSON list in the column: matches when one of its elements does.
        case list
    }

    struct Field: Sendable {
        let sql: String
        let kind: Kind

        /// What rows are sorted by.
        var order: String {
            switch kind {
            case .text: "\(sql) COLLATE NOCASE"
            // SQLite reads the number at the start of a text.
            case .money: "CAST(\(sql) AS REAL)"
            default: sql
            }
        }
    }

    private(set) var fields: [String: Field] = [:]

    init(_ fields: [(name: String, sql: String, kind: Kind)]) {
        for field in fields { self.fields[field.name] = Field(sql: field.sql, kind: field.kind) }
    }

    /// Adds fields that are known only at run time, such as custom ones. `sql` must come from us, never from a caller.
    mutating func add(_ name: String, sql: String, _ kind: Kind) { fields[name] = Field(sql: sql, kind: kind) }

    subscript(name: String) -> Field? { fields[name] }
}
