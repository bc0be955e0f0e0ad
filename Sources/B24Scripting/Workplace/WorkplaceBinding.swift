import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The functions of `b24.workplace` that bind smart processes: `attach`, `detach`, `ensure`.
enum WorkplaceBinding {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [attach(context), detach(context), ensure(context)]
    }

    private static let spaParameter = HostFunction.Parameter(
        "spa", SPAReference.parameterType, variadic: true,
        .init(
            "Smart processes: type id, {entityTypeId=}, title or handle. A last table of options is taken as such.",
            ru:
                """
                Смарт-процессы: id типа, {entityTypeId=}, название или объект. Последняя таблица с параметрами \
                читается как параметры.
                """
        ))

    private static func attach(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.attach", parameters: [WorkplaceFamily.workplaceParameter, spaParameter],
            results: [WorkplaceFamily.workplaceResult], effect: .write,
            doc: .init(
                """
                Adds smart processes to a workplace and keeps those that it has.

                A smart process lives in one place: attaching takes it out of CRM or of another workplace, which \
                changes where people find it and whose permissions apply. That needs {move = true}; {move = "crm"} \
                agrees to taking it out of CRM only. The whole set is written in one go, read back and checked; a \
                change that someone else made meanwhile is kept.
                """,
                ru:
                    """
                    Добавляет смарт-процессы в рабочее место, не трогая остальные.

                    Смарт-процесс живёт в одном месте: он уходит из CRM или из другого рабочего места, и тогда \
                    меняется, где его видят и какие права действуют. На это нужно согласие {move = true}; {move = \
                    "crm"} разрешает забирать только из CRM. Набор записывается целиком, перечитывается и \
                    проверяется; изменение, которое кто-то сделал за это время, не теряется.
                    """
            ),
            example: "b24.workplace.attach(5, \"Leave\", { entityTypeId = 156 }, { move = true })",
            source: WorkplaceFamily.pages + "crm-automated-solution-update.md",
            body: .async { call in
                let desk = Desk(context, call)
                let (references, consent) = try arguments(call)
                let types = try await SPADirectory(desk: desk).find(references)
                let workplaces = Workplaces(desk: desk)
                let id = try await identifier(call, workplaces)
                let (workplace, _) = try await WorkplaceBinder(workplaces: workplaces)
                    .change(id, add: types, consent: consent)
                return [.from(workplace.json)]
            })
    }

    private static func detach(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.detach", parameters: [WorkplaceFamily.workplaceParameter, spaParameter],
            results: [WorkplaceFamily.workplaceResult], effect: .write,
            doc: .init(
                """
                Takes smart processes out of a workplace; they return to CRM.

                Those that are not in it stay where they are. The set is written, read back and checked as by \
                attach.
                """,
                ru:
                    """
                    Убирает смарт-процессы из рабочего места; они возвращаются в CRM.

                    Те, которых в нём нет, остаются на своём месте. Набор записывается, перечитывается и \
                    проверяется, как в attach.
                    """
            ),
            example: "b24.workplace.detach(5, 13)",
            source: WorkplaceFamily.pages + "crm-automated-solution-update.md",
            body: .async { call in
                let desk = Desk(context, call)
                let (references, _) = try arguments(call)
                let ids = try await SPADirectory(desk: desk).ids(references)
                let workplaces = Workplaces(desk: desk)
                let id = try await identifier(call, workplaces)
                let (workplace, _) = try await WorkplaceBinder(workplaces: workplaces)
                    .change(id, remove: ids, consent: .everything)
                return [.from(workplace.json)]
            })
    }

    private static func ensure(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.ensure",
            parameters: [
                .init(
                    "spec", .any,
                    .init(
                        """
                        title; typeIds = exactly these smart processes (leave it out to keep what is there); move \
                        = true agrees to taking them out of other workplaces.
                        """,
                        ru:
                            """
                            title; typeIds — ровно эти смарт-процессы (не указан — остаётся как есть); move = true \
                            разрешает забирать их из других рабочих мест.
                            """
                    ))
            ],
            results: [
                WorkplaceFamily.workplaceResult,
                .init(
                    "changes", "table[]",
                    .init(
                        """
                        What was done: {action = "create"|"update", field, from, to, added, removed}; empty when \
                        nothing differed.
                        """,
                        ru:
                            """
                            Что сделано: {action = "create"|"update", field, from, to, added, removed}; пусто, \
                            если всё уже так.
                            """
                    )),
            ],
            effect: .write,
            doc: .init(
                """
                Makes sure that a workplace with this title exists and holds exactly these smart processes.

                Can be run any number of times: writes nothing when nothing differs. Taking a smart process out of \
                CRM is what it is for; taking one out of another workplace needs move = true.
                """,
                ru:
                    """
                    Следит, чтобы рабочее место с таким названием было и содержало ровно эти смарт-процессы.

                    Можно запускать сколько угодно раз: если всё уже так, ничего не записывается. Забрать \
                    смарт-процесс из CRM — обычное дело; чтобы забрать из другого рабочего места, нужен move = \
                    true.
                    """
            ),
            example: "local hr, changes = b24.workplace.ensure { title = \"HR\", typeIds = { \"Leave\" } }",
            source: WorkplaceFamily.pages + "crm-automated-solution-update.md",
            body: .async { call in
                let desk = Desk(context, call)
                let (fields, references, options) = try WorkplaceWriting.read(call, 0, extra: ["move"])
                guard let title = fields["title"]?.stringValue, !title.isEmpty else {
                    throw ModuleError(.requiredField, DomainTexts.ensureNeedsTitle(call.function.name))
                }
                let consent: WorkplaceBinder.Consent =
                    try self.consent(options, call) == .everything ? .everything : .outOfCRM
                let types = try await references.mapAsync { try await SPADirectory(desk: desk).find($0) }
                let workplaces = Workplaces(desk: desk)
                let (workplace, changes) = try await ensure(workplaces, title, types, consent)
                return [.from(workplace.json), .list(changes.map(LuaValue.from))]
            })
    }

    private static func ensure(
        _ workplaces: Workplaces, _ title: String, _ types: [SPAType]?, _ consent: WorkplaceBinder.Consent
    ) async throws -> (Workplace, [JSONObject]) {
        let binder = WorkplaceBinder(workplaces: workplaces)
        guard let found = try await workplaces.find(title) else {
            if let types, !types.isEmpty {
                let change = BindingChange(nil, exactly: types.map(\.id), all: try await workplaces.all())
                try binder.check(change, into: Workplace(id: 0, title: title, typeIDs: []), types, consent)
            }
            let created = try await workplaces.add(["title": .string(title)], types: types ?? [])
            return (created, [["action": "create", "field": "id", "to": .integer(created.id)]])
        }
        guard let types else { return (found, []) }
        let (workplace, change) = try await binder.set(found.id, exactly: types, consent: consent)
        guard let change else { return (workplace, []) }
        let ids = { (list: [Int64]) in JSONValue.array(list.map(JSONValue.integer)) }
        return (
            workplace,
            [
                [
                    "action": "update", "field": "typeIds", "from": ids(change.before), "to": ids(change.after),
                    "added": ids(change.added), "removed": ids(change.removed),
                ]
            ]
        )
    }

    // MARK: Arguments

    /// References and the options in a last table that names no smart process.
    private static func arguments(_ call: HostCall) throws -> ([SPAReference], WorkplaceBinder.Consent) {
        var values = Array(call.arguments.dropFirst()).filter { if case .nil = $0 { false } else { true } }
        var consent = WorkplaceBinder.Consent.nothing
        if case .table(let table)? = values.last, table.array.isEmpty,
            ["id", "entityTypeId", "title"].allSatisfy({ table[$0] == nil })
        {
            let options = try OptionTable(values.removeLast(), of: call.function.name, known: ["move"])
            consent = try self.consent(options, call)
        }
        let references = try values.enumerated().map { try SPAReference($1, path: "spa \($0 + 1)") }
        guard !references.isEmpty else {
            throw ModuleError(.requiredField, DomainTexts.needsTypes(call.function.name))
        }
        return (references, consent)
    }

    private static func consent(_ options: OptionTable, _ call: HostCall) throws -> WorkplaceBinder.Consent {
        switch options.value("move") {
        case nil, .boolean(false)?: return .nothing
        case .boolean(true)?: return .everything
        case .string("crm")?: return .outOfCRM
        case let other?:
            throw ModuleError(
                .invalidArgument, Texts.wrongOption("move", call.function.name, "boolean | \"crm\"", other.typeName))
        }
    }

    private static func identifier(_ call: HostCall, _ workplaces: Workplaces) async throws -> Int64 {
        switch try WorkplaceReference(call.argument(0), path: "workplace") {
        case .id(let id): id
        case let title: try await workplaces.find(title).id
        }
    }
}

extension Optional where Wrapped: Sendable {
    /// `map` for a transformation that waits.
    func mapAsync<Result>(_ transform: (Wrapped) async throws -> Result) async rethrows -> Result? {
        guard let value = self else { return nil }
        return try await transform(value)
    }
}
