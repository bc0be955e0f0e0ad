import Bitrix24
import JSON

/// What has to be read before a write, so that it can be taken back. It decides by the command alone.
struct BeforeNeed: Sendable, Equatable {
    /// What goes along with a deletion.
    enum Along: Sendable, Equatable {
        /// A smart process: its funnels, their stages, its custom fields.
        case type
        /// The stages of a funnel, which are in this directory.
        case stages(directory: String)
    }

    /// Reads the object itself.
    var get: Command?
    /// The fields of it that matter, by ``Bitrix24/StoredFields/plain(_:)``; `nil` for all.
    var names: Set<String>?
    /// The smart processes whose workplaces matter; of the workplace itself all do.
    var typeIDs: Set<String>?
    /// The default funnel of this smart process matters.
    var defaultFunnelOf: String?
    var along: Along?

    /// - Returns: `nil` for a write whose taking back needs no before, or that cannot be taken back.
    init?(_ command: Command) {
        guard command.usedVersion == .two else { return nil }
        let shape = ResultShape(command.method)
        let fields = PlanBook.fields(of: command)
        guard let family = InverseFamily(shape.family) else { return nil }
        switch (family, shape.verb) {
        case (.card, "set"), (.card, "reset"):
            var parameters = command.parameters
            parameters["data"] = nil
            get = Command(shape.family + ".get", parameters)
        case (.workplace, "add"):
            guard fields["typeIds"] != nil else { return nil }
            typeIDs = Self.ids(fields["typeIds"])
        case (.funnel, "add"):
            guard Self.isYes(fields["isDefault"]) else { return nil }
            defaultFunnelOf = command.parameters.text("entityTypeId")
        case (_, "update"):
            guard let get = Self.get(command, family) else { return nil }
            self.get = get
            names = family.fieldsTogether(with: fields.keys)
            if family == .workplace, fields["typeIds"] != nil { typeIDs = Self.ids(fields["typeIds"]) }
            if family == .funnel, Self.isYes(fields["isDefault"]) {
                defaultFunnelOf = command.parameters.text("entityTypeId")
            }
        case (.plain, "delete"): return nil
        case (_, "delete"):
            guard let get = Self.get(command, family) else { return nil }
            self.get = get
            if family == .type { along = .type }
            if family == .funnel { along = .stages(directory: Self.directory(command)) }
        default: return nil
        }
    }

    /// What is left to read for an object that the run itself has made: where the things come from that it takes.
    func unless(isOwn: Bool) -> BeforeNeed? {
        guard isOwn else { return self }
        guard typeIDs != nil || defaultFunnelOf != nil else { return nil }
        var need = self
        (need.get, need.names, need.along) = (nil, nil, nil)
        return need
    }

    /// The directory of the stages of the funnel that a command names. -> api-reference/crm/status
    static func directory(_ command: Command) -> String {
        directory(
            command.parameters.text("entityTypeId") ?? "", funnel: command.parameters.text("id", "ID") ?? "")
    }

    static func directory(_ entityTypeID: String, funnel: String) -> String {
        entityTypeID == "2" ? "DEAL_STAGE_\(funnel)" : "DYNAMIC_\(entityTypeID)_STAGE_\(funnel)"
    }

    private static func get(_ command: Command, _ family: InverseFamily) -> Command? {
        guard let id = command.parameters.text("id", "ID"), !id.contains("$result[") else { return nil }
        return family.get(id, entityTypeID: command.parameters.text("entityTypeId"))
    }

    static func ids(_ value: JSONValue?) -> Set<String> {
        let values = value?.arrayValue ?? value?.objectValue?.members.map(\.value) ?? []
        return Set(values.compactMap { JSONObject([("id", $0)]).text("id") })
    }

    static func isYes(_ value: JSONValue?) -> Bool { value == "Y" || value == true || value == "true" || value == 1 }
}
