import JSON
import LuaRuntime

/// What the Lua host of an isolated process has done by its parent.
extension ParentLink {
    /// The source of a module; Lua's thread waits for it.
    func module(_ name: String) throws -> LuaChunk? {
        let message: JSONObject = ["name": .string(name)]
        let answer = try Wire(wait(.module, message.wireBytes))
        guard let file = try answer.optionalText("name") else { return nil }
        return LuaChunk(name: file, source: try answer.text("source"))
    }

    /// Waits. The parent has the clock for it: here are no timers without more system calls.
    func sleep(_ time: Duration) async throws {
        let _: Wire = try await ask(.sleep, ["seconds": .number(time / .seconds(1))])
        try Task.checkCancellation()
    }
}
