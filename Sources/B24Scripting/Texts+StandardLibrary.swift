import Localization

/// Texts about the modules that come with the program.
extension Texts {
    static let moduleParameters = LocalizedText("Parameters", ru: "Параметры")
    static let moduleResults = LocalizedText("Results", ru: "Результаты")

    static func reservedName(_ name: String, _ place: String) -> LocalizedText {
        LocalizedText(
            """
            names that begin with 'b24.' belong to b24, and \(place) would be '\(name)' of its own; move the file to \
            another folder, e.g. team/
            """,
            ru: """
                имена, начинающиеся с 'b24.', принадлежат b24, а \(place) был бы другим модулем '\(name)'; переместите \
                файл в другую папку, например team/
                """)
    }

    static func noOwnModule(_ name: String, _ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText(
            "names that begin with 'b24.' are the modules of b24 itself: \(list)",
            ru: "имена, начинающиеся с 'b24.', это модули самого b24: \(list)")
    }

    static let helpModules = LocalizedText(
        "Modules, with require (help \"b24.table\" tells more):",
        ru: "Модули, через require (подробнее: help \"b24.table\"):")
}
