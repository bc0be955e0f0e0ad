import GRDB
import JSON
import Localization

/// The elements of the demo company's SPAs, with their custom fields, further stages and a card layout.
///
/// Everything follows from the position of an element, so that two portals of one day are alike.
enum ItemSeed {
    private static var contents: [any ProcessContents.Type] {
        [
            LeaveContents.self, PurchaseContents.self, EquipmentContents.self, ContractContents.self,
            SupportContents.self,
        ]
    }
    private static let day: Int64 = 86400

    static func fill(_ database: Database, _ seed: SeedContext) throws {
        for content in contents {
            try add(content.stages, of: content.process, database, seed)
            let fields = try add(content.fields, of: content.process, database, seed)
            try addItems(content, fields, database, seed)
        }
        try CardSeed.fill(database, seed)
    }

    private struct Field {
        let row: UserFieldRow
        let options: [Int]
    }

    private static func add(
        _ stages: [SeedStage], of process: WorkplaceSeed.Process, _ database: Database, _ seed: SeedContext
    ) throws {
        for stage in stages {
            let directory = StageDirectory(
                entityTypeID: process.entityTypeID, categoryID: process.funnels[stage.funnel].id)
            var status = StatusRow(
                id: try database.nextID("status"), entityID: directory.entityID,
                statusID: directory.statusID(stage.code), name: stage.name[seed.language])
            status.sort = stage.sort
            status.color = stage.color
            status.categoryID = directory.categoryID
            status.semantics = stage.semantics
            try status.save(database)
        }
    }

    private static func add(
        _ fields: [SeedField], of process: WorkplaceSeed.Process, _ database: Database, _ seed: SeedContext
    ) throws -> [String: Field] {
        var added: [String: Field] = [:]
        for field in fields {
            var row = UserFieldRow(
                id: try database.nextID("user_field"), entityID: "CRM_\(process.id)",
                fieldName: "UF_CRM_\(process.id)_\(field.code)", userTypeID: field.type.rawValue)
            row.isMandatory = field.isMandatory
            row.isMultiple = field.isMultiple
            row.editFormLabel = ["en": .string(field.label.en), "ru": .string(field.label.ru)]
            row.settings = UserFieldSettings.merged(field.type, requested: nil, label: field.label[seed.language])
            try row.save(database)
            let options = try field.options.enumerated().map { index, text in
                let option = UserFieldOption(
                    id: try database.nextID("user_field_enum"), fieldID: row.id, value: text[seed.language],
                    isDefault: index == 0, sort: (index + 1) * 100, xmlID: "\(field.code)_\(index + 1)")
                try option.save(database)
                return option.id
            }
            added[field.code] = Field(row: row, options: options)
        }
        return added
    }

    private static func addItems(
        _ content: any ProcessContents.Type, _ fields: [String: Field], _ database: Database, _ seed: SeedContext
    ) throws {
        let process = content.process
        let stages = try process.funnels.map { funnel in
            try StatusRow.all(
                of: StageDirectory(entityTypeID: process.entityTypeID, categoryID: funnel.id).entityID, database)
        }
        let counter = ItemWriter.counter(process.entityTypeID)
        let first = try database.nextID(counter)
        try database.advance(counter, to: first + content.titles.count - 1)
        for (index, title) in content.titles.enumerated() {
            var item = Item(entityTypeID: process.entityTypeID)
            item["id"] = .int(first + index)
            item["title"] = .string(title[seed.language])
            let funnel = process.funnels.count > 1 && index % 3 == 2 ? 1 : 0
            item["categoryId"] = .int(process.funnels[funnel].id)
            item["assignedById"] = .int(content.people[index % content.people.count])
            item["opened"] = index % 5 == 4 ? 0 : 1
            if process.flags["isObserversEnabled"] == true, index % 4 == 1 {
                item["observers"] = .array([.int(2), .int(7 + index % 3)])
            }
            stamp(&item, index: index, of: content.titles.count, stages: stages[funnel], seed)
            let values = content.values(index, seed)
            for (name, value) in values.system { item[name] = value }
            for (code, value) in values.custom {
                guard let field = fields[code] else { continue }
                item[.userField(field.row.fieldName)] = stored(value, field, seed)
            }
            try item.insert(database)
        }
    }

    /// Elements are from the last half year, the newest of yesterday; those that got further have been moved since.
    private static func stamp(
        _ item: inout Item, index: Int, of count: Int, stages: [StatusRow], _ seed: SeedContext
    ) {
        let age = Int64(count - index) * (180 / Int64(max(count, 1)))
        let created = seed.serverTime.startOfDay(seed.now) - (age + 1) * day + 9 * 3600 + Int64(index % 8) * 1800
        let reached = (index * 11 + index / 4) % stages.count
        let moved = reached == 0 ? created : created + Int64(reached) * day / 4
        let updated = moved + Int64(index % 5) * 3600 / 2
        item["createdTime"] = .integer(created)
        item["movedTime"] = .integer(moved)
        item["updatedTime"] = .integer(max(updated, created))
        item["lastActivityTime"] = .integer(max(updated, created))
        item["stageId"] = .string(stages[reached].statusID)
        if reached > 0 { item["previousStageId"] = .string(stages[reached - 1].statusID) }
        for name in ["createdBy", "updatedBy", "movedBy", "lastActivityBy"] { item[name] = item["assignedById"] }
    }

    private static func stored(_ value: SeedValue, _ field: Field, _ seed: SeedContext) -> JSONValue {
        switch value {
        case .value(let value): value
        case .option(let index): .int(field.options[index % field.options.count])
        case .options(let indices): .array(indices.map { .int(field.options[$0 % field.options.count]) })
        case .day(let days): .integer(seed.day(days))
        case .money(let amount): .string("\(amount)|\(seed.currency)")
        }
    }
}

extension SeedContext {
    /// A day before (negative) or after that of the seeding, as elements keep days.
    func day(_ days: Int) -> Int64 { PortalDay.of(now, offset: choices.timeZoneOffset) + Int64(days) * 86400 }

    /// The currency of the demo.
    var currency: String { choices.currency ?? (language == .ru ? "RUB" : "USD") }
}
