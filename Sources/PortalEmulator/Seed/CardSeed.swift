import GRDB
import JSON
import Localization

/// One card layout of the demo: the common one of purchases in their main funnel.
enum CardSeed {
    static func fill(_ database: Database, _ seed: SeedContext) throws {
        let process = WorkplaceSeed.purchases
        func elements(_ names: [String]) -> JSONValue {
            .array(names.map { ["name": .string($0), "optionFlags": "0"] })
        }
        let main = LocalizedText("About the purchase", ru: "О закупке")
        let more = LocalizedText("Additional", ru: "Дополнительно")
        let layout: JSONValue = [
            [
                "name": "main", "title": .string(main[seed.language]), "type": "section",
                "elements": elements([
                    "TITLE", "STAGE_ID", "OPPORTUNITY_WITH_CURRENCY", "UF_CRM_\(process.id)_SUPPLIER",
                    "UF_CRM_\(process.id)_DELIVERY_DATE",
                ]),
            ],
            [
                "name": "additional", "title": .string(more[seed.language]), "type": "section",
                "elements": elements(["ASSIGNED_BY_ID", "OBSERVERS", "OPENED", "SOURCE_ID"]),
            ],
        ]
        try CardMethods.save(
            layout, entityTypeID: process.entityTypeID, scope: .common, userID: 0,
            extras: CardTarget.extras(categoryID: process.funnels[0].id), database)
    }
}
