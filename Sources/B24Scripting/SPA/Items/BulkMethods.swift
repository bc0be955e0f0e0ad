import Bitrix24
import JSON
import Localization
import LuaRuntime
import Permissions

/// Access to single items, in bulk: `open`, `close`, `assign`, `observe` of `spa.items`.
enum BulkMethods {
    static let all: [HostFunction] = [
        flag("open", opened: true), flag("close", opened: false), assign, observe,
    ]

    private static let filterParameter = HostFunction.Parameter(
        "filter", .table, .init("Which items, as in list; {} means all.", ru: "Какие элементы, как в list; {} — все."))

    private static let optionsParameter = HostFunction.Parameter(
        "opts", .table, optional: true,
        .init(
            """
            dry_run = true only counts; on_error = "continue" (default) or "stop"; label for the progress bar; failures = \
            a CSV file for the items that failed; retry = such a file of an earlier run: only its items are tried.
            """,
            ru:
                """
                dry_run = true только считает; on_error = "continue" (по умолчанию) или "stop"; label — подпись \
                полосы хода; failures — файл CSV для неудавшихся элементов; retry — такой файл прежнего запуска: \
                повторяются только его элементы.
                """
        ))

    private static let result = HostFunction.Result(
        "result", "b24.BulkResult",
        .init(
            """
            {changed, unchanged, failures, ids, dry_run}: counts, records of the items that failed, ids of those \
            that changed.
            """,
            ru:
                """
                {changed, unchanged, failures, ids, dry_run}: количества, записи о неудавшихся элементах, id \
                изменённых.
                """
        ))

    private static func flag(_ name: String, opened: Bool) -> HostFunction {
        HostFunction(
            name, parameters: [filterParameter, optionsParameter], results: [result], effect: .write,
            doc: opened
                ? .init(
                    """
                    Makes items available to everyone (opened).

                    The flag counts for roles whose level is "All open"; it names no people and does not widen \
                    other roles.
                    """,
                    ru:
                        """
                        Делает элементы доступными для всех (opened).

                        Флаг действует для ролей с уровнем «Все открытые»; людей он не называет и другие роли не \
                        расширяет.
                        """
                )
                : .init(
                    """
                    Takes back that items are available to everyone (opened).

                    Roles with wider rights still see them.
                    """,
                    ru:
                        """
                        Снимает с элементов доступность для всех (opened).

                        Роли с более широкими правами видят их по-прежнему.
                        """
                ),
            example: "print(b24.spa(\"Leave\").items:\(name)({ categoryId = 8 }, { dry_run = true }).changed)",
            source: ItemMethods.pages + "crm-item-update.md",
            body: .async { call in
                let bulk = try BulkUpdate(call, options: 1, name: name)
                let wanted: JSONValue = opened ? "Y" : "N"
                return [
                    try await bulk.run(
                        try ItemMethods.filter(call, 0),
                        BulkUpdate.Change(select: ["opened"]) {
                            $0["opened"]?.looseBoolean == opened ? nil : ["opened": wanted]
                        })
                ]
            })
    }

    private static let assign = HostFunction(
        "assign",
        parameters: [
            filterParameter,
            .init(
                "user", .oneOf([.integer, .string]),
                .init(
                    "A user's id, or an access code that means one person (\"U7\").",
                    ru: "id пользователя или код доступа одного человека (\"U7\").")),
            optionsParameter,
        ],
        results: [result], effect: .write,
        doc: .init(
            """
            Makes one person responsible for items (assignedById).

            The person is looked up first: an unknown or dismissed one is refused before anything is written.
            """,
            ru:
                """
                Назначает ответственного за элементы (assignedById).

                Человек сначала ищется: неизвестный или уволенный отклоняется до первой записи.
                """
        ),
        example: "b24.spa(\"Leave\").items:assign({ assignedById = 5 }, \"U7\")",
        source: ItemMethods.pages + "crm-item-update.md",
        body: .async { call in
            let bulk = try BulkUpdate(call, options: 2, name: "assign")
            let code = call.argument(1).wholeNumber.map { "U\($0)" } ?? text(call.argument(1))
            let users = try await AccessDirectory(desk: bulk.desk).people([try AccessCode.read(code)])
            guard users.count == 1, let user = users.first else {
                throw ModuleError(.invalidArgument, DomainTexts.assignTakesOne(code, users.count))
            }
            return [
                try await bulk.run(
                    try ItemMethods.filter(call, 0),
                    BulkUpdate.Change(select: ["assignedById"]) {
                        $0["assignedById"]?.looseInteger == user ? nil : ["assignedById": .integer(user)]
                    })
            ]
        })

    private static let observe = HostFunction(
        "observe",
        parameters: [
            filterParameter,
            .init(
                "change", .table,
                .init(
                    """
                    add and remove: lists of access codes (U12, D5, DR5, SG7) or user ids; codes are expanded to \
                    people now, later changes of a department do not follow.
                    """,
                    ru:
                        """
                        add и remove: списки кодов доступа (U12, D5, DR5, SG7) или id пользователей; коды \
                        раскрываются в людей сейчас, последующие изменения отдела не учитываются.
                        """
                )),
            optionsParameter,
        ],
        results: [result], effect: .write,
        doc: .init(
            """
            Adds and removes observers of items.

            Refused before anything is written when the smart process has observers switched off. That observers \
            may read the item is not stated in the REST documentation: check it on your portal.
            """,
            ru:
                """
                Добавляет и убирает наблюдателей элементов.

                Если наблюдатели у смарт-процесса выключены, отказ до первой записи. Что наблюдатель может читать \
                элемент, в документации REST не сказано: проверьте на своём портале.
                """
        ),
        example: "b24.spa(\"Leave\").items:observe({ categoryId = 8 }, { add = { \"DR5\" }, remove = { \"U7\" } })",
        source: ItemMethods.pages + "crm-item-update.md",
        body: .async { call in
            let bulk = try BulkUpdate(call, options: 2, name: "observe")
            let change = try OptionTable(call.argument(1), of: "items:observe", known: ["add", "remove"])
            let added = try change.value("add").map { try AccessCode.list($0, path: "add") } ?? []
            let removed = try change.value("remove").map { try AccessCode.list($0, path: "remove") } ?? []
            guard !added.isEmpty || !removed.isEmpty else {
                throw ModuleError(.requiredField, DomainTexts.observeNeedsChange)
            }
            // The handle may be older than the setting.
            let type = try await SPATypes(desk: bulk.desk).get(bulk.spa.type.id)
            guard type.flag("isObserversEnabled") else {
                throw ModuleError(
                    .invalidArgument, DomainTexts.observersAreOff(type), hint: DomainTexts.observersHint(type))
            }
            let directory = AccessDirectory(desk: bulk.desk)
            let add = try await directory.people(added)
            let remove = try await directory.people(removed)
            if let both = add.first(where: remove.contains) {
                throw ModuleError(.invalidArgument, DomainTexts.observerTwice(both))
            }
            return [
                try await bulk.run(
                    try ItemMethods.filter(call, 0),
                    BulkUpdate.Change(select: ["observers"]) { row in
                        let current = row["observers"]?.looseIntegers ?? []
                        let new = ObserverChange.apply(to: current, add: add, remove: remove)
                        return new.map { ["observers": .array($0.map(JSONValue.integer))] }
                    })
            ]
        })

    private static func text(_ value: LuaValue) -> String { if case .string(let text) = value { text } else { "" } }
}
