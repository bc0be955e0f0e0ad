import GRDB
import Localization
import Permissions

/// The SPAs of the demo company, their funnels, who may see them, and the workplaces that hold some of them.
/// Elements, stages beyond the usual five and custom fields come from the seeds of their own methods.
enum WorkplaceSeed {
    struct Funnel {
        let id: Int
        let name: LocalizedText
        var sort = 500
    }

    struct Process {
        let id: Int
        let entityTypeID: Int
        let title: LocalizedText
        /// The first one is the default.
        let funnels: [Funnel]
        var flags: [String: Bool] = [:]
    }

    /// Ids of types, `entityTypeId`s and funnels are unrelated on purpose, as on a real portal.
    static let leave = Process(
        id: 2, entityTypeID: 1032, title: LocalizedText("Leave requests", ru: "Заявки на отпуск"),
        funnels: [Funnel(id: 11, name: LocalizedText("General", ru: "Общая"))],
        flags: ["isStagesEnabled": true, "isBeginCloseDatesEnabled": true, "isAutomationEnabled": true])
    static let purchases = Process(
        id: 3, entityTypeID: 1036, title: LocalizedText("Purchases", ru: "Закупки"),
        funnels: [
            Funnel(id: 12, name: LocalizedText("Everyday purchases", ru: "Текущие закупки")),
            Funnel(id: 13, name: LocalizedText("Large purchases", ru: "Крупные закупки"), sort: 600),
        ],
        flags: [
            "isStagesEnabled": true, "isCategoriesEnabled": true, "isLinkWithProductsEnabled": true,
            "isObserversEnabled": true, "isSourceEnabled": true, "isMycompanyEnabled": true,
        ])
    static let equipment = Process(
        id: 5, entityTypeID: 1040, title: LocalizedText("Equipment", ru: "Оборудование"),
        funnels: [Funnel(id: 14, name: LocalizedText("General", ru: "Общая"))],
        flags: ["isStagesEnabled": true, "isRecyclebinEnabled": true])
    static let contracts = Process(
        id: 8, entityTypeID: 156, title: LocalizedText("Contracts", ru: "Договоры"),
        funnels: [Funnel(id: 15, name: LocalizedText("General", ru: "Общая"))],
        flags: [
            "isStagesEnabled": true, "isClientEnabled": true, "isBeginCloseDatesEnabled": true,
            "isDocumentsEnabled": true, "isLinkWithProductsEnabled": true, "isObserversEnabled": true,
            "isSetOpenPermissions": false,
        ])
    static let support = Process(
        id: 13, entityTypeID: 1046, title: LocalizedText("Support", ru: "Поддержка"),
        funnels: [
            Funnel(id: 16, name: LocalizedText("Customers", ru: "Клиенты")),
            Funnel(id: 17, name: LocalizedText("Colleagues", ru: "Коллеги"), sort: 600),
        ],
        flags: [
            "isStagesEnabled": true, "isCategoriesEnabled": true, "isClientEnabled": true, "isObserversEnabled": true,
            "isSourceEnabled": true, "isUseInUserfieldEnabled": true,
        ])

    static let all = [leave, purchases, equipment, contracts, support]

    private static let workplaces: [(id: Int, title: LocalizedText, types: [Int])] = [
        (1, LocalizedText("HR", ru: "Кадры"), [leave.id]),
        (4, LocalizedText("Back office", ru: "Бэк-офис"), [purchases.id, equipment.id]),
    ]

    static func fill(_ database: Database, _ seed: SeedContext) throws {
        let types = TypeStore(
            database: database, language: seed.language, choices: seed.choices, now: seed.now - 300 * 86400)
        let categories = CategoryStore(database: database, language: seed.language)
        for process in all {
            _ = try types.create(
                id: process.id, title: process.title[seed.language], entityTypeID: process.entityTypeID,
                flags: process.flags, userID: 1, funnel: process.funnels[0].id)
            for funnel in process.funnels {
                if funnel.id == process.funnels[0].id {
                    try database.run(
                        "UPDATE categories SET name = ?, sort = ? WHERE entity_type_id = ? AND id = ?",
                        [funnel.name[seed.language], funnel.sort, process.entityTypeID, funnel.id])
                } else {
                    _ = try categories.create(
                        id: funnel.id, entityTypeID: process.entityTypeID, name: funnel.name[seed.language],
                        sort: funnel.sort, isDefault: false)
                }
            }
        }
        for workplace in workplaces {
            try database.advance("automatedSolution", to: workplace.id)
            try database.run(
                "INSERT INTO automated_solutions (id, title) VALUES (?, ?)",
                [workplace.id, workplace.title[seed.language]])
            for type in workplace.types {
                try database.run("UPDATE types SET automated_solution_id = ? WHERE id = ?", [workplace.id, type])
            }
        }
        try restrict(database)
    }

    /// Who sees less than everything: people see their own leave requests (HR all of them), large purchases are for
    /// Procurement and what is below it, contracts for those who are responsible (Sales: the department's), and nobody
    /// but HR moves a leave request to success.
    private static func restrict(_ database: Database) throws {
        func grant(_ code: String, _ action: GrantAction, _ level: GrantLevel, on object: GrantObject) throws {
            guard let code = AccessCode(code) else { return }
            try GrantStore.set(Grant(code: code, action: action, level: level), on: object, in: database)
        }
        func funnel(_ process: Process, _ index: Int) -> GrantObject {
            .funnel(entityTypeID: process.entityTypeID, categoryID: process.funnels[index].id)
        }
        for closed in [(leave, 0), (purchases, 1), (contracts, 0)] {
            try GrantStore.forget(
                entityTypeID: closed.0.entityTypeID, categoryID: closed.0.funnels[closed.1].id, in: database)
        }
        for action in GrantAction.allCases where action != .settings {
            try grant("D3", action, .all, on: funnel(leave, 0))
            try grant("D5", action, .all, on: funnel(purchases, 1))
        }
        for action in [GrantAction.read, .add, .update] {
            try grant("AU", action, .own, on: funnel(leave, 0))
            try grant("D2", action, .department, on: funnel(contracts, 0))
        }
        try grant("DR4", .read, .subdepartments, on: funnel(purchases, 1))
        let success = StageDirectory(entityTypeID: leave.entityTypeID, categoryID: leave.funnels[0].id).statusID(
            "SUCCESS")
        try grant("AU", .update, .none, on: .stage(success))
        try grant("D3", .update, .all, on: .stage(success))
    }
}
