import JSON
import Localization

/// Requests of customers and of colleagues.
enum SupportContents: ProcessContents {
    static let process = WorkplaceSeed.support

    static let fields = [
        SeedField(
            code: "PRODUCT", type: .enumeration, label: LocalizedText("Products", ru: "Продукты"), isMultiple: true,
            options: [
                LocalizedText("Hand tools", ru: "Ручной инструмент"),
                LocalizedText("Power tools", ru: "Электроинструмент"),
                LocalizedText("Online store", ru: "Интернет-магазин"),
            ]),
        SeedField(code: "RATING", type: .double, label: LocalizedText("Rating", ru: "Оценка")),
        SeedField(code: "ANSWER_BY", type: .datetime, label: LocalizedText("Answer by", ru: "Ответить до")),
        SeedField(code: "IS_COMPLAINT", type: .boolean, label: LocalizedText("Complaint", ru: "Жалоба")),
    ]

    static let stages = [
        SeedStage(
            funnel: 0, code: "WAITING", name: LocalizedText("Waiting for the customer", ru: "Ждём клиента"), sort: 35,
            color: "#FFA900"),
        SeedStage(
            funnel: 0, code: "DUPLICATE", name: LocalizedText("Duplicate", ru: "Дубликат"), sort: 60, color: "#A8ADB4",
            semantics: .failure),
    ]

    static let people = [3, 4, 6, 12, 9]

    static let titles = [
        LocalizedText("The drill does not switch on", ru: "Не включается дрель"),
        LocalizedText("Parcel arrived without the battery", ru: "В посылке нет аккумулятора"),
        LocalizedText("No access to the shared drive", ru: "Нет доступа к общему диску"),
        LocalizedText("Invoice with the wrong address", ru: "В счёте неверный адрес"),
        LocalizedText("How long is the guarantee?", ru: "Какой срок гарантии?"),
        LocalizedText("New monitor for Human Resources", ru: "Новый монитор в отдел кадров"),
        LocalizedText("Cannot pay by card", ru: "Не проходит оплата картой"),
        LocalizedText("Exchange for another size", ru: "Обмен на другой размер"),
        LocalizedText("The printer on the second floor is jammed", ru: "Замяло бумагу в принтере на втором этаже"),
        LocalizedText("Courier did not come", ru: "Курьер не приехал"),
        LocalizedText("Discount for a school", ru: "Скидка для школы"),
        LocalizedText("Password of the mailbox forgotten", ru: "Забыт пароль от почты"),
        LocalizedText("Spare parts for an old saw", ru: "Запчасти для старой пилы"),
        LocalizedText("The website shows wrong prices", ru: "На сайте неверные цены"),
        LocalizedText("Meeting room screen is dark", ru: "Не работает экран в переговорной"),
        LocalizedText("Wrong colour delivered", ru: "Привезли другой цвет"),
        LocalizedText("Order is late by a week", ru: "Заказ задерживается на неделю"),
        LocalizedText("Set up a phone for a new colleague", ru: "Настроить телефон новому коллеге"),
        LocalizedText("Instruction in Spanish wanted", ru: "Нужна инструкция на испанском"),
        LocalizedText("Broken blade in the box", ru: "Сломанный диск в коробке"),
        LocalizedText("VPN is slow in the evening", ru: "По вечерам медленный VPN"),
        LocalizedText("Change of the delivery date", ru: "Перенести дату доставки"),
        LocalizedText("Certificate for the vice", ru: "Сертификат на тиски"),
        LocalizedText("Air conditioning is too loud", ru: "Слишком громкий кондиционер"),
        LocalizedText("The charger gets hot", ru: "Греется зарядное устройство"),
        LocalizedText("Return of an unused set", ru: "Возврат неиспользованного набора"),
        LocalizedText("Install the accounting program", ru: "Установить бухгалтерскую программу"),
        LocalizedText("Thanks for the quick repair", ru: "Спасибо за быстрый ремонт"),
        LocalizedText("Bonus points are missing", ru: "Не начислены бонусы"),
        LocalizedText("Key card does not open the gate", ru: "Пропуск не открывает ворота"),
    ]

    static func values(_ index: Int, _ seed: SeedContext) -> SeedValues {
        let sources = ["CALL", "EMAIL", "WEB", "WEBFORM", "STORE"]
        return SeedValues(
            system: [
                "sourceId": .string(sources[index % sources.count]),
                "sourceDescription": index % 3 == 2 ? .null : .string("+1 555 01\(index + 10)"),
                "utmSource": index % 6 == 1 ? "newsletter" : .null,
            ],
            custom: [
                "PRODUCT": .options(index % 4 == 0 ? [0, 2] : [index % 3]),
                "RATING": .value(index % 2 == 0 ? .number(Double(1 + index % 5) - 0.5) : .null),
                "ANSWER_BY": .value(.integer(seed.day(index - 20) + 15 * 3600)),
                "IS_COMPLAINT": .value(index % 4 == 3 ? 1 : 0),
            ])
    }
}
