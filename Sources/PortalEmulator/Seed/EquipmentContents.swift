import JSON
import Localization

/// The things that people were given.
enum EquipmentContents: ProcessContents {
    static let process = WorkplaceSeed.equipment

    static let fields = [
        SeedField(code: "SERIAL", type: .string, label: LocalizedText("Serial number", ru: "Серийный номер")),
        SeedField(code: "PRICE", type: .money, label: LocalizedText("Price", ru: "Стоимость")),
        SeedField(code: "BOUGHT_ON", type: .date, label: LocalizedText("Bought on", ru: "Дата покупки")),
        SeedField(code: "HOLDER", type: .employee, label: LocalizedText("Holder", ru: "У кого находится")),
        SeedField(
            code: "MANUAL", type: .url, label: LocalizedText("Manuals", ru: "Инструкции"), isMultiple: true),
    ]

    static let people = [7, 1, 7]

    private static let devices = [
        LocalizedText("Laptop 14\"", ru: "Ноутбук 14\""), LocalizedText("Monitor 27\"", ru: "Монитор 27\""),
        LocalizedText("Mobile phone", ru: "Мобильный телефон"), LocalizedText("Docking station", ru: "Док-станция"),
        LocalizedText("Barcode scanner", ru: "Сканер штрихкодов"),
        LocalizedText("Label printer", ru: "Принтер этикеток"),
        LocalizedText("Headset", ru: "Гарнитура"), LocalizedText("Cordless drill", ru: "Шуруповёрт"),
    ]

    static let titles = (0..<40).map { index in
        let device = devices[index % devices.count]
        let number = 1001 + index
        return LocalizedText("\(device.en), inventory \(number)", ru: "\(device.ru), инв. № \(number)")
    }

    static func values(_ index: Int, _ seed: SeedContext) -> SeedValues {
        let prices = [1200, 340, 650, 180, 420, 510, 90, 160]
        return SeedValues(
            custom: [
                "SERIAL": .value(.string("SN-\(48_213 + index * 917)")),
                "PRICE": .money(prices[index % prices.count] + index), "BOUGHT_ON": .day(index * 12 - 700),
                "HOLDER": .value(.int(1 + index % 10)),
                "MANUAL": .value(index % 4 == 0 ? [.string("https://example.com/manuals/\(index % 8)")] : .null),
            ])
    }
}
