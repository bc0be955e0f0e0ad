import JSON

/// A list's filter over what a dry run has planned: equality only. Other conditions let a row through, since nobody but
/// the portal can judge them.
struct PlannedFilter {
    private var conditions: [(name: String, values: Set<String>)] = []

    init(_ filter: JSONValue?) {
        for member in filter?.objectValue?.members ?? [] {
            let name =
                member.key.hasPrefix("=") || member.key.hasPrefix("@") ? String(member.key.dropFirst()) : member.key
            guard let first = name.first, first.isLetter, name.lowercased() != "logic" else { continue }
            let values = (member.value.arrayValue ?? [member.value]).compactMap(Self.text)
            if !values.isEmpty { conditions.append((name, Set(values))) }
        }
    }

    /// Whether a row passes. A field that the plan does not set is not known, and passes.
    func matches(_ row: JSONObject) -> Bool {
        conditions.allSatisfy { condition in
            guard let value = row[condition.name] else { return true }
            let values = (value.arrayValue ?? [value]).compactMap(Self.text)
            return values.contains { condition.values.contains($0) }
        }
    }

    /// Whether parameters name something that is only planned; no portal knows that.
    static func namesPlanned(_ parameters: JSONObject) -> Bool {
        if let type = parameters["entityTypeId"].flatMap(text), type.hasPrefix("-") { return true }
        let filter = (parameters["filter"] ?? parameters["FILTER"])?.objectValue
        return (filter?.members ?? []).contains { member in
            member.value.stringValue.map(isPlannedCode) ?? false
        }
    }

    /// `CRM_-1`, `DYNAMIC_-2_STAGE_-1001`, `DYNAMIC_156_STAGE_-3`
    static func isPlannedCode(_ code: String) -> Bool {
        guard code.hasPrefix("CRM_") || code.hasPrefix("DYNAMIC_") else { return false }
        return code.split(separator: "_").contains { $0.hasPrefix("-") && Int($0) != nil }
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .integer(let number): String(number)
        case .string(let text): text
        case .bool(let flag): flag ? "Y" : "N"
        default: nil
        }
    }
}
