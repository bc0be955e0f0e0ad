import JSON
import Localization

/// What the company buys: everyday things in one funnel, large ones in the other.
enum PurchaseContents: ProcessContents {
    static let process = WorkplaceSeed.purchases

    static let fields = [
        SeedField(code: "SUPPLIER", type: .string, label: LocalizedText("Supplier", ru: "Поставщик")),
        SeedField(code: "BUDGET", type: .money, label: LocalizedText("Budget", ru: "Бюджет")),
        SeedField(code: "QUANTITY", type: .integer, label: LocalizedText("Quantity", ru: "Количество")),
        SeedField(code: "DELIVERY_DATE", type: .date, label: LocalizedText("Delivery date", ru: "Дата поставки")),
        SeedField(
            code: "PRIORITY", type: .enumeration, label: LocalizedText("Priority", ru: "Приоритет"),
            options: [
                LocalizedText("Normal", ru: "Обычный"), LocalizedText("Urgent", ru: "Срочно"),
                LocalizedText("Can wait", ru: "Может подождать"),
            ]),
        SeedField(code: "BUYER", type: .employee, label: LocalizedText("Buyer", ru: "Кто закупает")),
        SeedField(code: "PREPAID", type: .boolean, label: LocalizedText("Prepaid", ru: "По предоплате")),
    ]

    static let stages = [
        SeedStage(
            funnel: 1, code: "TENDER", name: LocalizedText("Tender", ru: "Тендер"), sort: 25, color: "#47E4C2")
    ]

    static let people = [8, 9, 9, 7, 3, 8]

    static let titles = [
        LocalizedText("Printer paper, 200 packs", ru: "Бумага для принтера, 200 пачек"),
        LocalizedText("Coffee for the office", ru: "Кофе для офиса"),
        LocalizedText("Forklift for the new warehouse", ru: "Погрузчик для нового склада"),
        LocalizedText("Working gloves", ru: "Рабочие перчатки"),
        LocalizedText("Toner cartridges", ru: "Картриджи для принтеров"),
        LocalizedText("Pallet racks, second hall", ru: "Паллетные стеллажи, второй зал"),
        LocalizedText("Laptops for Sales", ru: "Ноутбуки для отдела продаж"),
        LocalizedText("Safety helmets", ru: "Защитные каски"),
        LocalizedText("Delivery van", ru: "Фургон для доставки"),
        LocalizedText("Stretch film", ru: "Стретч-плёнка"),
        LocalizedText("Cardboard boxes", ru: "Картонные коробки"),
        LocalizedText("CNC milling machine", ru: "Фрезерный станок с ЧПУ"),
        LocalizedText("Office chairs", ru: "Офисные кресла"),
        LocalizedText("Drinking water", ru: "Питьевая вода"),
        LocalizedText("Server for the accounting system", ru: "Сервер для бухгалтерии"),
        LocalizedText("Marker pens and flip charts", ru: "Маркеры и флипчарты"),
        LocalizedText("First-aid kits", ru: "Аптечки"),
        LocalizedText("Roof repair of the workshop", ru: "Ремонт крыши цеха"),
        LocalizedText("Barcode scanners", ru: "Сканеры штрихкодов"),
        LocalizedText("Cleaning agents", ru: "Моющие средства"),
        LocalizedText("Solar panels for the warehouse", ru: "Солнечные панели для склада"),
        LocalizedText("Desk lamps", ru: "Настольные лампы"),
        LocalizedText("Fire extinguishers", ru: "Огнетушители"),
        LocalizedText("Welding robot", ru: "Сварочный робот"),
        LocalizedText("Uniforms for drivers", ru: "Форма для водителей"),
        LocalizedText("Gifts for partners", ru: "Подарки партнёрам"),
        LocalizedText("Video surveillance of the yard", ru: "Видеонаблюдение во дворе"),
        LocalizedText("Batteries AA, 500 pieces", ru: "Батарейки АА, 500 штук"),
        LocalizedText("Hand pallet trucks", ru: "Гидравлические тележки"),
        LocalizedText("Compressor station", ru: "Компрессорная станция"),
    ]

    private static let suppliers = [
        LocalizedText("Oakfield Supplies", ru: "Торговый дом «Дуб»"), LocalizedText("Brightline", ru: "Светлая линия"),
        LocalizedText("Harbour Trade", ru: "Портовая торговля"), LocalizedText("Metalworks Ltd", ru: "Металлоснаб"),
        LocalizedText("Packright", ru: "Упаковка Плюс"),
    ]

    static func values(_ index: Int, _ seed: SeedContext) -> SeedValues {
        let isLarge = index % 3 == 2
        let amount = isLarge ? 18_000 + index * 3_700 : 120 + index * 85
        let sources = ["EMAIL", "WEB", "CALL", "PARTNER", "TRADE_SHOW"]
        return SeedValues(
            system: [
                "opportunity": .number(Double(amount)), "isManualOpportunity": 1, "currencyId": .string(seed.currency),
                "sourceId": .string(sources[index % sources.count]),
            ],
            custom: [
                "SUPPLIER": .value(.string(suppliers[index % suppliers.count][seed.language])),
                "BUDGET": .money(amount + amount / 10),
                "QUANTITY": .value(.int(isLarge ? 1 + index % 3 : 5 + index * 3)),
                "DELIVERY_DATE": .day(index * 4 - 60), "PRIORITY": .option(index % 7 == 1 ? 1 : index % 5 == 0 ? 2 : 0),
                "BUYER": .value(.int(index % 2 == 0 ? 9 : 8)), "PREPAID": .value(isLarge ? 1 : 0),
            ])
    }
}
