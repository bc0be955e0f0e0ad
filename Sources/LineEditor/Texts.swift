import Localization

/// What the editor says by itself.
enum Texts {
    /// The line below the entry: what is searched for, or how often the next key works.
    static func status(_ state: EditorState) -> LocalizedText? {
        if let search = state.search {
            let direction = search.direction == .backward
            return switch (direction, search.isFailed) {
            case (true, false):
                LocalizedText("search back: \(search.pattern)", ru: "поиск назад: \(search.pattern)")
            case (false, false):
                LocalizedText("search forward: \(search.pattern)", ru: "поиск вперёд: \(search.pattern)")
            case (true, true):
                LocalizedText(
                    "search back, nothing found: \(search.pattern)", ru: "поиск назад, не найдено: \(search.pattern)")
            case (false, true):
                LocalizedText(
                    "search forward, nothing found: \(search.pattern)",
                    ru: "поиск вперёд, не найдено: \(search.pattern)")
            }
        }
        return state.argument.map { LocalizedText("repeat: \($0.text)", ru: "повторить: \($0.text)") }
    }
}
