import JSON
import Localization

/// Leave requests: everybody has some.
enum LeaveContents: ProcessContents {
    static let process = WorkplaceSeed.leave

    static let fields = [
        SeedField(
            code: "KIND", type: .enumeration, label: LocalizedText("Kind of leave", ru: "Вид отпуска"),
            options: [
                LocalizedText("Annual", ru: "Ежегодный"), LocalizedText("Unpaid", ru: "Без сохранения оплаты"),
                LocalizedText("Parental", ru: "По уходу за ребёнком"), LocalizedText("Study", ru: "Учебный"),
            ]),
        SeedField(code: "DAYS", type: .integer, label: LocalizedText("Days", ru: "Количество дней")),
        SeedField(code: "SUBSTITUTE", type: .employee, label: LocalizedText("Substitute", ru: "Кто замещает")),
        SeedField(code: "PAID", type: .boolean, label: LocalizedText("Paid", ru: "Оплачивается")),
    ]

    static let people = [3, 4, 5, 6, 7, 8, 9, 10]

    private static let reasons = [
        LocalizedText("Summer leave", ru: "Летний отпуск"),
        LocalizedText("A week at the seaside", ru: "Неделя на море"),
        LocalizedText("Moving house", ru: "Переезд"), LocalizedText("Exams", ru: "Сессия в университете"),
        LocalizedText("Winter holidays", ru: "Зимние каникулы"),
        LocalizedText("A wedding in the family", ru: "Свадьба в семье"),
        LocalizedText("Visiting parents", ru: "Поездка к родителям"), LocalizedText("Renovation", ru: "Ремонт"),
    ]

    static let titles = (0..<32).map { index in
        let reason = reasons[(index + index / 8) % reasons.count]
        let length = 3 + index * 5 % 12
        return LocalizedText("\(reason.en), \(length) days", ru: "\(reason.ru), дней: \(length)")
    }

    static func values(_ index: Int, _ seed: SeedContext) -> SeedValues {
        let length = 3 + index * 5 % 12
        let start = (index - 24) * 6
        return SeedValues(
            system: [
                "begindate": .integer(seed.day(start)), "closedate": .integer(seed.day(start + length - 1)),
            ],
            custom: [
                "KIND": .option(index % 8 == 3 ? 3 : index % 6 == 2 ? 1 : 0), "DAYS": .value(.int(length)),
                "SUBSTITUTE": .value(.int(people[(index + 3) % people.count])),
                "PAID": .value(index % 6 == 2 ? 0 : 1),
            ])
    }
}
