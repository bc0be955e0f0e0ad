import Bitrix24
import Localization

extension Texts {
    static let flagYes = LocalizedText("yes", ru: "да")
    static let flagNo = LocalizedText("no", ru: "нет")
    static let shownIterator = LocalizedText("an iterator over rows", ru: "итератор по строкам")

    static func moreElements(_ count: Int) -> LocalizedText {
        LocalizedText("and \(count) more", ru: "и ещё \(count)")
    }

    static let tutorialNext = LocalizedText("Then: tutorial()", ru: "Дальше: tutorial()")
    static let tutorialEnd = LocalizedText("That was the last step.", ru: "Это был последний шаг.")
}

extension Texts {
    static let luaKeyword = LocalizedText("a word of Lua", ru: "слово языка Lua")
    static let isRequired = LocalizedText("required", ru: "обязательный")

    static func effect(_ effect: MethodCatalogue.Effect) -> LocalizedText {
        switch effect {
        case .read: LocalizedText("reads", ru: "читает")
        case .write: LocalizedText("writes", ru: "изменяет")
        case .destructive: LocalizedText("deletes", ru: "удаляет")
        }
    }
}
