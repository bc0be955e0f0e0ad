import JSON
import Localization

/// Contracts with customers. Some still belong to a colleague who has left.
enum ContractContents: ProcessContents {
    static let process = WorkplaceSeed.contracts

    static let fields = [
        SeedField(
            code: "NUMBER", type: .string, label: LocalizedText("Contract number", ru: "Номер договора"),
            isMandatory: true),
        SeedField(code: "SIGNED_ON", type: .date, label: LocalizedText("Signed on", ru: "Дата подписания")),
        SeedField(code: "PENALTY", type: .double, label: LocalizedText("Penalty, %", ru: "Неустойка, %")),
        SeedField(code: "LAWYER", type: .employee, label: LocalizedText("Lawyer", ru: "Юрист")),
    ]

    static let people = [3, 4, 12, 2, 3, 4]

    private static let customers = [
        LocalizedText("Riverside Builders", ru: "СК «Речной берег»"),
        LocalizedText("Cooper & Sons", ru: "Купцов и сыновья"),
        LocalizedText("Green Valley Farm", ru: "Агрофирма «Долина»"),
        LocalizedText("Lakeside Hotel", ru: "Отель «У озера»"),
        LocalizedText("Metro Logistics", ru: "Метро Логистик"),
        LocalizedText("Blue Sky Airlines", ru: "Авиакомпания «Синее небо»"),
        LocalizedText("City Hospital No. 4", ru: "Городская больница № 4"),
        LocalizedText("Alder School", ru: "Школа «Ольха»"),
        LocalizedText("Stonebridge Hotel Group", ru: "Группа отелей «Каменный мост»"),
        LocalizedText("Polar Fish", ru: "Полярная рыба"), LocalizedText("Northern Railways", ru: "Северные перевозки"),
        LocalizedText("Amber Jewellers", ru: "Янтарная мастерская"),
    ]

    private static let subjects = [
        LocalizedText("Supply of tools", ru: "Поставка инструмента"),
        LocalizedText("Yearly maintenance", ru: "Годовое обслуживание"),
    ]

    static let titles = (0..<24).map { index in
        let customer = customers[index % customers.count]
        let subject = subjects[index / customers.count]
        return LocalizedText("\(subject.en): \(customer.en)", ru: "\(subject.ru): \(customer.ru)")
    }

    static func values(_ index: Int, _ seed: SeedContext) -> SeedValues {
        SeedValues(
            system: [
                "begindate": .integer(seed.day(index * 10 - 200)), "closedate": .integer(seed.day(index * 10 + 165)),
                "opportunity": .number(Double(4_000 + index * 1_350) + 0.5), "isManualOpportunity": 1,
                "currencyId": .string(seed.currency),
            ],
            custom: [
                "NUMBER": .value(.string("C-\(2101 + index)")), "SIGNED_ON": .day(index * 10 - 202),
                "PENALTY": .value(.number(Double(1 + index % 5) / 10)), "LAWYER": .value(.int(7)),
            ])
    }
}
