import LuaRuntime

/// `spa.permissions`: what REST can do about the permissions of a smart process, and an honest word about the rest.
///
/// No documented method reads or writes roles of CRM. There are levers (how new funnels start, the workplace,
/// observers), probes, a checklist for a person, and - on a self-hosted portal - a method that somebody installed.
final class SPAPermissions: LuaObject {
    static let luaTypeName = "b24.spa.permissions"

    let spa: SPAScope

    init(_ spa: SPAScope) { self.spa = spa }

    static let luaMethods: [HostFunction] = PermissionMethods.all

    func luaField(_ name: String) -> LuaValue? { nil }
    var luaFieldNames: [String] { [] }
    var luaDescription: String { "\(Self.luaTypeName) of \(spa.type.label)" }
}
