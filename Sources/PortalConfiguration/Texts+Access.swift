import Localization

/// What is said of rules for the access to elements.
extension Texts {
    static let access = LocalizedText(
        "a rule for every element, { opened = false, observers = { \"D5\" } }",
        ru: "правило для всех элементов, { opened = false, observers = { \"D5\" } }")

    static func notPeople(_ text: String, _ object: Address) -> LocalizedText {
        LocalizedText(
            "\(object): '\(text)' names no people who could observe; U12, D5, DR5, SG7 do.",
            ru: "\(object): '\(text)' не указывает людей, которые могут наблюдать; подходят U12, D5, DR5, SG7.")
    }

    static func accessTwice(_ funnel: Address, _ spa: Address) -> LocalizedText {
        LocalizedText(
            "\(funnel): \(spa) has an 'access' for all its elements already. Give one to the smart process or to its funnels.",
            ru:
                "\(funnel): у \(spa) уже есть 'access' для всех элементов. Укажите его у смарт-процесса или у воронок."
        )
    }

    static func observersAreOff(_ object: Address) -> LocalizedText {
        LocalizedText(
            "\(object): 'access' has observers, and 'isObserversEnabled' is false.",
            ru: "\(object): в 'access' есть наблюдатели, а 'isObserversEnabled' — false.")
    }
}
