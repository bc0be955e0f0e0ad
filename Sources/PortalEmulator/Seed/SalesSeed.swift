import GRDB
import JSON
import Localization

/// The demo company's clients and what they buy. The elements are made as `crm.item.add` makes them, by the same checks,
/// and have a history.
struct SalesSeed {
    private let database: Database
    private let seed: SeedContext
    private let call: Call

    /// - Throws: when there is nobody whom the elements can belong to.
    init(_ database: Database, _ seed: SeedContext, _ facts: PortalFacts) throws {
        self.database = database
        self.seed = seed
        let administrator = try AccessCodes.of(1, .admin, database)
        call = Call(
            method: "crm.item.add", parameters: Parameters([:]),
            caller: Caller(userID: 1, role: .admin, origin: .webhook(0), scopes: nil, membership: administrator),
            portal: facts, router: Router([]), now: Double(seed.now), host: "")
    }

    /// An element: what is particular about it, who is responsible, and how many days ago it was made.
    private struct Entry {
        let fields: JSONObject
        let person: Int
        let age: Int64
    }

    func fill() throws {
        for type in OwnType.allCases.sorted(by: { Self.order($0) < Self.order($1) }) {
            let writer = ItemWriter(desk: try ItemDesk(call, type, database))
            for entry in entries(type) { try add(entry, writer) }
        }
    }

    /// Clients first: the others name them.
    private static func order(_ type: OwnType) -> Int {
        switch type {
        case .company: 0
        case .contact: 1
        case .lead, .deal, .quote, .invoice: 2
        }
    }

    private func add(_ entry: Entry, _ writer: ItemWriter) throws {
        var fields = entry.fields
        fields["assignedById"] = .int(entry.person)
        var item = try writer.made(from: fields)
        let created = seed.serverTime.startOfDay(seed.now) - entry.age * 86400 + 10 * 3600
        for name in ["createdTime", "updatedTime", "movedTime", "lastActivityTime"] { item[name] = .integer(created) }
        if item["dateClosed"] != .null { item["dateClosed"] = .integer(created) }
        for name in ["createdBy", "updatedBy", "movedBy", "lastActivityBy"] { item[name] = .int(entry.person) }
        try item.insert(database)
    }

    private func text(_ en: String, _ ru: String) -> JSONValue { .string(LocalizedText(en, ru: ru)[seed.language]) }

    private func entries(_ type: OwnType) -> [Entry] {
        switch type {
        case .company: companies
        case .contact: contacts
        case .lead: leads
        case .deal: deals
        case .quote: quotes
        case .invoice: invoices
        }
    }

    private var companies: [Entry] {
        func company(_ en: String, _ ru: String, _ type: JSONValue, _ industry: JSONValue, _ mail: String) -> JSONObject
        {
            [
                "title": text(en, ru), "typeId": type, "industry": industry,
                "fm": [["typeId": "EMAIL", "valueType": "WORK", "value": .string("\(mail)@example.com")]],
            ]
        }
        var mine = company("Northern Tools", "Северные инструменты", "OTHER", "MANUFACTURING", "office")
        mine["isMyCompany"] = "Y"
        return [
            Entry(fields: mine, person: 1, age: 170),
            Entry(
                fields: company("Bright Kitchens", "Светлые кухни", "CUSTOMER", "OTHER", "kitchens"), person: 3,
                age: 160),
            Entry(
                fields: company("Harbour Logistics", "Портовая логистика", "CUSTOMER", "DELIVERY", "harbour"),
                person: 4, age: 120),
            Entry(
                fields: company("Steel & Sons", "Сталь и сыновья", "SUPPLIER", "MANUFACTURING", "steel"), person: 8,
                age: 90),
        ]
    }

    private var contacts: [Entry] {
        func contact(_ name: JSONValue, _ lastName: JSONValue, _ company: JSONValue, _ phone: JSONValue) -> JSONObject {
            [
                "name": name, "lastName": lastName, "companyId": company,
                "fm": [["typeId": "PHONE", "valueType": "WORK", "value": phone]],
            ]
        }
        return [
            Entry(
                fields: contact(text("Julia", "Юлия"), text("Bright", "Светлова"), 2, "+15550101"), person: 3, age: 160),
            Entry(fields: contact(text("Owen", "Олег"), text("Marsh", "Морозов"), 3, "+15550102"), person: 4, age: 118),
            Entry(
                fields: contact(text("Karl", "Кирилл"), text("Steel", "Стальнов"), 4, "+15550103"), person: 8, age: 88),
            Entry(fields: contact(text("Nina", "Нина"), text("Fox", "Лисина"), nil, "+15550104"), person: 3, age: 30),
        ]
    }

    private var leads: [Entry] {
        [
            Entry(
                fields: [
                    "title": text("Asked for a catalogue", "Запрос каталога"), "name": text("Peter", "Пётр"),
                    "lastName": text("Hill", "Холмов"), "sourceId": "WEB", "opportunity": 1200,
                    "fm": [["typeId": "EMAIL", "valueType": "WORK", "value": "hill@example.com"]],
                ], person: 3, age: 12),
            Entry(
                fields: [
                    "title": text("Call from the exhibition", "Звонок после выставки"), "stageId": "IN_PROCESS",
                    "companyTitle": text("Green Park", "Зелёный парк"), "sourceId": "TRADE_SHOW", "opportunity": 8500,
                ], person: 4, age: 8),
            Entry(
                fields: [
                    "title": text("Wrong number", "Ошиблись номером"), "stageId": "JUNK", "sourceId": "CALL",
                ], person: 3, age: 5),
        ]
    }

    private var deals: [Entry] {
        func deal(_ en: String, _ ru: String, _ stage: JSONValue, _ amount: JSONValue, _ company: JSONValue)
            -> JSONObject
        {
            [
                "title": text(en, ru), "stageId": stage, "opportunity": amount, "companyId": company,
                "isManualOpportunity": "Y",
            ]
        }
        let rows: [(JSONObject, Int)] = [
            (deal("Ovens for the show room", "Печи для шоурума", "WON", 12000, 2), 150),
            (deal("Fork-lift lease", "Аренда погрузчика", "LOSE", 30000, 3), 110),
            (deal("Spare parts, spring", "Запчасти, весна", "WON", 4800, 3), 80),
            (deal("Kitchen line no. 2", "Кухонная линия № 2", "EXECUTING", 26000, 2), 45),
            (deal("Warehouse shelves", "Стеллажи для склада", "PREPAYMENT_INVOICE", 9100, 3), 20),
            (deal("Service contract", "Договор обслуживания", "PREPARATION", 6000, 2), 14),
            (deal("Trial delivery", "Пробная поставка", "NEW", 700, 4), 6),
            (deal("Yearly agreement", "Годовой контракт", "NEW", 54000, 3), 2),
        ]
        return rows.enumerated().map {
            Entry(fields: $0.element.0, person: 3 + $0.offset % 2, age: Int64($0.element.1))
        }
    }

    private var quotes: [Entry] {
        [
            Entry(
                fields: [
                    "title": text("Kitchen line no. 2", "Кухонная линия № 2"), "stageId": "APPROVED", "dealId": 4,
                    "companyId": 2, "opportunity": 26000,
                ], person: 3, age: 44),
            Entry(
                fields: [
                    "title": text("Yearly agreement", "Годовой контракт"), "stageId": "SENT", "dealId": 8,
                    "companyId": 3, "opportunity": 54000,
                ], person: 4, age: 2),
        ]
    }

    private var invoices: [Entry] {
        func invoice(_ en: String, _ ru: String, _ stage: String, _ amount: JSONValue, _ company: JSONValue)
            -> JSONObject
        {
            [
                "title": text(en, ru), "stageId": .string("DT31_1:\(stage)"), "opportunity": amount,
                "companyId": company,
            ]
        }
        return [
            Entry(fields: invoice("Ovens", "Печи", "P", 12000, 2), person: 3, age: 148),
            Entry(fields: invoice("Spare parts", "Запчасти", "D", 4800, 3), person: 4, age: 78),
            Entry(fields: invoice("Shelves, prepayment", "Стеллажи, предоплата", "S", 3000, 3), person: 4, age: 18),
        ]
    }
}
