import LuaRuntime

/// One item of a resumable loop while the script's function works on it: what the function sends belongs to it.
final class LoopItem: LuaObject {
    static let luaTypeName = "b24.LoopItem"
    static let luaMethods: [HostFunction] = []

    let loop: String
    let key: String

    init(loop: String, key: String) {
        self.loop = loop
        self.key = key
    }

    var stream: WriteStream { WriteStream(loop: loop, item: key) }

    func luaField(_ name: String) -> LuaValue? { nil }
    let luaFieldNames: [String] = []
    var luaDescription: String { "\(loop): \(key)" }

    /// The item on which the calling Lua task works.
    static var current: LoopItem? { LuaScope.current?.object as? LoopItem }
}
