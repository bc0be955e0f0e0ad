import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The methods of `spa.permissions`.
enum PermissionMethods {
    static let all: [HostFunction] = [get, set, checklist, probe]

    private static let source = "api-reference/crm/universal/user-defined-object-types/crm-type-add.md"

    private static let specDoc = HostFunction.Parameter(
        "spec", .any,
        .init(
            """
            open_new_funnels, observers_enabled (booleans); workplace (id, title, table; false = CRM); move = \
            true; grants = {{code = "D5", action = "read", level = "department", funnel = "General"}, ...}; method \
            = name of the portal's own method.
            """,
            ru:
                """
                open_new_funnels, observers_enabled (логические); workplace (id, название, таблица; false = CRM); \
                move = true; grants = {{code = "D5", action = "read", level = "department", funnel = "Общая"}, \
                ...}; method = имя собственного метода портала.
                """
        ))

    private static func open(_ call: HostCall) throws -> (spa: SPAScope, desk: Desk) {
        guard let object = call.receiver as? SPAPermissions else {
            throw DomainTexts.lostReceiver(SPAPermissions.luaTypeName)
        }
        return (object.spa, Desk(object.spa.context, call))
    }

    private static let get = HostFunction(
        "get",
        parameters: [
            .init(
                "opts", .table, optional: true,
                .init(
                    """
                    method = name of the portal's own method to look for; scan = true counts items with observers \
                    however many there are.
                    """,
                    ru:
                        """
                        method = имя собственного метода портала; scan = true считает элементы с наблюдателями, \
                        сколько бы их ни было.
                        """
                ))
        ],
        results: [
            .init(
                "state", "b24.SPAPermissionState",
                .init(
                    """
                    open_new_funnels, observers_enabled, workplace (nil = CRM), funnels (readable), is_crm_admin, \
                    items_total, items_opened, items_with_observers, roles = "custom"|"unavailable", roles_reason, \
                    unknown = {what = why}.
                    """,
                    ru:
                        """
                        open_new_funnels, observers_enabled, workplace (nil = CRM), funnels (доступные), \
                        is_crm_admin, items_total, items_opened, items_with_observers, roles = \
                        "custom"|"unavailable", roles_reason, unknown = {что = почему}.
                        """
                ))
        ],
        effect: .read,
        doc: .init(
            """
            Everything that REST can tell about the permissions of a smart process.

            Roles cannot be read: roles says whether this portal has a method of its own for them, roles_reason \
            why. Counts are of what the caller may read. What the caller may not learn is missing, with the reason \
            in unknown.
            """,
            ru:
                """
                Всё, что REST может сказать о правах на смарт-процесс.

                Роли прочитать нельзя: roles говорит, есть ли у портала свой метод, roles_reason — почему нет. \
                Подсчёты — по элементам, доступным вызывающему. Чего узнать нельзя, того нет, причина в unknown.
                """
        ),
        example: "print(b24.spa(\"Leave\").permissions:get().open_new_funnels)", source: source,
        body: .async { call in
            let (spa, desk) = try open(call)
            let options = try OptionTable(call.argument(0), of: "permissions:get", known: ["method", "scan"])
            let report = PermissionReport(
                spa: spa, desk: desk, method: try options.string("method") ?? PermissionSpec.defaultMethod,
                scansAll: try options.boolean("scan") ?? false)
            return [.from(try await report.read())]
        })

    private static let set = HostFunction(
        "set", parameters: [specDoc],
        results: [
            .init(
                "result", "table",
                .init("changed and unchanged: lists of names.", ru: "changed и unchanged: списки имён."))
        ],
        effect: .write,
        doc: .init(
            """
            Sets what REST can set.

            Everything that cannot be set is found out before the first write: then unsupported_by_rest (or \
            access_denied, not_found) is raised and nothing has changed. Grants need a method that this portal has \
            installed; everyone else uses checklist. The method receives {entityTypeId, typeId, grants = \
            {{accessCode, action, level, funnel}, ...}}.
            """,
            ru:
                """
                Устанавливает то, что можно установить через REST.

                Всё, чего установить нельзя, выясняется до первой записи: тогда ошибка unsupported_by_rest (или \
                access_denied, not_found), и ничего не изменено. Для grants нужен метод, установленный на этом \
                портале; в остальных случаях есть checklist. Метод получает {entityTypeId, typeId, grants = \
                {{accessCode, action, level, funnel}, ...}}.
                """
        ),
        example: "b24.spa(\"Leave\").permissions:set { open_new_funnels = false, workplace = \"HR\", move = true }",
        source: source,
        body: .async { call in
            let (spa, desk) = try open(call)
            let spec = try PermissionSpec(call.argument(0), function: "permissions:set")
            guard !spec.isEmpty else { throw ModuleError(.requiredField, DomainTexts.nothingToSet) }
            let (changed, unchanged) = try await PermissionChange(spa: spa, desk: desk, spec: spec).apply()
            return [
                .table(
                    LuaTable(fields: [
                        ("changed", .list(changed.map(LuaValue.string))),
                        ("unchanged", .list(unchanged.map(LuaValue.string))),
                    ]))
            ]
        })

    private static let checklist = HostFunction(
        "checklist",
        parameters: [
            HostFunction.Parameter(
                "spec", .any,
                .init(
                    specDoc.doc.en + " And format = \"text\" (default) or \"markdown\".",
                    ru: specDoc.doc.ru + " И format = \"text\" (по умолчанию) или \"markdown\"."))
        ],
        results: [.init("text", "string", .init("The checklist.", ru: "Список шагов."))], effect: .read,
        doc: .init(
            """
            The same wish as set takes, as numbered steps for a person in the portal's pages.

            For what REST cannot do: roles and their rights. Names of people, departments and groups are looked up \
            where the caller may read them.
            """,
            ru:
                """
                То же пожелание, что у set, пронумерованными шагами для человека в интерфейсе портала.

                Для того, чего REST не умеет: ролей и их прав. Имена людей, отделов и групп подставляются, если их \
                можно прочитать.
                """
        ),
        example:
            """
            print(b24.spa("Leave").permissions:checklist { grants = { { code = "D5", action = "read", level = \
            "department" } } })
            """,
        source: source,
        body: .async { call in
            let (spa, desk) = try open(call)
            let name = "permissions:checklist"
            let spec = try PermissionSpec(call.argument(0), function: name, extra: ["format"])
            let format = try format(call.argument(0), name)
            guard !spec.isEmpty else { throw ModuleError(.requiredField, DomainTexts.nothingToSet) }
            let list = PermissionChecklist(
                spaTitle: spa.type.title, spec: spec, workplaceTitle: try await home(spec, spa, desk),
                audienceNames: await AccessDirectory(desk: desk).audienceNames(spec.grants.map(\.code)))
            return [.string(list.render(format, desk.context.language))]
        })

    private static func format(_ value: LuaValue, _ function: String) throws -> PermissionChecklist.Format {
        guard case .table(let table) = value, let given = table["format"] else { return .text }
        if case .string(let text) = given, let format = PermissionChecklist.Format(rawValue: text) { return format }
        let name = if case .string(let text) = given { "\"\(text)\"" } else { given.typeName }
        throw ModuleError(.invalidArgument, Texts.wrongOption("format", function, "\"text\" | \"markdown\"", name))
    }

    /// The workplace in which the steps take place.
    private static func home(_ spec: PermissionSpec, _ spa: SPAScope, _ desk: Desk) async throws -> String? {
        let workplaces = Workplaces(desk: desk)
        switch spec.home {
        case .crm?: return nil
        case .workplace(.title(let title))?: return title
        case .workplace(let reference)?: return try await workplaces.find(reference).title
        case nil:
            // Only a help for the reader: a caller who may not list workplaces gets the steps for CRM.
            return (try? await workplaces.all())?.first { $0.typeIDs.contains(spa.type.id) }?.title
        }
    }

    private static let probe = HostFunction(
        "probe",
        parameters: [
            .init(
                "opts", .table, optional: true,
                .init(
                    """
                    items = ids to try; sample = how many items to try otherwise (3); profiles = only the current \
                    one.
                    """,
                    ru:
                        """
                        items = id элементов для проверки; sample = сколько элементов взять иначе (3); profiles — \
                        только текущий.
                        """
                ))
        ],
        results: [
            .init(
                "rows", "table[]",
                .init(
                    "{object, title, check, <profile> = \"yes\"|\"no\"|kind of the error}.",
                    ru: "{object, title, check, <профиль> = \"yes\"|\"no\"|вид ошибки}."))
        ],
        effect: .read,
        doc: .init(
            """
            What the current credential may do, found out by reading only.

            An observation, not the configuration: right to add, change or delete cannot be tried without doing \
            it. Asking under other profiles is not possible yet.
            """,
            ru:
                """
                Что может текущий доступ: выясняется только чтением.

                Это наблюдение, а не настройка: право добавлять, изменять и удалять нельзя проверить, не сделав \
                этого. Проверка под другими профилями пока невозможна.
                """
        ),
        example: "b24.print(b24.spa(\"Leave\").permissions:probe())",
        source: "api-reference/crm/universal/crm-item-get.md",
        body: .async { call in
            let (spa, desk) = try open(call)
            let options = try OptionTable(
                call.argument(0), of: "permissions:probe", known: ["profiles", "items", "sample"])
            try refuseOtherProfiles(options, current: desk.context.portalName)
            let items = try options.table("items")?.array.map { value in
                guard let id = value.wholeNumber else {
                    throw ModuleError(
                        .invalidArgument, Texts.wrongOption("items", "permissions:probe", "integer[]", value.typeName))
                }
                return id
            }
            let probe = PermissionProbe(
                spa: spa, desk: desk, items: items, sample: try options.integer("sample", atLeast: 0) ?? 3)
            return [.list(try await probe.run().map(LuaValue.from))]
        })

    private static func refuseOtherProfiles(_ options: OptionTable, current: String) throws {
        for value in try options.table("profiles")?.array ?? [] {
            guard case .string(let name) = value else {
                throw ModuleError(
                    .invalidArgument, Texts.wrongOption("profiles", "permissions:probe", "string[]", value.typeName))
            }
            guard name == current else {
                throw ModuleError(.invalidArgument, DomainTexts.otherProfile(name, current: current))
            }
        }
    }
}
