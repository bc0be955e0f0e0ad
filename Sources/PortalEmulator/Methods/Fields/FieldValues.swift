import JSON

/// Checks the values of requests by the type of their field and turns them into what is stored, and back.
///
/// Stored forms: text for strings, money, links and codes; integers for ids, instants (Unix seconds) and days
/// (``PortalDay``); 0 or 1 for booleans; `{"id", "name"}` for files; arrays of these for multiple fields.
struct FieldValues {
    /// Seconds east of Greenwich of the portal's clock.
    var offset: Int
    /// What a money value without currency is in.
    var currency: String
    /// Whether there is a user with this id.
    var userExists: (Int) throws -> Bool
    /// Whether a directory has a code.
    var statusExists: (_ directory: String, _ code: String) throws -> Bool
    /// Keeps a new file and returns its id.
    var addFile: (_ name: String, _ base64: String) throws -> Int?
    /// The link under which a file can be loaded.
    var fileAddress: (Int) -> String

    /// What to store for a value of a request; `.null` clears the field.
    ///
    /// - Throws: ``FieldError``.
    func stored(_ value: JSONValue, for field: ItemField, current: JSONValue = .null) throws -> JSONValue {
        guard field.isMultiple else { return try single(value, field, current: [current]) }
        let kept = current.phpArray ?? []
        switch value {
        case .null, .string(""): return .null
        case .array, .object:
            let values = try (value.phpArray ?? []).map { try single($0, field, current: kept) }.filter { $0 != .null }
            return values.isEmpty ? .null : .array(values)
        default: throw FieldError.notIterable(type: value.phpType)
        }
    }

    /// How a stored value is shown.
    func rendered(_ value: JSONValue, of field: ItemField) -> JSONValue {
        if field.isMultiple {
            return .array((value.phpArray ?? []).map { shown($0, field) })
        }
        return shown(value, field)
    }

    private func single(_ value: JSONValue, _ field: ItemField, current: [JSONValue]) throws -> JSONValue {
        let refusal = FieldError.valueNotValid(field: field.title)
        if field.type == .file { return try file(value, refusal, current: current) }
        switch value {
        case .null, .string(""): return .null
        case .array, .object: throw refusal
        default: break
        }
        switch field.type {
        case .string, .text, .url, .address, .location, .custom: return try text(value, field, refusal)
        case .integer, .informationBlockSection, .informationBlockElement: return try integer(value, field, refusal)
        case .double: return try double(value, field, refusal)
        case .boolean:
            guard let flag = value.flag else { throw refusal }
            return .integer(flag ? 1 : 0)
        case .date:
            guard let day = value.phpString.flatMap(PortalDay.parse) else { throw refusal }
            return .integer(day)
        case .datetime:
            guard let instant = value.phpString.flatMap({ PortalDay.instant($0, offset: offset) }) else {
                throw refusal
            }
            return .integer(instant)
        case .money: return try money(value, refusal)
        case .enumeration:
            guard let id = value.phpInteger else { throw refusal }
            if id == 0 { return .null }
            guard field.options.contains(where: { $0.id == id }) else { throw refusal }
            return .int(id)
        case .user, .employee:
            guard let id = value.phpInteger else { throw refusal }
            if id == 0 { return .null }
            guard try userExists(id) else { throw refusal }
            return .int(id)
        case .crmStatus:
            guard let code = value.phpString, try field.statusType.map({ try statusExists($0, code) }) ?? true else {
                throw refusal
            }
            return .string(code)
        case .crm: return try binding(value, field, refusal)
        case .crmCategory, .crmCompany, .crmContact, .crmEntity, .crmLead, .crmDeal, .crmQuote:
            guard let id = value.phpInteger, id >= 0 else { throw refusal }
            return id == 0 ? .null : .int(id)
        case .crmCurrency:
            guard let code = value.phpString, Self.isCurrency(code[...]) else { throw refusal }
            return .string(code)
        case .file: return .null
        }
    }

    private func text(_ value: JSONValue, _ field: ItemField, _ refusal: FieldError) throws -> JSONValue {
        guard let text = value.phpString else { throw refusal }
        let settings = FieldLimits(field.settings)
        if let minimum = settings.minimumLength, text.count < minimum { throw refusal }
        if let maximum = settings.maximumLength, text.count > maximum { throw refusal }
        if let pattern = settings.pattern, text.firstMatch(ofPattern: pattern) == false { throw refusal }
        return .string(text)
    }

    private func integer(_ value: JSONValue, _ field: ItemField, _ refusal: FieldError) throws -> JSONValue {
        guard let number = value.phpInteger, FieldLimits(field.settings).allows(Double(number)) else { throw refusal }
        return .int(number)
    }

    private func double(_ value: JSONValue, _ field: ItemField, _ refusal: FieldError) throws -> JSONValue {
        guard let number = value.phpNumber, number.isFinite else { throw refusal }
        let limits = FieldLimits(field.settings)
        guard limits.allows(number) else { throw refusal }
        return .shortest(limits.rounded(number))
    }

    private func money(_ value: JSONValue, _ refusal: FieldError) throws -> JSONValue {
        guard let text = value.phpString else { throw refusal }
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard let amount = Double(parts[0]), amount.isFinite, parts.count <= 2 else { throw refusal }
        let code = parts.count == 2 ? parts[1] : currency[...]
        guard Self.isCurrency(code) else { throw refusal }
        return .string(parts[0] + "|" + code)
    }

    private func binding(_ value: JSONValue, _ field: ItemField, _ refusal: FieldError) throws -> JSONValue {
        guard let text = value.phpString else { throw refusal }
        if let id = Int(text) { return id > 0 ? .string(text) : .null }
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int(parts[1]), id > 0, OwnerTypeCode.isShortCode(parts[0]) else {
            throw refusal
        }
        return .string(text)
    }

    private func file(_ value: JSONValue, _ refusal: FieldError, current: [JSONValue]) throws -> JSONValue {
        switch value {
        case .null, .string(""): return .null
        case .object(let object) where object["id"] != nil:
            let id = object["id"]?.phpInteger
            guard let kept = current.first(where: { $0["id"]?.phpInteger == id }), kept != .null else { throw refusal }
            return kept
        case .array, .object:
            let parts = (value["fileData"] ?? value).phpArray ?? []
            guard parts.count == 2, let name = parts[0].phpString, !name.isEmpty, let content = parts[1].phpString,
                let id = try addFile(name, content)
            else { throw refusal }
            return ["id": .int(id), "name": .string(name)]
        default: throw refusal
        }
    }

    private func shown(_ value: JSONValue, _ field: ItemField) -> JSONValue {
        switch (field.type, value) {
        case (_, .null): return field.emptyAnswer ?? .null
        case (.boolean, .integer(let flag)): return flag == 0 ? "N" : "Y"
        // A day is shown as the instant of its midnight in UTC (`api-reference/crm/universal/crm-item-add`:
        // `"begindate": "2024-06-18T02:00:00+02:00"`).
        case (.date, .integer(let time)), (.datetime, .integer(let time)):
            return .string(ServerTime(offset: offset).iso(time))
        case (.double, .number(let number)): return .shortest(number)
        case (.file, let file):
            let id = file["id"] ?? .null
            let address = fileAddress(id.phpInteger ?? 0)
            return ["id": id, "url": .string(address), "urlMachine": .string(address)]
        default: return value
        }
    }

    private static func isCurrency(_ code: Substring) -> Bool {
        code.utf8.count == 3 && code.utf8.allSatisfy { $0 >= 65 && $0 <= 90 }
    }
}
