import JSON

/// What a portal makes by itself with a new smart process or funnel, for a dry run that has planned one.
/// -> tutorials/crm/how-to-add-crm-objects/how-to-add-category-to-spa
enum PlannedStages {
    private static let stages:
        [(code: String, name: String, sort: String, colour: String, isSystem: Bool, meaning: String?)] =
            [
                ("NEW", "Start", "10", "#22B9FF", true, nil),
                ("PREPARATION", "Preparation", "20", "#88B9FF", false, nil),
                ("CLIENT", "Approval", "30", "#10e5fc", false, nil), ("SUCCESS", "Success", "40", "#00ff00", true, "S"),
                ("FAIL", "Fail", "50", "#ff0000", true, "F"),
            ]

    /// The funnel that every smart process begins with.
    static func defaultFunnel(id: Int64, entityTypeID: JSONValue) -> JSONObject {
        [
            "id": .integer(id), "name": "General", "sort": 500, "entityTypeId": entityTypeID, "isDefault": "Y",
            "isSystem": "N", "code": "",
        ]
    }

    /// The stages that every funnel begins with, without their ids.
    static func rows(entityTypeID: String, funnel: String) -> [JSONObject] {
        stages.map { stage in
            [
                "ENTITY_ID": .string("DYNAMIC_\(entityTypeID)_STAGE_\(funnel)"),
                "STATUS_ID": .string(stage.code), "NAME": .string(stage.name), "NAME_INIT": .string(stage.name),
                "SORT": .string(stage.sort), "SYSTEM": stage.isSystem ? "Y" : "N", "CATEGORY_ID": .string(funnel),
                "COLOR": .string(stage.colour), "SEMANTICS": stage.meaning.map(JSONValue.string) ?? .null,
            ]
        }
    }

    /// A directory's entry as lists give it: its id in capitals, the code with the prefix of its funnel.
    static func row(_ fields: JSONObject, id: Int64) -> JSONObject {
        var row: JSONObject = ["ID": .string(String(id))]
        row.merge(fields)
        row["id"] = nil
        let parts = (fields["ENTITY_ID"]?.stringValue ?? "").split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "DYNAMIC", let code = fields["STATUS_ID"]?.stringValue,
            !code.contains(":")
        else { return row }
        row["STATUS_ID"] = .string("DT\(parts[1])_\(parts[3]):\(code)")
        return row
    }
}
