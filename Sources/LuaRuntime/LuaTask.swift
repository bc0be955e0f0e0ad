internal import Localization
internal import Synchronization

/// What `b24.spawn` gives: a task that runs beside its maker on the same Lua state.
public final class LuaTask: LuaObject {
    let id: Int64
    private let done = Mutex(false)

    init(id: Int64) { self.id = id }

    func markDone() { done.withLock { $0 = true } }

    /// `b24.Task`
    public static let luaTypeName = "b24.Task"

    /// `await`
    public static let luaMethods = [
        HostFunction(
            "await",
            results: [
                .init("...", "any", LocalizedText("What the task returned.", ru: "То, что вернула задача."))
            ],
            doc: LocalizedText(
                "Waits until the task is done and returns what it returned; raises its error if it failed.",
                ru: "Ждёт завершения задачи и возвращает её результат; если задача завершилась ошибкой, вызывает её."),
            example: "local task = b24.spawn(fn)\nlocal result = task:await()",
            body: .lua("local host = ...\nreturn host.await"))
    ]

    /// `done`: whether the task has ended, well or not.
    public func luaField(_ name: String) -> LuaValue? {
        name == "done" ? .boolean(done.withLock { $0 }) : nil
    }

    /// `done`
    public var luaFieldNames: [String] { ["done"] }

    /// `b24.Task (done)` or `b24.Task (running)`
    public var luaDescription: String { "b24.Task (\(done.withLock { $0 } ? "done" : "running"))" }
}
