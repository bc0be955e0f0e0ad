import JSON

/// What the portal says now of the things that a run has touched.
struct PortalNow: Sendable {
    /// What it says of an object.
    enum Object: Sendable, Equatable {
        case here(JSONObject)
        case missing
        case untold(String)
    }

    /// Where items can be.
    enum Place: Sendable, Hashable {
        case type(String)
        case funnel(String, id: String)
        case stage(String, code: String)
    }

    var objects: [PlannedObject: Object] = [:]
    /// All workplaces; empty when the run has moved nothing.
    var workplaces: [JSONObject] = []
    /// By type id.
    var typeTitles: [String: String] = [:]
    /// The default funnel by `entityTypeId`.
    var defaultFunnels: [String: String] = [:]
    /// How many items are in the containers that the run has made.
    var items: [Place: Int] = [:]
    /// The funnels of the smart processes that the run has made, by `entityTypeId`.
    var funnels: [String: [String]] = [:]
    /// The custom fields (id and name) of the smart processes that the run has made, by type id.
    var fields: [String: [(id: String, name: String)]] = [:]
    /// By ``UndoPlanner/cardKey(_:)``; null for the standard layout.
    var cards: [String: JSONValue] = [:]

    /// The workplace of each smart process.
    var homes: [String: String] {
        var homes: [String: String] = [:]
        for workplace in workplaces {
            for type in BeforeNeed.ids(workplace["typeIds"]) { homes[type] = workplace.text("id") }
        }
        return homes
    }
}

extension PortalNow.Place {
    /// The place that a stage is, by its row in `crm.status.list`; `nil` for an entry of another directory.
    /// -> api-reference/crm/status/crm-status-entity-types
    init?(stage row: JSONObject) {
        guard let directory = row.text("ENTITY_ID"), let code = row.text("STATUS_ID") else { return nil }
        let words = directory.split(separator: "_").map(String.init)
        let type: String
        switch directory {
        case "STATUS": type = "1"
        case "QUOTE_STATUS": type = "7"
        case _ where directory.hasPrefix("DEAL_STAGE"): type = "2"
        case _ where directory.hasPrefix("SMART_INVOICE_STAGE"): type = "31"
        case _ where words.count == 4 && words[0] == "DYNAMIC": type = words[1]
        default: return nil
        }
        self = .stage(type, code: code)
    }
}
