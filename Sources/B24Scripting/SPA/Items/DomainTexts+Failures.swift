import Localization

extension DomainTexts {
    static func failuresIntoRetry(_ path: String) -> LocalizedText {
        LocalizedText(
            "failures and retry are the same file (\(path)): it would be emptied before its items are tried. Name another one.",
            ru: "failures и retry — один и тот же файл (\(path)): он опустел бы раньше, чем дошло бы до его элементов. "
                + "Укажите другой.")
    }

    static func noItemColumn(_ path: String, _ column: String) -> LocalizedText {
        LocalizedText("\(path) has no column '\(column)'.", ru: "В \(path) нет столбца «\(column)».")
    }

    static let failuresHint = LocalizedText(
        "retry takes a file that failures wrote.", ru: "retry принимает файл, записанный через failures.")

    static func noItemID(_ path: String, row: Int, _ cell: String) -> LocalizedText {
        LocalizedText(
            "\(path), row \(row): '\(cell)' is no item id.", ru: "\(path), строка \(row): «\(cell)» — не id элемента.")
    }

    static func retryOwnsFilter(_ key: String) -> LocalizedText {
        LocalizedText(
            "retry chooses items by '\(key)' itself; leave it out of the filter.",
            ru: "retry сам отбирает элементы по «\(key)»; уберите это условие из фильтра.")
    }

    static func retriedItemIsGone(_ id: Int64) -> LocalizedText {
        LocalizedText(
            "Item \(id) is not among the items that the filter finds: deleted, out of reach, or left out by the filter.",
            ru: "Элемента \(id) нет среди найденных по фильтру: он удалён, недоступен или не проходит фильтр.")
    }
}
