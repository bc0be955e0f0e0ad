import GRDB
import Localization

/// The stages that a new funnel gets at once.
enum DefaultStages {
    private struct Stage {
        let code: String
        let name: LocalizedText
        let color: String
        /// System stages cannot be deleted without force, and remember the name that they began with.
        var isSystem = false
        var semantics: StageSemantics?

        init(
            _ code: String, _ en: String, _ ru: String, _ color: String, isSystem: Bool = false,
            _ semantics: StageSemantics? = nil
        ) {
            self.code = code
            name = LocalizedText(en, ru: ru)
            self.color = color
            self.isSystem = isSystem
            self.semantics = semantics
        }
    }

    /// `tutorials/crm/how-to-add-crm-objects/how-to-add-category-to-spa`
    private static let spa = [
        Stage("NEW", "Start", "Начало", "#22B9FF", isSystem: true),
        Stage("PREPARATION", "Preparation", "Подготовка", "#88B9FF"),
        Stage("CLIENT", "Approval", "Согласование", "#10e5fc"),
        Stage("SUCCESS", "Success", "Успех", "#00ff00", isSystem: true, .success),
        Stage("FAIL", "Fail", "Провал", "#ff0000", isSystem: true, .failure),
    ]

    /// The example of `api-reference/crm/status/crm-status-list`.
    private static let deals = [
        Stage("NEW", "New", "Новая", "#39A8EF", isSystem: true),
        Stage("PREPARATION", "Document preparation", "Подготовка документов", "#2FC6F6"),
        Stage("PREPAYMENT_INVOICE", "Prepayment invoice", "Счёт на предоплату", "#55D0E0"),
        Stage("EXECUTING", "In progress", "В работе", "#47E4C2"),
        Stage("FINAL_INVOICE", "Final invoice", "Финальный счёт", "#FFA900"),
        Stage("WON", "Deal successful", "Сделка успешна", "#7BD500", isSystem: true, .success),
        Stage("LOSE", "Deal failed", "Сделка провалена", "#FF5752", isSystem: true, .failure),
        Stage("APOLOGY", "Failure reason analysis", "Анализ причины провала", "#FF5752", .failure),
    ]

    // Of these the documentation has the first and the last ones (`api-reference/crm/status/crm-status-entity-types`) and
    // single others in examples.

    private static let leads = [
        Stage("NEW", "Unprocessed", "Не обработан", "#39A8EF", isSystem: true),
        Stage("IN_PROCESS", "In progress", "В работе", "#2FC6F6"),
        Stage("PROCESSED", "Processed", "Обработан", "#55D0E0"),
        Stage("CONVERTED", "Quality lead", "Качественный лид", "#7BD500", isSystem: true, .success),
        Stage("JUNK", "Junk lead", "Некачественный лид", "#FF5752", isSystem: true, .failure),
    ]

    private static let quotes = [
        Stage("DRAFT", "New", "Новое", "#39A8EF", isSystem: true),
        Stage("SENT", "Sent to client", "Отправлено клиенту", "#2FC6F6"),
        Stage("APPROVED", "Accepted", "Принято", "#7BD500", isSystem: true, .success),
        Stage("DECLAINED", "Declined", "Отклонено", "#FF5752", isSystem: true, .failure),
    ]

    private static let invoices = [
        Stage("N", "New", "Новый", "#39A8EF", isSystem: true),
        Stage("S", "Sent to client", "Отправлен клиенту", "#2FC6F6"),
        Stage("P", "Paid", "Оплачен", "#7BD500", isSystem: true, .success),
        Stage("D", "Not paid", "Не оплачен", "#FF5752", isSystem: true, .failure),
    ]

    private static func stages(_ entityTypeID: Int) -> [Stage] {
        switch OwnType(rawValue: entityTypeID) {
        case nil: spa
        case .lead: leads
        case .deal: deals
        case .quote: quotes
        case .invoice: invoices
        case .contact, .company: []
        }
    }

    static func add(entityTypeID: Int, categoryID: Int, _ language: Language, _ database: Database) throws {
        let directory = StageDirectory(entityTypeID: entityTypeID, categoryID: categoryID)
        for (index, stage) in stages(entityTypeID).enumerated() {
            var status = StatusRow(
                id: try database.nextID("status"), entityID: directory.entityID,
                statusID: directory.statusID(stage.code), name: stage.name[language])
            status.initialName = stage.isSystem ? stage.name[language] : ""
            status.sort = (index + 1) * 10
            status.isSystem = stage.isSystem
            status.categoryID = directory.statusCategoryID
            status.color = stage.color
            status.semantics = stage.semantics
            try status.save(database)
        }
    }

    /// Whether a stage is one of those that are made with its funnel, as it was made.
    static func isUntouched(_ status: StatusRow, _ language: Language) -> Bool {
        guard let directory = StageDirectory(entityID: status.entityID) else { return false }
        return stages(directory.entityTypeID).enumerated().contains { index, stage in
            status.statusID == directory.statusID(stage.code) && status.name == stage.name[language]
                && status.sort == (index + 1) * 10 && status.color == stage.color
                && status.semantics == stage.semantics
        }
    }

    /// Removes the stages of a funnel that is gone.
    static func remove(entityTypeID: Int, categoryID: Int, _ database: Database) throws {
        try database.run(
            "DELETE FROM statuses WHERE entity_id = ?",
            [StageDirectory(entityTypeID: entityTypeID, categoryID: categoryID).entityID])
    }
}
