import Bitrix24
import Localization
import LuaRuntime
import Permissions

/// The methods of `spa.permissions` that tell, and change nothing.
extension PermissionMethods {
    // MARK: Checklist

    static let checklist = HostFunction(
        "checklist",
        parameters: [
            HostFunction.Parameter(
                "spec", .any,
                .init(
                    specDoc.doc.en + " And format = \"text\" (default), \"markdown\" or \"html\".",
                    ru: specDoc.doc.ru + " И format = \"text\" (по умолчанию), \"markdown\" или \"html\"."))
        ],
        results: [.init("text", "string", .init("The checklist.", ru: "Список шагов."))], effect: .read,
        doc: .init(
            """
            The same wish as set takes, as numbered steps for a person in the portal's pages.

            For what REST cannot do: roles and their rights. Names of people, departments and groups are looked up \
            where the caller may read them. As HTML it is one page to print and tick off.
            """,
            ru:
                """
                То же пожелание, что у set, пронумерованными шагами для человека в интерфейсе портала.

                Для того, чего REST не умеет: ролей и их прав. Имена людей, отделов и групп подставляются, если их \
                можно прочитать. В виде HTML это одна страница: распечатать и отмечать.
                """
        ),
        example:
            """
            print(b24.spa("Leave").permissions:checklist { grants = { { code = "D5", action = "read", level = \
            "department" } } })
            """,
        source: source,
        body: .async { call in [.string(try await checklist(call))] })

    private static func checklist(_ call: HostCall) async throws -> String {
        let (spa, desk) = try open(call)
        let name = "permissions:checklist"
        let spec = try PermissionSpec(call.argument(0), function: name, extra: ["format"])
        let format = try checklistFormat(call.argument(0), name)
        guard !spec.isEmpty else { throw ModuleError(.requiredField, DomainTexts.nothingToSet) }
        let list = PermissionChecklist(
            spaTitle: spa.type.title, spec: spec, workplaceTitle: try await home(spec, spa, desk),
            audienceNames: await AccessDirectory(desk: desk).audienceNames(spec.grants.map(\.grant.code)))
        return list.render(format, desk.context.language)
    }

    private static func checklistFormat(
        _ value: LuaValue, _ function: String
    ) throws -> PermissionChecklist.Format {
        guard case .table(let table) = value, let given = table["format"] else { return .text }
        if case .string(let text) = given, let format = PermissionChecklist.Format(rawValue: text) { return format }
        let name = if case .string(let text) = given { "\"\(text)\"" } else { given.typeName }
        throw ModuleError(
            .invalidArgument, Texts.wrongOption("format", function, "\"text\" | \"markdown\" | \"html\"", name))
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

    // MARK: Probe

    private static let formatDoc = LocalizedText(
        "format = \"rows\" (default), \"text\", \"csv\" or \"html\" (a page to print).",
        ru: "format = \"rows\" (по умолчанию), \"text\", \"csv\" или \"html\" (страница для печати).")

    static let probe = HostFunction(
        "probe",
        parameters: [
            .init(
                "opts", .table, optional: true,
                .init(
                    """
                    profiles = under whose credentials to ask (the current one alone by default); spas = more smart \
                    processes for the same table; items = ids to try; sample = how many items to try otherwise (3); \(formatDoc.en)
                    """,
                    ru:
                        """
                        profiles = под чьими доступами проверять (по умолчанию только текущий); spas = ещё \
                        смарт-процессы в ту же таблицу; items = id элементов для проверки; sample = сколько элементов взять иначе (3); \(formatDoc.ru)
                        """
                ))
        ],
        results: [
            .init(
                "rows", "table[] | string",
                .init(
                    """
                    {spa, object, title, check, <profile> = "yes"|"no"|kind of the error; for check "items" how many \
                    are visible}.
                    """,
                    ru:
                        """
                        {spa, object, title, check, <профиль> = "yes"|"no"|вид ошибки; для проверки "items" — сколько \
                        видно}.
                        """))
        ],
        effect: .read,
        doc: .init(
            """
            What people may do, found out by reading only: a row for each funnel and item, a column for each profile.

            An observation, not the configuration: right to add, change or delete cannot be tried without doing it. \
            All profiles must lead to the same portal. What is asked under another profile passes the gate of this \
            script too.
            """,
            ru:
                """
                Что можно людям, выясняется только чтением: строка на каждую воронку и элемент, столбец на каждый \
                профиль.

                Это наблюдение, а не настройка: право добавлять, изменять и удалять нельзя проверить, не сделав \
                этого. Все профили должны вести на один портал. Запросы под другим профилем проходят и через \
                ограничения этого скрипта.
                """
        ),
        example: "b24.print(b24.spa(\"Leave\").permissions:probe())",
        source: "api-reference/crm/universal/crm-item-get.md",
        body: .async { call in [try await probe(call)] })

    private static func probe(_ call: HostCall) async throws -> LuaValue {
        let (spa, desk) = try open(call)
        let options = try OptionTable(
            call.argument(0), of: "permissions:probe", known: ["profiles", "spas", "items", "sample", "format"])
        let format = try reportFormat(options)
        let items = try options.table("items")?.array.map { value in
            guard let id = value.wholeNumber else {
                throw ModuleError(
                    .invalidArgument, Texts.wrongOption("items", "permissions:probe", "integer[]", value.typeName))
            }
            return id
        }
        var profiles = try options.strings("profiles") ?? []
        if profiles.isEmpty { profiles = [desk.context.portalName] }
        var types = [spa.type]
        if let more = options.value("spas") {
            types += try await SPADirectory(desk: desk).find(SPAReference.list(more, path: "spas"))
        }
        if items != nil, types.count > 1 { throw ModuleError(.invalidArgument, DomainTexts.itemsOfOneSPA) }
        let askers = try await ProbeAsker.all(profiles, desk)
        let sample = try options.integer("sample", atLeast: 0) ?? 3
        var matrices: [ProbeMatrix] = []
        for type in types {
            matrices.append(
                try await PermissionProbe(type: type, items: items, sample: sample, askers: askers).run())
        }
        return ProbeMatrix.report(matrices).value(format, desk.context.language)
    }

    private static func reportFormat(_ options: OptionTable) throws -> Report.Format {
        try options.choice("format", Report.Format.allCases.map(\.rawValue)).flatMap(Report.Format.init) ?? .rows
    }

    // MARK: Explain

    static let explain = HostFunction(
        "explain",
        parameters: [
            .init(
                "user", .oneOf([.string, .integer]),
                .init("Whom it is about: \"U12\" or 12.", ru: "О ком речь: \"U12\" или 12.")),
            .init(
                "action", .string, optional: true,
                .init(
                    "read (default), add, update, delete, import, export, automation.",
                    ru: "read (по умолчанию), add, update, delete, import, export, automation.")),
            .init(
                "opts", .table, optional: true,
                .init(
                    """
                    funnel = one funnel (id or name) instead of all; stage = moving into a stage; item = an item's id; \
                    grants = which grants to assume, as set takes them; method = name of the portal's own method that \
                    sets them.
                    """,
                    ru:
                        """
                        funnel = одна воронка (id или название) вместо всех; stage = перевод в стадию; item = id \
                        элемента; grants = из каких прав исходить, как у set; method = имя метода портала, который \
                        их задаёт.
                        """
                )),
        ],
        results: [
            .init(
                "rows", "table[]",
                .init(
                    """
                    {object, title, action, allowed, level, by = {code, level, object, role} (the grant that decides), \
                    text}: one for each funnel.
                    """,
                    ru:
                        """
                        {object, title, action, allowed, level, by = {code, level, object, role} (решающее право), text}: \
                        по одной на воронку.
                        """))
        ],
        effect: .read,
        doc: .init(
            """
            Which grant, or which lack, decides what somebody may do.

            The widest of the rights that their access codes carry counts; for each code the nearest of stage, funnel \
            and smart process. Grants come from the portal's own method, or from grants. REST does not tell who \
            administers CRM: others than the caller count as employees.
            """,
            ru:
                """
                Какое право или какой его недостаток решает, что можно человеку.

                Действует самое широкое из прав его кодов доступа; для каждого кода — ближайшее из стадии, воронки и \
                смарт-процесса. Права берутся из собственного метода портала или из grants. Кто администрирует CRM, \
                REST не говорит: все, кроме вызывающего, считаются обычными сотрудниками.
                """
        ),
        example:
            """
            b24.print(b24.spa("Leave").permissions:explain("U2", "read", { grants = { { code = "D5", action = "read", \
            level = "own" } } }))
            """,
        source: "api-reference/common/users/user-access.md",
        body: .async { call in try await explain(call) })

    private static func explain(_ call: HostCall) async throws -> [LuaValue] {
        let name = "permissions:explain"
        let (spa, desk) = try open(call)
        let code = try AccessCode.one(call.argument(0), path: "user")
        guard case .user(let user) = code.audience else {
            throw ModuleError(.invalidArgument, DomainTexts.notAPerson(code.text))
        }
        let action = try action(call.argument(1), name)
        let options = try OptionTable(
            call.argument(2), of: name, known: ["funnel", "stage", "item", "grants", "method"])
        let place = try await place(options, spa, desk)
        let explanation = PermissionExplanation(
            desk: desk, type: spa.type, grants: try await grants(options, spa, desk, name))
        let rows = try await explanation.rows(user, action, at: place)
        return [.list(rows.map { .from($0) })]
    }

    private static func action(_ value: LuaValue, _ function: String) throws -> GrantAction {
        if case .nil = value { return .read }
        if case .string(let text) = value, let action = GrantAction(rawValue: text) { return action }
        throw ModuleError(
            .invalidArgument,
            Texts.wrongOption(
                "action", function, GrantAction.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " | "),
                value.typeName))
    }

    private static func place(
        _ options: OptionTable, _ spa: SPAScope, _ desk: Desk
    ) async throws -> PermissionExplanation.Place {
        func text(_ name: String) throws -> String? {
            if let id = options.value(name)?.wholeNumber { return String(id) }
            return try options.string(name)
        }
        let (funnel, stage) = (try text("funnel"), try text("stage"))
        if let item = try options.integer("item", atLeast: 1) {
            guard funnel == nil, stage == nil else { throw ModuleError(.invalidArgument, DomainTexts.onePlace) }
            return .item(Int64(item))
        }
        let object = try await Funnels(desk: desk, type: spa.type).object(funnel: funnel, stage: stage)
        switch object {
        case .stage: return .stage(object)
        case .funnel(_, let id): return .funnel(Int64(id))
        default: return .everywhere
        }
    }

    /// The grants to go by: those that are named, or those of the portal.
    private static func grants(
        _ options: OptionTable, _ spa: SPAScope, _ desk: Desk, _ function: String
    ) async throws -> GrantTable {
        if let rows = try options.table("grants") {
            let wishes = try rows.array.enumerated().map { try GrantWish($1, index: $0 + 1, function: function) }
            return GrantTable(try await Funnels(desk: desk, type: spa.type).placed(wishes))
        }
        let method = try options.string("method") ?? PermissionSpec.defaultMethod
        guard let table = try await PortalGrants(desk: desk, type: spa.type, method: method).read(withRoles: true)
        else {
            throw ModuleError(
                .unsupportedByREST, DomainTexts.grantsUnreadable(method), hint: DomainTexts.grantsUnreadableHint,
                method: method)
        }
        return table
    }

    // MARK: Audience

    static let audience = HostFunction(
        "audience",
        parameters: [
            .init(
                "opts", .table, optional: true,
                .init(
                    """
                    codes = which access codes (by default those of the grants); grants, method as for explain; \
                    \(formatDoc.en)
                    """,
                    ru:
                        """
                        codes = какие коды доступа (по умолчанию — из прав); grants, method как у explain; \
                        \(formatDoc.ru)
                        """))
        ],
        results: [
            .init(
                "rows", "table[] | string",
                .init("{code, audience, user, name, through}.", ru: "{code, audience, user, name, through}."))
        ],
        effect: .read,
        doc: .init(
            """
            Who is behind access codes, and through which department or workgroup.

            The people whom grants to D5, DR5 or SG7 reach now.
            """,
            ru:
                """
                Кто стоит за кодами доступа и через какой отдел или группу.

                Люди, до которых сейчас доходят права для D5, DR5 или SG7.
                """
        ),
        example: "b24.print(b24.spa(\"Leave\").permissions:audience { codes = { \"D5\", \"DR1\" } })",
        source: "api-reference/common/system/access-name.md",
        body: .async { call in [try await audience(call)] })

    private static func audience(_ call: HostCall) async throws -> LuaValue {
        let name = "permissions:audience"
        let (spa, desk) = try open(call)
        let options = try OptionTable(call.argument(0), of: name, known: ["codes", "grants", "method", "format"])
        let format = try reportFormat(options)
        var codes: [AccessCode]
        if let given = options.value("codes") {
            codes = try AccessCode.list(given, path: "codes")
        } else {
            codes = Set(try await grants(options, spa, desk, name).grants.map(\.grant.code)).sorted()
        }
        guard !codes.isEmpty else { throw ModuleError(.requiredField, DomainTexts.audienceNeedsCodes) }
        var seen: Set<AccessCode> = []
        codes = codes.filter { seen.insert($0).inserted }
        return try await AudienceReport(desk: desk).report(codes).value(format, desk.context.language)
    }
}
