import Localization

/// What scripts need, in words.
extension Texts {
    static let needsLabel = LocalizedText("Needs:", ru: "Нужно:")
    static let changesNothing = LocalizedText(
        "It changes nothing on the portal.", ru: "На портале ничего не меняет.")
    static let needsRead = LocalizedText("reads", ru: "читает")
    static let needsWrite = LocalizedText("writes", ru: "изменяет")
    static let needsDelete = LocalizedText("deletes", ru: "удаляет")
    static let needsScope = LocalizedText("scopes", ru: "scope")
    static let needsFiles = LocalizedText("files", ru: "файлы")
    static let needsAtMost = LocalizedText("at most", ru: "не больше")
    static let needsLevel = LocalizedText("sandbox", ru: "песочница")
    static func someMemory(_ amount: String) -> LocalizedText {
        LocalizedText("\(amount) of memory", ru: "\(amount) памяти")
    }
    static func someCPU(_ amount: String) -> LocalizedText {
        LocalizedText("\(amount) of CPU time", ru: "\(amount) процессорного времени")
    }
    static func someTime(_ amount: String) -> LocalizedText {
        LocalizedText("\(amount) in all", ru: "\(amount) на весь запуск")
    }
    static let needsAdmin = LocalizedText("admin", ru: "права")
    static let anAdministrator = LocalizedText("an administrator", ru: "администратор")
    static func someWrites(_ count: Int) -> LocalizedText {
        LocalizedText(count == 1 ? "1 write" : "\(count) writes", ru: "изменений: \(count)")
    }
}
