import GRDB
import JSON
import Localization

/// What the methods of `crm.status.*` share: their way of refusing, and who may do what.
struct StatusDesk {
    let call: Call
    let database: Database

    init(_ call: Call, _ database: Database) {
        self.call = call
        self.database = database
    }

    /// A refusal without a code; older samples print the text where the code is due
    /// (``Choices/statusErrorsCarryTextAsCode``).
    func refusal(_ text: LocalizedText) -> RESTError {
        RESTError(call.choices.statusErrorsCarryTextAsCode ? text[call.language] : "", text)
    }

    /// - Throws: unless the caller may read something in CRM.
    func requireReader() throws {
        if call.caller.isCRMAdmin { return }
        let rights = Rights(call.caller, database)
        let types =
            try database.rows("SELECT entity_type_id FROM types").map { $0[0] as Int }
            + (call.portal.hasOwnTypes ? OwnType.allCases.map(\.rawValue) : [])
        guard call.caller.isIntranet, try types.contains(where: { try rights.canReadType(entityTypeID: $0) }) else {
            throw refusal(Texts.statusAccessDenied)
        }
    }

    /// - Throws: unless the caller may change the settings of CRM.
    func requireEditor() throws {
        guard try Rights(call.caller, database).canChangeSettings() else { throw refusal(Texts.statusAccessDenied) }
    }

    /// The object `fields`.
    func fields() throws -> JSONObject {
        guard let fields = call.parameters["fields"]?.phpObject else { throw refusal(Texts.statusFieldsNotArray) }
        return fields
    }

    /// The positive number `id`.
    func id() throws -> Int {
        guard let id = call.parameters["id", "ID"]?.phpInteger, id > 0 else { throw refusal(Texts.statusInvalidID) }
        return id
    }

    /// The element with an id.
    func status(_ id: Int) throws -> StatusRow {
        guard let status = try StatusRow.find(id, database) else { throw refusal(Texts.statusNotFound) }
        return status
    }
}
