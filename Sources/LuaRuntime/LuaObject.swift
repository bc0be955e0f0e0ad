/// A Swift object that Lua sees as a userdata.
///
/// Lua holds a handle, never the object itself: no `deinit` runs inside Lua's collector.
public protocol LuaObject: AnyObject, Sendable {
    /// What `type`-like messages call it: `b24.Error`, `b24.spa`.
    static var luaTypeName: String { get }

    /// Methods and metamethods (`__call`, `__len`, `__eq`, `__close`, ...) by name; the object is argument 1 of each,
    /// not declared among the parameters. An `__index` among them is called, with the name, for names that neither a field
    /// nor a method has; like any host function it may throw and wait (a value loaded at first use).
    static var luaMethods: [HostFunction] { get }

    /// The value of a field; `nil` hands over to the methods. Must not block.
    func luaField(_ name: String) -> LuaValue?

    /// The names that completion offers beside the methods.
    var luaFieldNames: [String] { get }

    /// `tostring(object)` in the language of the VM.
    var luaDescription: String { get }
}
