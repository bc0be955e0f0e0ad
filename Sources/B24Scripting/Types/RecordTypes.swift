import Bitrix24
import Localization
import LuaRuntime

/// What results and objects of the module have in them, for editors. The registry names these classes; what functions and
/// methods they have comes from there.
enum RecordTypes {
    /// Objects and tables first, then plain records.
    static func all(_ language: Language) -> [StubClass] {
        [module(language), error(language), portal(language), spa(language)]
            + [
                null(language), options(language), response(language), failure(language), workplace(language),
                type(language), funnel(language), stage(language), item(language), bulk(language),
                permissions(language),
            ]
    }

    /// The values of `b24`.
    private static func module(_ language: Language) -> StubClass {
        let values = Families.all.flatMap { $0.values(.documentation) }
        return StubClass(
            "b24",
            fields: values.map { .init(String($0.name.dropFirst("b24.".count)), $0.type, $0.doc[language]) })
    }

    private static func error(_ language: Language) -> StubClass {
        let kinds = ErrorKind.allCases.map { StubText.quoted($0.rawValue) }.joined(separator: "|")
        return StubClass(
            B24Error.luaTypeName, doc: RecordTexts.error[language],
            fields: [
                .init("kind", kinds, RecordTexts.kind[language]), .init("code", "string", RecordTexts.code[language]),
                .init("status", "integer", optional: true, RecordTexts.status[language]),
                .init("method", "string", optional: true, RecordTexts.method[language]),
                .init("message", "string", RecordTexts.message[language]),
                .init("description", "string", RecordTexts.description[language]),
                .init("hint", "string", RecordTexts.hint[language]),
                .init("retryable", "boolean", RecordTexts.retryable[language]),
                .init("attempts", "integer", RecordTexts.attempts[language]),
                .init("retry_after", "number", optional: true, RecordTexts.retryAfter[language]),
                .init("outcome", outcome, RecordTexts.outcome[language]),
                .init("where", "string", optional: true, RecordTexts.place[language]),
                .init("request_id", "string", optional: true, RecordTexts.requestID[language]),
            ])
    }

    private static let outcome = "\"refused\"|\"failed\"|\"unknown\""

    private static func portal(_ language: Language) -> StubClass {
        StubClass(
            PortalObject.luaTypeName, doc: RecordTexts.portal[language],
            fields: [
                .init("name", "string"), .init("domain", "string"), .init("user", "table"),
                .init("is_admin", "boolean"),
                .init("scopes", "string[]"), .init("plan", "\"basic\"|\"enterprise\"|\"box\""),
                .init("version", "string", optional: true),
            ])
    }

    private static func spa(_ language: Language) -> StubClass {
        StubClass(
            SPAHandle.luaTypeName, parent: "b24.SPAType", doc: RecordTexts.spa[language],
            fields: SPAHandle.partTypes.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) })
    }

    private static func null(_ language: Language) -> StubClass {
        StubClass("b24.null", doc: RecordTexts.null[language])
    }

    private static func options(_ language: Language) -> StubClass {
        StubClass(
            "b24.CallOptions", doc: RecordTexts.options[language],
            fields: [
                .init("rest", "2|3", optional: true, RecordTexts.rest[language]),
                .init("undocumented", "boolean", optional: true, RecordTexts.undocumented[language]),
            ])
    }

    private static func response(_ language: Language) -> StubClass {
        StubClass(
            "b24.Response", doc: RecordTexts.response[language],
            fields: [
                .init("total", "integer", optional: true, RecordTexts.total[language]),
                .init("next", "integer", optional: true, RecordTexts.next[language]),
                .init("time", "table", optional: true, RecordTexts.time[language]),
                .init("status", "integer", optional: true, RecordTexts.status[language]),
                .init("attempts", "integer", optional: true, RecordTexts.attempts[language]),
                .init("request_id", "string", optional: true, RecordTexts.requestID[language]),
                .init("planned", "boolean", optional: true, RecordTexts.planned[language]),
                .init("reconciled", "boolean", optional: true, RecordTexts.reconciled[language]),
            ])
    }

    private static func failure(_ language: Language) -> StubClass {
        StubClass(
            "b24.FailureRecord", doc: RecordTexts.failure[language],
            fields: [
                .init("ok", "false"), .init("index", "integer|string", RecordTexts.index[language]),
                .init("item", "any", RecordTexts.failedItem[language]), .init("resource", "string"),
                .init("method", "string", RecordTexts.method[language]),
                .init("kind", "string", RecordTexts.kind[language]),
                .init("code", "string", RecordTexts.code[language]),
                .init("error", "string", RecordTexts.message[language]),
                .init("hint", "string", RecordTexts.hint[language]), .init("status", "integer|b24.null"),
                .init("outcome", outcome, RecordTexts.outcome[language]),
                .init("attempts", "integer", RecordTexts.attempts[language]), .init("timestamp", "string"),
                .init("request_id", "string", optional: true, RecordTexts.requestID[language]),
            ])
    }

    private static func workplace(_ language: Language) -> StubClass {
        StubClass(
            "b24.Workplace", doc: RecordTexts.workplace[language],
            fields: [
                .init("id", "integer"), .init("title", "string"),
                .init("typeIds", "integer[]", RecordTexts.typeIDs[language]),
            ])
    }

    private static func type(_ language: Language) -> StubClass {
        let switches = (SPAFieldCodec.flags + SPAFieldCodec.systemFlags).sorted()
        return StubClass(
            "b24.SPAType", doc: RecordTexts.type[language],
            fields: [
                .init("id", "integer", RecordTexts.typeID[language]), .init("title", "string"),
                .init("entityTypeId", "integer", RecordTexts.entityTypeID[language]),
                .init("code", "string", optional: true),
                .init("customSectionId", "integer", optional: true, RecordTexts.customSectionID[language]),
                .init("relations", "table", optional: true), .init("linkedUserFields", "table", optional: true),
            ] + switches.map { .init($0, "boolean", optional: true) })
    }

    private static func funnel(_ language: Language) -> StubClass {
        StubClass(
            "b24.Funnel", doc: RecordTexts.funnel[language],
            fields: [
                .init("id", "integer"), .init("name", "string"), .init("sort", "integer"),
                .init("entityTypeId", "integer"), .init("isDefault", "boolean"), .init("isSystem", "boolean"),
            ])
    }

    private static func stage(_ language: Language) -> StubClass {
        StubClass(
            "b24.Stage", doc: RecordTexts.stage[language],
            fields: [
                .init("ID", "string"), .init("STATUS_ID", "string", RecordTexts.statusID[language]),
                .init("NAME", "string"), .init("SORT", "string"), .init("COLOR", "string", optional: true),
                .init("SYSTEM", "string", optional: true), .init("SEMANTICS", "string", optional: true),
                .init("semantics", "\"process\"|\"success\"|\"failure\"|\"apology\""),
            ])
    }

    /// -> api-reference/crm/universal/object-fields.md
    private static func item(_ language: Language) -> StubClass {
        let fields = [
            ("id", "integer"), ("title", "string"), ("xmlId", "string"), ("entityTypeId", "integer"),
            ("categoryId", "integer"), ("stageId", "string"), ("previousStageId", "string"), ("opened", "string"),
            ("assignedById", "integer"), ("observers", "integer[]"), ("createdBy", "integer"), ("updatedBy", "integer"),
            ("movedBy", "integer"), ("createdTime", "string"), ("updatedTime", "string"), ("movedTime", "string"),
            ("begindate", "string"), ("closedate", "string"), ("companyId", "integer"), ("contactId", "integer"),
            ("contactIds", "integer[]"), ("mycompanyId", "integer"), ("opportunity", "number"),
            ("currencyId", "string"), ("sourceId", "string"), ("sourceDescription", "string"),
        ]
        return StubClass(
            "b24.Item", doc: RecordTexts.item[language],
            fields: fields.map { .init($0.0, $0.1, optional: $0.0 != "id") } + [.init(anyName: "any")])
    }

    private static func bulk(_ language: Language) -> StubClass {
        StubClass(
            "b24.BulkResult", doc: RecordTexts.bulk[language],
            fields: [
                .init("changed", "integer"), .init("unchanged", "integer"), .init("failures", "b24.FailureRecord[]"),
                .init("ids", "integer[]"), .init("dry_run", "boolean", optional: true),
            ])
    }

    private static func permissions(_ language: Language) -> StubClass {
        StubClass(
            "b24.SPAPermissionState", doc: RecordTexts.permissions[language],
            fields: [
                .init("open_new_funnels", "boolean", optional: true),
                .init("observers_enabled", "boolean", optional: true),
                .init("workplace", "{ id: integer, title: string }", optional: true),
                .init("funnels", "b24.Funnel[]", optional: true),
                .init("is_crm_admin", "boolean", optional: true), .init("items_total", "integer", optional: true),
                .init("items_opened", "integer", optional: true),
                .init("items_with_observers", "integer", optional: true),
                .init("roles", "\"custom\"|\"unavailable\""), .init("roles_reason", "string", optional: true),
                .init("roles_method", "string", optional: true), .init("grants", "table[]", optional: true),
                .init("unknown", "table<string, string>"),
            ])
    }
}
