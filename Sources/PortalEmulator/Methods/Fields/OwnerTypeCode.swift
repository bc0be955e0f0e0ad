/// The codes of CRM object types: `DYNAMIC_156` and its short form `T9c`
/// (`api-reference/crm/auxiliary/enum/crm-enum-owner-type`).
enum OwnerTypeCode {
    /// The symbol code of an SPA.
    static func symbol(_ entityTypeID: Int) -> String { "DYNAMIC_\(entityTypeID)" }

    /// The short code of an SPA.
    static func short(_ entityTypeID: Int) -> String { "T" + String(entityTypeID, radix: 16) }

    /// Whether a text is the short code of some type.
    static func isShortCode(_ text: Substring) -> Bool {
        if ["L", "D", "C", "CO", "I", "SI", "Q", "RQ", "DO", "SBD", "O"].contains(text) { return true }
        return text.first == "T" && Int(text.dropFirst(), radix: 16) != nil
    }
}
