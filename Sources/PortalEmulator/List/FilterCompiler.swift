import GRDB
import JSON

/// Turns the `filter` of a list method into SQL: conditions joined by AND, groups under numeric keys with a `logic`
/// of their own, at any depth (`api-reference/crm/universal/crm-item-list`).
struct FilterCompiler {
    let fields: FieldMap
    let choices: Choices
    var prefixes = Set(FilterPrefix.allCases)

    func compile(_ filter: JSONObject) throws -> SQLCondition {
        var parts: [SQLCondition] = []
        var isAlternative = false
        for member in filter.members {
            if member.key == "logic" {
                isAlternative = member.value.phpString?.uppercased() == "OR"
            } else if Int(member.key) != nil, let group = member.value.phpObject {
                parts.append(try compile(group))
            } else {
                parts.append(try condition(member.key, member.value))
            }
        }
        return isAlternative && !parts.isEmpty ? .any(parts) : .all(parts)
    }

    private func condition(_ key: String, _ value: JSONValue) throws -> SQLCondition {
        let (prefix, name) = FilterPrefix.split(key)
        guard prefixes.contains(prefix), let field = fields[name] else {
            // An operator that the method does not know is part of the name to it.
            let shown = prefixes.contains(prefix) ? name : key
            throw RESTError.invalidArgument("Invalid filter: field '\(shown)' is not allowed in filter")
        }
        func refuse() -> RESTError { .invalidArgument("Invalid filter: field '\(name)' has invalid value") }
        let positive: SQLCondition
        switch prefix {
        case .equal, .none, .notEqual, .not, .oneOf, .noneOf:
            let isSet = prefix == .oneOf || prefix == .noneOf
            if let list = value.phpArray {
                guard isSet || choices.equalsAcceptsLists else { throw refuse() }
                positive = .any(try list.map { try equality(field, $0, refuse()) })
            } else {
                positive = try equality(field, value, refuse())
            }
        case .greaterOrEqual, .greater, .lessOrEqual, .less:
            guard let bound = operand(field, value) else { throw refuse() }
            return compared(field, prefix.rawValue, bound)
        case .contains, .notContains:
            guard let text = value.phpString else { throw refuse() }
            positive = like(field, "%" + Self.escaped(text) + "%")
        case .like, .likeReversed, .notLike, .notLikeReversed:
            guard let text = value.phpString else { throw refuse() }
            positive = like(field, Self.escaped(text, keepingPercent: true))
        }
        guard prefix.isNegation else { return positive }
        let asksForSome = isEmpty(value) || field.kind == .link && value.phpInteger == 0
        let includesEmpty = choices.negationMatchesEmpty && !asksForSome
        return SQLCondition("(coalesce(NOT \(positive.sql), \(includesEmpty ? 1 : 0)))", positive.arguments)
    }

    /// `null`, `false` and `""` ask for emptiness.
    private func isEmpty(_ value: JSONValue) -> Bool { value == .null || value == .string("") }

    private func equality(
        _ field: FieldMap.Field, _ value: JSONValue, _ refusal: RESTError
    ) throws -> SQLCondition {
        if isEmpty(value) || field.kind == .link && value.phpInteger == 0 {
            let empty = field.kind == .list ? "'[]'" : "''"
            return SQLCondition("(\(field.sql) IS NULL OR \(field.sql) = \(empty))")
        }
        guard let operand = operand(field, value) else { throw refusal }
        if field.kind == .list {
            return SQLCondition(
                "EXISTS (SELECT 1 FROM json_each(\(field.sql)) WHERE CAST(value AS TEXT) = ?)", [operand])
        }
        return compared(field, "=", operand)
    }

    private func compared(
        _ field: FieldMap.Field, _ operation: String, _ operand: any DatabaseValueConvertible
    ) -> SQLCondition {
        if field.kind == .money { return amount(field, operation, operand) }
        guard field.kind == .text, choices.comparesTextWithoutCase, let text = operand as? String else {
            return SQLCondition("\(field.sql) \(operation) ?", [operand])
        }
        return text.utf8.allSatisfy { $0 < 128 }
            ? SQLCondition("\(field.sql) COLLATE NOCASE \(operation) ?", [text])
            : SQLCondition("\(TextFolding.name)(\(field.sql)) \(operation) ?", [text.lowercased()])
    }

    private func amount(
        _ field: FieldMap.Field, _ operation: String, _ operand: any DatabaseValueConvertible
    ) -> SQLCondition {
        guard let text = operand as? String else {
            return SQLCondition("CAST(\(field.sql) AS REAL) \(operation) ?", [operand])
        }
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let number = Double(parts[0]) ?? 0
        return SQLCondition(
            "(CAST(\(field.sql) AS REAL) \(operation) ? AND \(field.sql) LIKE ?)", [number, "%|" + parts[1]])
    }

    private func like(_ field: FieldMap.Field, _ pattern: String) -> SQLCondition {
        guard choices.comparesTextWithoutCase else {
            return SQLCondition("\(TextFolding.strictLike)(\(field.sql), ?)", [pattern])
        }
        // SQLite's LIKE folds ASCII only.
        return pattern.utf8.allSatisfy { $0 < 128 }
            ? SQLCondition("\(field.sql) LIKE ? ESCAPE '\\'", [pattern])
            : SQLCondition("\(TextFolding.name)(\(field.sql)) LIKE ? ESCAPE '\\'", [pattern.lowercased()])
    }

    /// The value as the column holds it; `nil` when it does not fit the field.
    private func operand(_ field: FieldMap.Field, _ value: JSONValue) -> (any DatabaseValueConvertible)? {
        switch field.kind {
        case .integer, .link: return value.phpInteger
        case .number: return value.phpNumber
        case .text, .code: return value.phpString
        case .flag:
            if let flag = value.yesNo { return flag ? "Y" : "N" }
            switch value.phpString {
            case "1": return "Y"
            case "0": return "N"
            default: return nil
            }
        case .bit:
            switch value {
            case .bool(let flag): return flag ? 1 : 0
            default: return value.phpInteger.flatMap { (0...1).contains($0) ? $0 : nil }
            }
        case .time:
            return value.phpString.flatMap(ServerTime(offset: choices.timeZoneOffset).parse)
        case .day:
            return value.phpString.flatMap(PortalDay.parse)
        case .money:
            if let number = value.phpNumber { return number }
            let parts = value.phpString?.split(separator: "|", omittingEmptySubsequences: false) ?? []
            return parts.count == 2 && Double(parts[0]) != nil ? value.phpString : nil
        case .list:
            return value.phpString
        }
    }

    /// A text as a LIKE pattern that means itself.
    private static func escaped(_ text: String, keepingPercent: Bool = false) -> String {
        var pattern = ""
        for character in text {
            if character == "\\" || (character == "%" || character == "_") && !keepingPercent { pattern += "\\" }
            pattern.append(character)
        }
        return pattern
    }
}
