internal import Localization

extension LuaVM {
    /// `b24.spawn`, `b24.all` and `b24.sleep`: many host calls in flight on one Lua state.
    ///
    /// Tasks take turns: a task runs until it waits for the host, so no script code is ever interrupted by another's.
    /// The run goes on until all of its tasks have ended. The error of a task that nobody waits for is not lost: it
    /// fails the run at its end. When the main chunk fails, the run ends at once and its other tasks are cancelled.
    public static let concurrencyFunctions: [HostFunction] = [
        HostFunction(
            "b24.spawn",
            parameters: [
                .init(
                    "fn", .function,
                    LocalizedText("What the task does.", ru: "Что делает задача.")),
                .init(
                    "...", .any, optional: true, variadic: true,
                    LocalizedText("Its arguments.", ru: "Её аргументы.")),
            ],
            results: [
                .init(
                    "task", "b24.Task", LocalizedText("Wait for it with `task:await()`.", ru: "Ждать — `task:await()`.")
                )
            ],
            doc: LocalizedText(
                "Runs a function as a task beside the caller: while one waits for the portal, others go on.",
                ru: "Запускает функцию отдельной задачей: пока одна ждёт ответа портала, работают другие."),
            example: "local task = b24.spawn(function() return b24.call(\"user.current\") end)\nprint(task:await().ID)",
            body: .lua("local host = ...\nreturn host.spawn")),
        HostFunction(
            "b24.all",
            parameters: [
                .init(
                    "list", .table,
                    LocalizedText(
                        "Functions to run as tasks, or tasks.", ru: "Функции, которые станут задачами, или задачи."))
            ],
            results: [
                .init(
                    "results", "any[]",
                    LocalizedText(
                        "The first result of each, in the order of the list.",
                        ru: "Первый результат каждой в порядке списка."))
            ],
            doc: LocalizedText(
                "Runs all functions of a list at the same time and waits for all of them.\n\nWhen some fail, the others are still finished (no write is left half-way); then the error of the first failed one in the list is raised.",
                ru:
                    "Выполняет все функции списка одновременно и ждёт завершения всех.\n\nЕсли какие-то завершились ошибкой, остальные всё равно доводятся до конца (ни одна запись не обрывается на полпути); затем вызывается ошибка первой из них по порядку списка."
            ),
            example: "local users = b24.all { function() return b24.call(\"user.get\", { ID = 1 }) end }",
            body: .lua(allSource)),
        HostFunction(
            "b24.sleep",
            parameters: [.init("seconds", .number, LocalizedText("How long.", ru: "Сколько секунд."))],
            doc: LocalizedText(
                "Pauses the calling task; others go on.", ru: "Приостанавливает текущую задачу; остальные работают."),
            example: "b24.sleep(0.5)",
            body: .lua("local host = ...\nreturn host.sleep")),
    ]

    private static let allSource = """
        local host = ...
        return function(list)
            local tasks, failed = {}, nil
            for i = 1, #list do
                local item = list[i]
                tasks[i] = type(item) == "function" and host.spawn(item) or item
            end
            for i = 1, #tasks do
                if not host.settle(tasks[i]) and not failed then failed = tasks[i] end
            end
            if failed then host.await(failed) end
            local results = {}
            for i = 1, #tasks do results[i] = (host.await(tasks[i])) end
            return results
        end
        """
}
