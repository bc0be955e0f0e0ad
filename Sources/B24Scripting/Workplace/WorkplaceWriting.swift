import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The functions of `b24.workplace` that create, change and delete workplaces.
enum WorkplaceWriting {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [add(context), update(context), delete(context)]
    }

    /// `title` and `typeIds` of an argument; the smart processes as references.
    static func read(_ call: HostCall, _ index: Int, extra: [String] = []) throws
        -> (fields: JSONObject, types: [SPAReference]?, options: OptionTable)
    {
        let value = call.argument(index)
        guard case .table = value else {
            throw ModuleError(.invalidArgument, DomainTexts.notATable(call.function.name, value.typeName))
        }
        let options = try OptionTable(value, of: call.function.name, known: ["title", "typeIds"] + extra)
        var fields = JSONObject()
        if let title = try options.string("title") { fields["title"] = .string(title) }
        let types = try options.value("typeIds").map { try SPAReference.list($0, path: "typeIds") }
        return (fields, types, options)
    }

    private static func add(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.add",
            parameters: [
                .init(
                    "fields", .any,
                    .init(
                        """
                        title, and typeIds: a list of smart processes, each as type id, {entityTypeId=}, title or \
                        handle.
                        """,
                        ru:
                            """
                            title и typeIds: список смарт-процессов, каждый как id типа, {entityTypeId=}, название \
                            или объект.
                            """
                    ))
            ],
            results: [WorkplaceFamily.workplaceResult], effect: .write,
            doc: .init(
                """
                Creates a workplace and binds smart processes to it.

                Reads it back: when the portal created it without its smart processes, the binding is repeated, \
                and an error says so if that did not help. A smart process that leaves another workplace is named \
                in a warning.
                """,
                ru:
                    """
                    Создаёт рабочее место и привязывает к нему смарт-процессы.

                    Результат перечитывается: если портал создал рабочее место без смарт-процессов, привязка \
                    повторяется, а если и это не помогло, будет ошибка. О смарт-процессе, который уходит из \
                    другого рабочего места, выводится предупреждение.
                    """
            ),
            example: "local hr = b24.workplace.add { title = \"HR\", typeIds = { \"Leave\", { entityTypeId = 156 } } }",
            source: WorkplaceFamily.pages + "crm-automated-solution-add.md",
            body: .async { call in
                let desk = Desk(context, call)
                let (fields, references, _) = try read(call, 0)
                let types = try await SPADirectory(desk: desk).find(references ?? [])
                return [.from(try await Workplaces(desk: desk).add(fields, types: types).json)]
            })
    }

    private static func update(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.update",
            parameters: [
                WorkplaceFamily.workplaceParameter,
                .init(
                    "fields", .any,
                    .init(
                        "title and/or typeIds. typeIds replaces the whole list; {} unbinds all.",
                        ru: "title и/или typeIds. typeIds заменяет список целиком; {} отвязывает все.")),
            ],
            results: [WorkplaceFamily.workplaceResult], effect: .write,
            doc: .init(
                """
                Changes a workplace, as REST does; the result is read back.

                A new title changes the address of its pages: saved links break. To add or take away single smart \
                processes use attach and detach.
                """,
                ru:
                    """
                    Изменяет рабочее место, как REST; результат перечитывается.

                    Новое название меняет адрес страниц: сохранённые ссылки перестанут работать. Чтобы добавить \
                    или убрать отдельные смарт-процессы, есть attach и detach.
                    """
            ),
            example: "b24.workplace.update(5, { title = \"People\" })",
            source: WorkplaceFamily.pages + "crm-automated-solution-update.md",
            body: .async { call in
                let desk = Desk(context, call)
                let workplaces = Workplaces(desk: desk)
                var (fields, references, _) = try read(call, 1)
                let target = try WorkplaceReference(call.argument(0), path: "workplace")
                guard let references else {
                    let id = try await workplaces.find(target).id
                    return [.from(try await workplaces.update(id, fields).json)]
                }
                let types = try await SPADirectory(desk: desk).find(references)
                let workplace = try await workplaces.find(target)
                let change = BindingChange(
                    workplace, exactly: types.map(\.id), all: types.isEmpty ? [] : try await workplaces.all())
                fields["typeIds"] = .array(change.after.map(JSONValue.integer))
                let stored = try await workplaces.update(workplace.id, fields)
                if !desk.isRehearsal { try WorkplaceBinder.verify(stored, change) }
                workplaces.say(change.moves, types)
                return [.from(stored.json)]
            })
    }

    private static func delete(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.delete", parameters: [WorkplaceFamily.workplaceParameter],
            results: [.init("deleted", "boolean", .init("true.", ru: "true."))], effect: .destructive,
            doc: .init(
                """
                Deletes a workplace that has no smart processes.

                Raises has_bound_types, with their names, while it has some.
                """,
                ru:
                    """
                    Удаляет рабочее место без смарт-процессов.

                    Пока они есть, ошибка has_bound_types с их названиями.
                    """
            ),
            example: "b24.workplace.delete(5)",
            source: WorkplaceFamily.pages + "crm-automated-solution-delete.md",
            body: .async { call in
                let workplaces = Workplaces(desk: Desk(context, call))
                switch try WorkplaceReference(call.argument(0), path: "workplace") {
                case .id(let id): try await workplaces.delete(id)
                case let title: try await workplaces.delete(try await workplaces.find(title).id)
                }
                return [.boolean(true)]
            })
    }
}
