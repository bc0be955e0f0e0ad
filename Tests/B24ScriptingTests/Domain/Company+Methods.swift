import JSON

extension Company {
    /// What a method does and answers.
    mutating func answer(_ method: String, _ parameters: JSONObject) -> Answer {
        if let failure = failingMethods[method] { return failure }
        let parts = method.split(separator: ".").map(String.init)
        let family = parts.dropLast().joined(separator: ".")
        switch family {
        case "crm.automatedsolution": return workplace(parts.last!, parameters)
        case "crm.type": return type(parts.last!, parameters)
        case "crm.category": return funnel(parts.last!, parameters)
        case "crm.item": return item(parts.last!, parameters)
        default: return directory(method, parameters)
        }
    }

    // MARK: Workplaces

    private mutating func workplace(_ verb: String, _ parameters: JSONObject) -> Answer {
        guard callerIsCRMAdmin else { return .error("ACCESS_DENIED", "Insufficient permissions") }
        let id = number(parameters["id"])
        switch verb {
        case "add":
            let new = (workplaces.keys.max() ?? 0) + 1
            workplaces[new] = Workplace(title: parameters["fields"]?["title"]?.stringValue ?? "", typeIDs: [])
            if !losesTypeIDsOnAdd { bind(new, parameters["fields"]?["typeIds"]) }
            return .result(["automatedSolution": solution(new)])
        case "update":
            guard workplaces[id] != nil else { return .error("NOT_FOUND") }
            if !ignoresWorkplaceUpdates {
                if let title = parameters["fields"]?["title"]?.stringValue { workplaces[id]?.title = title }
                bind(id, parameters["fields"]?["typeIds"])
            }
            return .result(["automatedSolution": solution(id)])
        case "get":
            guard workplaces[id] != nil else { return .error("NOT_FOUND", "Digital workplace not found") }
            return .result(["automatedSolution": solution(id)])
        case "list":
            let title = (parameters["filter"]?["=title"] ?? parameters["filter"]?["title"])?.stringValue
            let rows = workplaces.keys.sorted().filter { title == nil || workplaces[$0]?.title == title }
            return .result(["automatedSolutions": .array(rows.map(solution))], total: rows.count)
        case "delete":
            guard workplaces[id]?.typeIDs.isEmpty ?? true else { return .error("HAS_BOUND_TYPES", "has SPAs") }
            workplaces[id] = nil
            return .result(.null)
        default: return .result(["title": ["type": "string", "isRequired": true]])
        }
    }

    /// A smart process lives in one place: binding takes it out of the others.
    private mutating func bind(_ id: Int64, _ value: JSONValue?) {
        guard let value else { return }
        let ids = (value.arrayValue ?? value.objectValue?.members.map(\.value) ?? []).map { number($0) }
            .filter { types[$0] != nil }
        for other in workplaces.keys { workplaces[other]?.typeIDs.removeAll(where: ids.contains) }
        workplaces[id]?.typeIDs = ids
    }

    private func solution(_ id: Int64) -> JSONValue {
        [
            "id": .integer(id), "title": .string(workplaces[id]?.title ?? ""),
            "typeIds": .array((workplaces[id]?.typeIDs ?? []).map(JSONValue.integer)),
        ]
    }

    // MARK: Smart processes

    private mutating func type(_ verb: String, _ parameters: JSONObject) -> Answer {
        let id = number(parameters["id"])
        if !callerIsCRMAdmin, !["get", "getByEntityTypeId"].contains(verb) {
            return .error("ACCESS_DENIED", "Access denied")
        }
        switch verb {
        case "add":
            let new = (types.keys.max() ?? 0) + 1
            addType(new, entityTypeID: 2000 + new * 2, "")
            change(new, parameters["fields"])
            return .result(["type": .object(types[new]!)])
        case "update":
            guard types[id] != nil else { return .error("0", "SPA not found") }
            change(id, parameters["fields"])
            return .result(["type": .object(types[id]!)])
        case "get":
            guard let type = types[id] else { return .error("0", "SPA not found") }
            return .result(["type": .object(type)])
        case "getByEntityTypeId":
            let wanted = number(parameters["entityTypeId"])
            guard let type = types.values.first(where: { number($0["entityTypeId"]) == wanted }) else {
                return .error("0", "Smart process not found")
            }
            return .result(["type": .object(type)])
        case "list":
            let rows = types.keys.sorted().map { id -> JSONValue in
                var row = types[id]!
                row["relations"] = nil
                row["linkedUserFields"] = nil
                return .object(row)
            }
            return .result(["types": .array(rows)], total: rows.count)
        case "delete":
            guard let type = types[id] else { return .error("0", "SPA not found") }
            guard items[number(type["entityTypeId"])]?.isEmpty ?? true else {
                return .error("BX_ERROR", "You cannot delete an entity type that has elements")
            }
            types[id] = nil
            return .result([])
        default: return .result(["fields": ["title": ["type": "string"]]])
        }
    }

    private mutating func change(_ id: Int64, _ fields: JSONValue?) {
        for member in fields?.objectValue?.members ?? [] {
            switch member.key {
            case "relations":
                let relations = stored(member.value)
                if !swallowsRelations { types[id]?["relations"] = relations }
            case "linkedUserFields":
                var links = types[id]?["linkedUserFields"]?.objectValue ?? [:]
                for link in member.value.objectValue?.members ?? [] { links[link.key] = letter(link.value) }
                types[id]?["linkedUserFields"] = .object(links)
            case let key where Self.flags.contains(key):
                // Anything but Y and N has no effect.
                guard member.value == "Y" || member.value == "N" else { continue }
                var type = types[id] ?? [:]
                type[key] = member.value
                types[id] = type
            default:
                var type = types[id] ?? [:]
                type[member.key] = member.value
                types[id] = type
            }
        }
    }

    /// Relations return as `Y`/`N` and are only understood as the strings `true` and `false`.
    private func stored(_ relations: JSONValue) -> JSONValue {
        var sides: JSONObject = ["parent": [], "child": []]
        for side in relations.objectValue?.members ?? [] {
            sides[side.key] = .array(
                (side.value.arrayValue ?? []).map { relation in
                    [
                        "entityTypeId": relation["entityTypeId"] ?? 0,
                        "isChildrenListEnabled": letter(relation["isChildrenListEnabled"]), "isPredefined": "N",
                    ]
                })
        }
        return .object(sides)
    }

    private func letter(_ value: JSONValue?) -> JSONValue { value == "true" ? "Y" : "N" }

    // MARK: Funnels

    private mutating func funnel(_ verb: String, _ parameters: JSONObject) -> Answer {
        let type = number(parameters["entityTypeId"])
        let id = number(parameters["id"])
        let index = funnels[type]?.firstIndex { number($0["id"]) == id }
        switch verb {
        case "list":
            let rows = (funnels[type] ?? []).map(JSONValue.object)
            return .result(["categories": .array(rows)], total: rows.count)
        case "add":
            var funnel: JSONObject = ["id": 30, "sort": 500, "isDefault": "N", "isSystem": "N"]
            for member in parameters["fields"]?.objectValue?.members ?? [] { funnel[member.key] = member.value }
            funnels[type, default: []].append(funnel)
            return .result(["category": .object(funnel)])
        case "fields": return .result(["fields": ["name": ["type": "string"]]])
        default: break
        }
        guard let index else { return .error("NOT_FOUND", "Element not found") }
        switch verb {
        case "update":
            for member in parameters["fields"]?.objectValue?.members ?? [] {
                funnels[type]?[index][member.key] = member.value
            }
        case "delete":
            funnels[type]?.remove(at: index)
            return .result(.null)
        default: break
        }
        return .result(["category": .object(funnels[type]![index])])
    }

    // MARK: Items

    private mutating func item(_ verb: String, _ parameters: JSONObject) -> Answer {
        let type = number(parameters["entityTypeId"])
        let id = number(parameters["id"])
        switch verb {
        case "list": return list(type, parameters)
        case "add":
            let new = (items[type]?.keys.max() ?? 0) + 1
            addItem(new, of: type, parameters["fields"]?.objectValue ?? [:])
            return .result(["item": .object(items[type]![new]!)])
        case "batchImport":
            let rows = (parameters["data"]?.arrayValue ?? []).map { row -> JSONValue in
                guard row["title"]?.stringValue?.isEmpty == false else {
                    return ["error": "CRM_FIELD_ERROR_REQUIRED", "error_description": "The \"Name\" field is required"]
                }
                let new = (items[type]?.keys.max() ?? 0) + 1
                addItem(new, of: type, row.objectValue ?? [:])
                return ["item": ["id": .integer(new)]]
            }
            return .result(["items": .array(rows)])
        case "fields":
            return .result([
                "fields": ["title": ["type": "string", "isRequired": false], "opened": ["type": "boolean"]]
            ])
        default: break
        }
        guard items[type]?[id] != nil else { return .error("NOT_FOUND", "Element not found") }
        guard !deniedItems.contains(id) else { return .error("ACCESS_DENIED", "Access denied") }
        switch verb {
        case "update":
            var item = items[type]?[id] ?? [:]
            for member in parameters["fields"]?.objectValue?.members ?? [] where !ignoredItemFields.contains(member.key)
            {
                item[member.key] = plain(member.value)
            }
            items[type]?[id] = item
        case "delete":
            items[type]?[id] = nil
            return .result([])
        default: break
        }
        return .result(["item": .object(items[type]![id]!)])
    }

    /// Numbers of a batch command arrive as text.
    private func plain(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): Int64(text).map(JSONValue.integer) ?? value
        case .array(let elements): .array(elements.map(plain))
        default: value
        }
    }

    private func list(_ type: Int64, _ parameters: JSONObject) -> Answer {
        var rows = (items[type] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
        for member in parameters["filter"]?.objectValue?.members ?? [] {
            rows = rows.filter { row in
                if member.key == ">id" { return number(row["id"]) > number(member.value) }
                if member.key == "@id" {
                    return member.value.arrayValue?.map(number).contains(number(row["id"])) == true
                }
                return row[member.key] == plain(member.value)
            }
        }
        let start = number(parameters["start"])
        let page = rows.dropFirst(max(0, Int(start))).prefix(50).map(JSONValue.object)
        if start < 0 { return .result(["items": .array(page)], total: 0) }
        let next = Int(start) + 50
        return .result(["items": .array(page)], total: rows.count, next: next < rows.count ? next : nil)
    }

    // MARK: Everything else

    private func directory(_ method: String, _ parameters: JSONObject) -> Answer {
        switch method {
        case "crm.enum.ownertype":
            let rows = types.values.map { type -> JSONValue in
                [
                    "ID": type["entityTypeId"]!, "NAME": type["title"]!,
                    "SYMBOL_CODE": .string("DYNAMIC_\(number(type["entityTypeId"]))"),
                ]
            }
            return .result(.array([["ID": 2, "NAME": "Deal", "SYMBOL_CODE": "DEAL"]] + rows))
        case "crm.status.list":
            return .result(
                .array(stages.filter { $0["ENTITY_ID"] == parameters["filter"]?["ENTITY_ID"] }.map(JSONValue.object)))
        case "user.get": return .result(.array(matching(parameters["FILTER"] ?? parameters["filter"])))
        case "department.get": return .result(.array(departments.map(JSONValue.object)), total: departments.count)
        case "sonet_group.user.get":
            return .result(.array((groups[number(parameters["ID"])] ?? []).map(JSONValue.object)))
        case "sonet_group.get": return .result([["ID": "7", "NAME": "Project X"]])
        case "access.name":
            var names = JSONObject()
            for code in parameters["ACCESS"]?.arrayValue ?? [] {
                guard let text = code.stringValue, text.hasPrefix("U") else { continue }
                guard let user = users.first(where: { "U" + ($0["ID"]?.stringValue ?? "") == text }) else { continue }
                names[text] = ["name": user["NAME"]!, "provider": "", "provider_id": "user"]
            }
            return .result(.object(names))
        case "user.access": return .result(.bool(parameters["ACCESS"]?.arrayValue?.contains("AU") ?? false))
        case "method.get":
            let isThere = customMethods.contains(parameters["name"]?.stringValue ?? "")
            return .result(["isExisting": .bool(isThere), "isAvailable": .bool(isThere)])
        case let name where customMethods.contains(name): return .result(true)
        default: return .error("ERROR_METHOD_NOT_FOUND", "Method not found!", status: 404)
        }
    }

    private func matching(_ filter: JSONValue?) -> [JSONValue] {
        users.filter { user in
            if filter?["ACTIVE"] != nil, user["ACTIVE"] != true { return false }
            if let ids = filter?["ID"]?.arrayValue, !ids.map(number).contains(number(user["ID"])) { return false }
            if let after = filter?[">ID"], number(user["ID"]) <= number(after) { return false }
            if let wanted = filter?["UF_DEPARTMENT"]?.arrayValue?.map(number),
                !(user["UF_DEPARTMENT"]?.arrayValue ?? []).map(number).contains(where: wanted.contains)
            {
                return false
            }
            return true
        }.sorted { number($0["ID"]) < number($1["ID"]) }.map(JSONValue.object)
    }

    func number(_ value: JSONValue?) -> Int64 {
        switch value {
        case .integer(let number)?: number
        case .string(let text)?: Int64(text) ?? 0
        default: 0
        }
    }
}
