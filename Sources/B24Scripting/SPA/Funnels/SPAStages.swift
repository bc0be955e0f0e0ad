import JSON
import Localization
import LuaRuntime

/// `spa.stages(funnel)`: the stages of a funnel (`crm.status.list`).
final class SPAStages: LuaObject {
    static let luaTypeName = "b24.spa.stages"

    let spa: SPAScope

    init(_ spa: SPAScope) { self.spa = spa }

    static let luaMethods: [HostFunction] = [
        HostFunction(
            "__call",
            parameters: [
                .init(
                    "funnel", .any, optional: true,
                    .init(
                        "A funnel: id, table or name; the default one when left out.",
                        ru: "Воронка: id, таблица или название; без неё — основная.")),
                .init(
                    "more", .any, optional: true,
                    .init("The funnel, when called with a colon.", ru: "Воронка при вызове через двоеточие.")),
            ],
            results: [
                .init(
                    "stages", "b24.Stage[]",
                    .init(
                        """
                        As crm.status.list gives them (ID, STATUS_ID, NAME, SORT, COLOR, SYSTEM, SEMANTICS), and \
                        semantics = "process"|"success"|"failure"|"apology".
                        """,
                        ru:
                            """
                            Как в crm.status.list (ID, STATUS_ID, NAME, SORT, COLOR, SYSTEM, SEMANTICS) и \
                            semantics = "process"|"success"|"failure"|"apology".
                            """
                    ))
            ],
            effect: .read,
            doc: .init(
                "The stages of a funnel, in order.\n\nSTATUS_ID is what the stageId of an item holds.",
                ru: "Стадии воронки по порядку.\n\nSTATUS_ID — то, что хранит stageId элемента."),
            example:
                """
                for _, s in ipairs(b24.spa("Leave").stages("General")) do print(s.STATUS_ID, s.NAME, s.semantics) \
                end
                """,
            source: "api-reference/crm/status/crm-status-list.md",
            body: .async { call in
                guard let stages = call.receiver as? SPAStages else { return [] }
                // `spa:stages(f)` passes the handle first.
                var funnel = call.argument(0)
                if case .object(let object) = funnel, object is SPAHandle { funnel = call.argument(1) }
                return [.list(try await stages.list(funnel, Desk(stages.spa.context, call)).map(LuaValue.from))]
            })
    ]

    private func list(_ funnel: LuaValue, _ desk: Desk) async throws -> [JSONObject] {
        let id = try await Funnels(desk: desk, type: spa.type).id(funnel)
        let rows = try await desk.ask(
            "crm.status.list",
            [
                "order": ["SORT": "ASC"],
                "filter": ["ENTITY_ID": .string("DYNAMIC_\(spa.type.entityTypeID)_STAGE_\(id)")],
            ])
        return Self.ordered(rows.arrayValue?.compactMap(\.objectValue) ?? [])
    }

    /// Rows by their `SORT` (text, in the portal's answers), each with its meaning in words.
    static func ordered(_ rows: [JSONObject]) -> [JSONObject] {
        rows.enumerated().sorted {
            ($0.element["SORT"]?.looseInteger ?? 0, $0.offset) < ($1.element["SORT"]?.looseInteger ?? 0, $1.offset)
        }.map { pair in
            var row = pair.element
            row["semantics"] = .string(semantics(row))
            return row
        }
    }

    private static func semantics(_ row: JSONObject) -> String {
        if let word = row["EXTRA"]?["SEMANTICS"]?.stringValue, !word.isEmpty { return word }
        return switch row["SEMANTICS"]?.stringValue {
        case "S": "success"
        case "F": "failure"
        default: "process"
        }
    }

    func luaField(_ name: String) -> LuaValue? { nil }
    var luaFieldNames: [String] { [] }
    var luaDescription: String { "\(Self.luaTypeName) of \(spa.type.label)" }
}
