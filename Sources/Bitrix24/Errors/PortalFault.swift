import JSON

/// An error as the portal wrote it: of a whole answer, or of one command of a batch.
struct PortalFault: Sendable {
    /// Empty when the portal gave none: `""`, `"0"` and `0` are none.
    var code: String
    var description: String
    /// Further members, as text: `argument`, `validation`...
    var details: [String: String]
    /// `time.operating_reset_at`: Unix time at which the method's run time shrinks.
    var operatingResetAt: Double?

    /// The error of an answer's members; `nil` when they report none.
    init?(members: [(key: String, value: JSONSlice)]) {
        guard let error = members.last(named: "error"), !error.isNull else { return nil }
        code = ""
        description = members.last(named: "error_description").map(Self.text) ?? ""
        details = [:]
        if error.isObject {
            // REST 3: {"error": {"code", "message", "validation": [{"message", "field"}]}}
            code = error["code"].map(Self.text) ?? ""
            if let message = error["message"].map(Self.text), !message.isEmpty { description = message }
            for (key, value) in error.members ?? [] where key != "code" && key != "message" {
                details[key] = Self.text(value)
            }
            let validation = error["validation"]?.elements ?? []
            if let field = validation.first?["field"]?.scalarText { details["field"] = field }
            // "Error validating request object" alone helps nobody.
            for finding in validation.compactMap(Self.finding) where !description.contains(finding) {
                description += (description.isEmpty ? "" : "\n") + finding
            }
        } else {
            code = Self.text(error)
        }
        if code == "0" || code == "false" { code = "" }
        // A member `problem` would pass for a finding of ours.
        details["problem"] = nil
        // `"error": ""` beside a result and without a text reports nothing.
        if code.isEmpty, description.isEmpty, members.last(named: "result") != nil { return nil }
        for (key, value) in members where !["error", "error_description", "time", "result", "problem"].contains(key) {
            details[key] = Self.text(value)
        }
        operatingResetAt = members.last(named: "time")?["operating_reset_at"]?.value.numberValue
    }

    /// `title: Required field is not specified`
    private static func finding(_ validation: JSONSlice) -> String? {
        let parts = [validation["field"], validation["message"]].compactMap { $0?.scalarText }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ": ")
    }

    /// Scalars as they are, everything else as JSON; several messages, joined by `<br>`, one per line.
    private static func text(_ slice: JSONSlice) -> String {
        if slice.isNull { return "" }
        let text = slice.scalarText ?? String(decoding: slice.bytes, as: UTF8.self)
        return ["<br>", "<br/>", "<br />", "<BR>"].reduce(text) { $0.replacing($1, with: "\n") }.trimmingSpace()
    }
}
