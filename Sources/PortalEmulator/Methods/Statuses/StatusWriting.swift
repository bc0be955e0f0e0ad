import GRDB
import JSON
import Permissions

/// `crm.status.add`, `update` and `delete`.
enum StatusWriting {
    static let add: Handler = { call, database in
        let desk = StatusDesk(call, database)
        let fields = try call.checked {
            try desk.fields()
        } access: {
            try desk.requireEditor()
        }
        func text(_ name: String) -> String { fields[name]?.phpString?.trimmed ?? "" }
        let missing = ["ENTITY_ID", "STATUS_ID"].filter { text($0).isEmpty }
        guard missing.isEmpty else { throw desk.refusal(Texts.statusFieldsRequired(missing)) }
        let entityID = text("ENTITY_ID")
        if Directories.isForeign(entityID, call.portal) {
            throw RESTError.notEmulated("\(call.method) (ENTITY_ID = \(entityID))")
        }
        guard try Directories.exists(entityID, database) else { throw desk.refusal(Texts.statusTypeNotSupported) }
        guard !text("NAME").isEmpty else { throw desk.refusal(Texts.statusTitleRequired) }
        let directory = StageDirectory(entityID: entityID)
        let statusID = directory?.statusID(text("STATUS_ID")) ?? text("STATUS_ID")
        let others = try StatusRow.all(of: entityID, database)
        guard !others.contains(where: { $0.statusID == statusID }) else {
            throw RESTError("ERROR_CORE", Texts.statusExists)
        }
        let semantics = StageSemantics(rawValue: text("SEMANTICS"))
        // A funnel has exactly one stage of success.
        guard StageRules.accepts(statusID, entityID: entityID, prefix: directory?.prefix),
            semantics != nil || text("SEMANTICS").isEmpty,
            directory == nil || semantics != .success || !call.choices.keepsStageGroups
                || !others.contains(where: { $0.semantics == .success })
        else { throw desk.refusal(Texts.statusNotCreated) }
        var status = StatusRow(
            id: try database.nextID("status"), entityID: entityID, statusID: statusID, name: text("NAME"))
        status.sort = fields["SORT"]?.phpInteger ?? 10
        status.color = text("COLOR")
        status.categoryID = directory?.statusCategoryID
        status.semantics = directory == nil ? nil : semantics
        try status.save(database)
        return Reply(.int(status.id))
    }

    static let update: Handler = { call, database in
        let desk = StatusDesk(call, database)
        let (id, fields) = try call.checked {
            (try desk.id(), try desk.fields())
        } access: {
            try desk.requireEditor()
        }
        var status = try desk.status(id)
        if let name = fields["NAME"] {
            guard let name = name.phpString?.trimmed else { throw desk.refusal(Texts.statusNotUpdated) }
            guard !name.isEmpty else { throw desk.refusal(Texts.statusTitleRequired) }
            status.name = name
        }
        if let sort = fields["SORT"] {
            guard let sort = sort.phpInteger else { throw desk.refusal(Texts.statusNotUpdated) }
            status.sort = sort
        }
        if let color = fields["COLOR"] { status.color = color.phpString ?? "" }
        try status.save(database)
        return Reply(true)
    }

    static let delete: Handler = { call, database in
        let desk = StatusDesk(call, database)
        let id = try call.checked {
            try desk.id()
        } access: {
            try desk.requireEditor()
        }
        let status = try desk.status(id)
        let isForced = call.parameters.optionalObject("params", "PARAMS")["FORCED"] == "Y"
        guard !status.isSystem || isForced else { throw desk.refusal(Texts.statusIsSystem) }
        guard try status.users(database) == 0 else { throw desk.refusal(Texts.statusInUse) }
        if call.choices.keepsStageGroups, StageDirectory(entityID: status.entityID) != nil {
            // "At least one stage per group": in progress, success, failure.
            let group = try StatusRow.all(of: status.entityID, database).filter { $0.semantics == status.semantics }
            guard group.count > 1 else { throw desk.refusal(Texts.statusNotDeleted) }
        }
        try database.run("DELETE FROM statuses WHERE id = ?", [id])
        try GrantStore.remove(on: .stage(status.statusID), in: database)
        return Reply(true)
    }
}
