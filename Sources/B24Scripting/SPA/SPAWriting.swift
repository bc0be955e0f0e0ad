import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The functions of `b24.spa` that create, change and delete smart processes.
enum SPAWriting {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [add(context), update(context), delete(context), ensure(context)]
    }

    private static func add(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa.add",
            parameters: [
                .init(
                    "fields", .table,
                    .init(
                        """
                        title; entityTypeId when it must be a certain one; switches as booleans; relations, \
                        linkedUserFields.
                        """,
                        ru:
                            """
                            title; entityTypeId, если нужен определённый; переключатели логическими значениями; \
                            relations, linkedUserFields.
                            """
                    ))
            ],
            results: [SPAFamily.typeResult], effect: .write,
            doc: .init(
                """
                Creates a smart process.

                A field that no type has is refused, because the portal would ignore it. The portal also says yes \
                when it does not keep relations: they are read back, and an error names what was lost (the smart \
                process then exists).
                """,
                ru:
                    """
                    Создаёт смарт-процесс.

                    Неизвестное поле отклоняется: портал молча его пропустил бы. Портал отвечает успехом и тогда, \
                    когда связи не сохранил: они перечитываются, а ошибка назовёт потерянное (сам смарт-процесс \
                    при этом создан).
                    """
            ),
            example: "local t = b24.spa.add { title = \"Leave\", isStagesEnabled = true, isObserversEnabled = true }",
            source: SPAFamily.pages + "crm-type-add.md",
            body: .async { call in
                let fields = try call.fields(0, method: "crm.type.add")
                let type = try await SPATypes(desk: Desk(context, call)).add(fields, function: call.function.name)
                return [.from(type.fields)]
            })
    }

    private static func update(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa.update",
            parameters: [
                SPAFamily.spaParameter,
                .init(
                    "fields", .table,
                    .init(
                        "What to change; switches as booleans.",
                        ru: "Что изменить; переключатели логическими значениями.")),
            ],
            results: [SPAFamily.typeResult], effect: .write,
            doc: .init(
                """
                Changes a smart process.

                relations replaces both lists, parent and child, as a whole: what the update takes away is named \
                in a warning, and what the portal did not keep in an error. Predefined relations stay.
                """,
                ru:
                    """
                    Изменяет смарт-процесс.

                    relations заменяет оба списка, parent и child, целиком: о том, что при этом пропадёт, \
                    выводится предупреждение, а о том, что портал не сохранил, — ошибка. Предустановленные связи \
                    остаются.
                    """
            ),
            example: "b24.spa.update(\"Leave\", { isObserversEnabled = true })",
            source: SPAFamily.pages + "crm-type-update.md",
            body: .async { call in
                let desk = Desk(context, call)
                let fields = try call.fields(1, method: "crm.type.update")
                let type = try await SPADirectory(desk: desk).find(SPAReference(call.argument(0), path: "spa"))
                let updated = try await SPATypes(desk: desk).update(type, fields, function: call.function.name)
                return [.from(updated.fields)]
            })
    }

    private static func delete(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa.delete", parameters: [SPAFamily.spaParameter],
            results: [.init("deleted", "boolean", .init("true.", ru: "true."))], effect: .destructive,
            doc: .init(
                """
                Deletes a smart process that has no items, with its funnels and custom fields.

                The portal refuses while there are items; they have to be deleted first.
                """,
                ru:
                    """
                    Удаляет смарт-процесс без элементов вместе с воронками и пользовательскими полями.

                    Пока элементы есть, портал откажет; сначала нужно удалить их.
                    """
            ),
            example: "b24.spa.delete \"Leave (old)\"",
            source: SPAFamily.pages + "crm-type-delete.md",
            body: .async { call in
                let desk = Desk(context, call)
                let type = try await SPADirectory(desk: desk).find(SPAReference(call.argument(0), path: "spa"))
                try await SPATypes(desk: desk).delete(type)
                return [.boolean(true)]
            })
    }

    private static func ensure(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa.ensure",
            parameters: [
                .init(
                    "spec", .table,
                    .init(
                        "title, or entityTypeId with a title; and what else has to hold.",
                        ru: "title или entityTypeId вместе с title; и всё, что должно выполняться."))
            ],
            results: [
                SPAFamily.handleResult,
                .init(
                    "changes", "table[]",
                    .init(
                        """
                        What was done: {action = "create"|"update", field, from, to}; empty when nothing differed.
                        """,
                        ru: """
                            Что сделано: {action = "create"|"update", field, from, to}; пусто, если всё уже так.
                            """)),
            ],
            effect: .write,
            doc: .init(
                """
                Makes sure that a smart process exists and is as described.

                Found by entityTypeId when that is given, else by title. Fields that are not named stay as they \
                are; nothing is written when nothing differs.
                """,
                ru:
                    """
                    Следит, чтобы смарт-процесс был и соответствовал описанию.

                    Ищется по entityTypeId, если он указан, иначе по названию. Неназванные поля остаются как есть; \
                    если отличий нет, ничего не записывается.
                    """
            ),
            example: "local leave, changes = b24.spa.ensure { title = \"Leave\", isObserversEnabled = true }",
            source: SPAFamily.pages + "crm-type-update.md",
            body: .async { call in
                let desk = Desk(context, call)
                let fields = try call.fields(0, method: "crm.type.update")
                let (type, changes) = try await ensure(desk, fields, function: call.function.name)
                return [.object(SPAHandle(type, context)), .list(changes.map(LuaValue.from))]
            })
    }

    private static func ensure(_ desk: Desk, _ fields: JSONObject, function: String) async throws
        -> (SPAType, [JSONObject])
    {
        guard let title = fields["title"]?.stringValue, !title.isEmpty else {
            throw ModuleError(.requiredField, DomainTexts.ensureNeedsTitle(function))
        }
        let directory = SPADirectory(desk: desk)
        let types = SPATypes(desk: desk)
        let found =
            if let number = fields["entityTypeId"]?.looseInteger {
                try await directory.byEntityTypeID(number)
            } else {
                try await directory.optional(title: title)
            }
        guard let found else {
            let created = try await types.add(fields, function: function)
            return (created, [["action": "create", "field": "id", "to": .integer(created.id)]])
        }
        let current =
            fields["relations"] == nil && fields["linkedUserFields"] == nil ? found : try await types.get(found.id)
        let different = try SPATypes.differences(current, wanted: fields, function: function)
        guard !different.isEmpty else { return (current, []) }
        let updated = try await types.update(current, different, function: function)
        let changes = different.members.map { member -> JSONObject in
            var change: JSONObject = ["action": "update", "field": .string(member.key)]
            change["from"] = current.fields[member.key]
            change["to"] = updated.fields[member.key] ?? member.value
            return change
        }
        return (updated, changes)
    }
}
