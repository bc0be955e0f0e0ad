import GRDB
import JSON

/// The fields of the CRM's own types that follow from others: nobody writes them
/// (`api-reference/crm/universal/object-fields`).
struct DerivedFields {
    let type: OwnType
    let choices: Choices
    /// When an element that closes is closed.
    let now: Int64
    let database: Database

    private var catalogue: FieldCatalogue { .of(type) }

    /// Sets them; the id and everything else of the element are known.
    func fill(_ item: inout Item) throws {
        if type.hasStages { try fillStage(&item) }
        if type.hasMultifields { Multifields.describe(&item, catalogue) }
        switch type {
        case .deal: if !choices.keepsTaxOfDeals { item["taxValue"] = 0 }
        case .quote: item["quoteNumber"] = .string(String(item.id))
        case .invoice: item["accountNumber"] = .string(String(item.id))
        case .lead, .contact, .company: break
        }
    }

    private func fillStage(_ item: inout Item) throws {
        let directory = StageDirectory(entityTypeID: type.rawValue, categoryID: item.categoryID)
        let stages = try StatusRow.all(of: directory.entityID, database)
        let stage = stages.first { $0.statusID == item.stageID }
        let isClosed = stage?.semantics != nil
        func set(_ name: String, _ value: JSONValue) {
            if catalogue.named[name] != nil { item[name] = value }
        }
        set("stageSemanticId", .string(stage?.semantics?.rawValue ?? "P"))
        set("closed", isClosed ? 1 : 0)
        set("isNew", stage != nil && stage?.id == stages.first?.id ? 1 : 0)
        set("dateClosed", isClosed ? (item["dateClosed"] == .null ? .integer(now) : item["dateClosed"]) : .null)
    }
}
