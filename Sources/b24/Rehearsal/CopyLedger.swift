import JSON

/// What a rehearsal has copied and what its script has changed in the copy, and what follows from that for the next
/// command. It decides alone and reads nothing.
///
/// A read is answered by the portal as long as the copy has changed nothing that it could see; from then on by the copy,
/// to which everything is brought that it needs for it. A write always runs in the copy.
struct CopyLedger {
    private var hasStructure = false
    private var hasStructureChanged = false
    /// The smart processes whose items may look different here.
    private var changedTypes: Set<Int> = []
    private var haveAllTypesChanged = false
    /// Layouts that were written here.
    private var changedCards: Set<Card> = []
    /// Smart processes whose personal layouts were all taken away here.
    private var commonCards: Set<Int> = []
    /// Smart processes that only the copy has.
    private var ownTypes: Set<Int> = []
    /// The items that were brought here, or made here, or are known not to exist.
    private(set) var items: [Int: Set<Int>] = [:]
    /// Items on pages that the portal has answered: where one of them is changed, others will be.
    private var seen: [Int: [Int]] = [:]
    private var needs: Set<CopyNeed> = []
    /// What ids mean: smart processes by type id, stages, owners (`CRM_13`) by field id.
    private var typesByID: [Int: Int] = [:]
    private var stages: [Int: Stage] = [:]
    private var fieldOwners: [Int: String] = [:]

    /// A stage, or another entry of a directory.
    struct Stage: Equatable {
        var directory: String
        var code: String
    }

    /// One layout of a card.
    private struct Card: Hashable {
        var entityTypeID: Int
        var isCommon: Bool
        var userID: Int?
        var categoryID: Int?

        init(_ parameters: JSONObject) {
            entityTypeID = parameters.int("entityTypeId") ?? 0
            isCommon = parameters["scope"]?.stringValue == "C"
            userID = isCommon ? nil : parameters.int("userId")
            categoryID = parameters["extras"]?.objectValue?.int("categoryId")
        }
    }

    /// How many items of those that were seen come along with one.
    static let company = 200
    /// Types of CRM whose items and funnels the copy does not act out.
    static let systemTypes: Set<Int> = [1, 2, 3, 4, 5, 7, 8, 14, 31, 36, 39]

    // MARK: Before a command

    /// What is to happen to a command.
    func step(_ method: String, _ parameters: JSONObject) -> CopyStep {
        switch RehearsedMethod(method) {
        case .other: return .portal
        case .structure(.read): return hasStructureChanged ? .here([]) : .portal
        case .structure(.write): return .here(missing([.structure] + holders(method.lowercased(), parameters)))
        case .card(let effect): return card(effect, parameters)
        case .items(let verb):
            guard let type = parameters.int("entityTypeId") else { return verb.isRead ? .portal : .here([]) }
            return Self.systemTypes.contains(type) ? .here([]) : step(verb, type, parameters)
        }
    }

    private func step(_ verb: RehearsedMethod.ItemVerb, _ type: Int, _ parameters: JSONObject) -> CopyStep {
        let id = parameters.int("id", "ID")
        switch verb {
        case .fields: return hasStructureChanged ? .here([]) : .portal
        case .get:
            guard isChanged(type) else { return .portal }
            return .here(missing(id.map { [.items(type, [$0])] } ?? []))
        case .list:
            guard isChanged(type) else { return .portal }
            return .here(missing([.list(type, Self.baseFilter(parameters))]))
        case .add: return .here(missing([.structure, .highestID(type)]))
        case .import: return .here(missing([.structure, .highestID(type), .newestItem(type)]))
        case .change: return .here(missing([.structure] + (id.map { [.items(type, company(of: $0, type))] } ?? [])))
        }
    }

    private func card(_ effect: RehearsedMethod.Effect, _ parameters: JSONObject) -> CopyStep {
        let card = Card(parameters)
        if Self.systemTypes.contains(card.entityTypeID) { return .here([]) }
        let isChanged =
            changedCards.contains(card) || !card.isCommon && commonCards.contains(card.entityTypeID)
            || ownTypes.contains(card.entityTypeID)
        if effect == .read { return isChanged ? .here([]) : .portal }
        return .here(missing([.structure]))
    }

    /// Items that keep what a command deletes from being deleted.
    private func holders(_ method: String, _ parameters: JSONObject) -> [CopyNeed] {
        guard let id = parameters.int("id", "ID") else { return [] }
        switch method {
        case "crm.type.delete": return typesByID[id].map { [.anyItem($0, [:])] } ?? []
        case "crm.category.delete":
            guard let type = parameters.int("entityTypeId"), !Self.systemTypes.contains(type) else { return [] }
            return [.anyItem(type, ["categoryId": .integer(Int64(id))])]
        case "crm.status.delete":
            guard let stage = stages[id], let type = Self.entityTypeID(ofDirectory: stage.directory) else { return [] }
            return [.anyItem(type, ["stageId": .string(stage.code)])]
        default: return []
        }
    }

    private func isChanged(_ type: Int) -> Bool {
        haveAllTypesChanged || changedTypes.contains(type) || ownTypes.contains(type)
    }

    /// An item, and those that were seen with it.
    private func company(of id: Int, _ type: Int) -> [Int] {
        let known = items[type] ?? []
        guard !known.contains(id) else { return [] }
        let others = (seen[type] ?? []).filter { $0 != id && !known.contains($0) }
        return [id] + others.prefix(Self.company - 1)
    }

    /// What of these is not here yet.
    private func missing(_ wanted: [CopyNeed]) -> [CopyNeed] {
        wanted.compactMap { need in
            switch need {
            case .structure: return hasStructure ? nil : need
            case .highestID(let type), .newestItem(let type):
                return ownTypes.contains(type) || needs.contains(need) ? nil : need
            case .items(let type, let ids):
                let left = ids.filter { !(items[type]?.contains($0) ?? false) }
                return left.isEmpty || isWhole(type) ? nil : .items(type, left)
            case .list(let type, _): return isWhole(type) || needs.contains(need) ? nil : need
            case .anyItem(let type, _): return isWhole(type) ? nil : need
            }
        }
    }

    /// Whether all items of a smart process are here.
    private func isWhole(_ type: Int) -> Bool { ownTypes.contains(type) || needs.contains(.list(type, [:])) }

    /// The filter of a list without bounds for ids: a list that is read by its ids asks with other ones for each page.
    static func baseFilter(_ parameters: JSONObject) -> JSONObject {
        let filter = (parameters["filter"] ?? parameters["FILTER"])?.objectValue ?? [:]
        let isOr = filter.members.contains {
            $0.key.lowercased() == "logic" && $0.value.stringValue?.uppercased() == "OR"
        }
        if isOr { return filter }
        return JSONObject(
            filter.members.filter { member in
                let name = member.key.drop { "<>=".contains($0) }
                return name != "id" || !(member.key.hasPrefix("<") || member.key.hasPrefix(">"))
            }.map { ($0.key, $0.value) })
    }

    // MARK: After it

    /// The structure is here.
    mutating func hasCopied(
        types: [Int: Int], stages: [Int: Stage] = [:], fieldOwners: [Int: String] = [:]
    ) {
        hasStructure = true
        typesByID.merge(types) { own, _ in own }
        self.stages.merge(stages) { own, _ in own }
        self.fieldOwners.merge(fieldOwners) { own, _ in own }
    }

    /// A need is met.
    mutating func hasMet(_ need: CopyNeed) { needs.insert(need) }

    /// Items are here, or known not to exist.
    mutating func hasCopied(_ type: Int, items ids: some Sequence<Int>) { items[type, default: []].formUnion(ids) }

    /// The portal has answered a list with these items.
    mutating func hasSeen(_ type: Int, items ids: [Int]) { seen[type, default: []] += ids }

    /// A command ran in the copy.
    mutating func hasRun(_ method: String, _ parameters: JSONObject, _ result: JSONValue) {
        switch RehearsedMethod(method) {
        case .other, .structure(.read), .card(.read), .items(.fields), .items(.get), .items(.list): return
        case .items:
            guard let type = parameters.int("entityTypeId") else { return }
            changedTypes.insert(type)
            let made = (result["items"]?.arrayValue ?? [result]).compactMap { $0["item"]?.objectValue?.int("id") }
            hasCopied(type, items: made)
        case .card(.write):
            let card = Card(parameters)
            if method.lowercased().hasSuffix("forall") {
                commonCards.insert(card.entityTypeID)
            } else {
                changedCards.insert(card)
            }
        case .structure(.write):
            hasStructureChanged = true
            structureChanged(method.lowercased(), parameters, result)
        }
    }

    private mutating func structureChanged(_ method: String, _ parameters: JSONObject, _ result: JSONValue) {
        let id = parameters.int("id", "ID") ?? 0
        let fields = (parameters["fields"] ?? parameters["FIELDS"] ?? parameters["field"])?.objectValue ?? [:]
        switch method.split(separator: ".").dropLast().joined(separator: ".") {
        case "crm.type":
            // A relation gives a field to the other side.
            if fields["relations"] != nil { haveAllTypesChanged = true }
            if method == "crm.type.add", let type = result["type"]?.objectValue, let number = type.int("entityTypeId") {
                ownTypes.insert(number)
                type.int("id").map { typesByID[$0] = number }
            }
            typesByID[id].map { _ = changedTypes.insert($0) }
        case "crm.category": parameters.int("entityTypeId").map { _ = changedTypes.insert($0) }
        case "crm.status":
            let directory = fields["ENTITY_ID"]?.stringValue ?? stages[id]?.directory ?? ""
            if method == "crm.status.add", case .integer(let made) = result {
                stages[Int(made)] = Stage(directory: directory, code: fields["STATUS_ID"]?.stringValue ?? "")
            }
            Self.entityTypeID(ofDirectory: directory).map { _ = changedTypes.insert($0) }
        case "userfieldconfig":
            if let made = result["field"]?.objectValue, let field = made.int("id") {
                fieldOwners[field] = made["entityId"]?.stringValue
            }
            let owner = fields["entityId"]?.stringValue ?? fieldOwners[id] ?? ""
            Int(owner.dropFirst(4)).flatMap { typesByID[$0] }.map { _ = changedTypes.insert($0) }
        default: break
        }
    }

    /// 156 of `DYNAMIC_156_STAGE_9`.
    static func entityTypeID(ofDirectory directory: String) -> Int? {
        let parts = directory.split(separator: "_")
        return parts.count == 4 && parts[0] == "DYNAMIC" ? Int(parts[1]) : nil
    }
}

extension JSONObject {
    /// The first of these members that is an integer, or the text of one.
    func int(_ names: String...) -> Int? {
        for name in names {
            switch self[name] {
            case .integer(let number)?: return Int(number)
            case .string(let text)?: return Int(text)
            default: continue
            }
        }
        return nil
    }
}
