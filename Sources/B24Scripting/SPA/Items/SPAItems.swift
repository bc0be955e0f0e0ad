import LuaRuntime

/// `spa.items`: the items of one smart process (`crm.item.*`), one by one and in bulk.
final class SPAItems: LuaObject {
    static let luaTypeName = "b24.spa.items"

    let spa: SPAScope

    init(_ spa: SPAScope) { self.spa = spa }

    static let luaMethods: [HostFunction] = ItemMethods.all + [ItemImport.method] + BulkMethods.all

    func luaField(_ name: String) -> LuaValue? { nil }
    var luaFieldNames: [String] { [] }
    var luaDescription: String { "\(Self.luaTypeName) of \(spa.type.label)" }
}
