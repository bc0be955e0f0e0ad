import Bitrix24
import LuaRuntime

/// A wish for the permissions of a smart process: the same table for `set` and `checklist`.
struct PermissionSpec: Sendable {
    /// Where the smart process should live.
    enum Home: Sendable, Hashable {
        /// `workplace = false`: in CRM itself.
        case crm
        case workplace(WorkplaceReference)
    }

    /// The name that a portal's own method has when nobody says otherwise.
    static let defaultMethod = "spa.permissions.set"

    var openNewFunnels: Bool?
    var observersEnabled: Bool?
    var home: Home?
    var grants: [GrantWish] = []
    /// Whether `grants` are to be the only ones.
    var replacesGrants = false
    /// The portal's own method for grants.
    var method = defaultMethod
    var move = false

    static let names = ["open_new_funnels", "observers_enabled", "workplace", "grants", "replace", "method", "move"]

    /// - Parameter extra: further options that the function takes and reads itself.
    init(_ value: LuaValue, function: String, extra: [String] = []) throws {
        guard case .table = value else {
            throw ModuleError(.invalidArgument, DomainTexts.notATable(function, value.typeName))
        }
        let options = try OptionTable(value, of: function, known: Self.names + extra)
        openNewFunnels = try options.boolean("open_new_funnels")
        observersEnabled = try options.boolean("observers_enabled")
        move = try options.boolean("move") ?? false
        replacesGrants = try options.boolean("replace") ?? false
        if let method = try options.string("method") { self.method = method }
        switch options.value("workplace") {
        case nil: break
        case .boolean(false)?: home = .crm
        case let value?: home = .workplace(try WorkplaceReference(value, path: "workplace"))
        }
        if let table = try options.table("grants") {
            guard table.fields.isEmpty else {
                throw ModuleError(
                    .invalidArgument, Texts.wrongOption("grants", function, "{{code=, action=, level=}, ...}", "table"))
            }
            grants = try table.array.enumerated().map { try GrantWish($1, index: $0 + 1, function: function) }
        }
        if replacesGrants, grants.isEmpty { throw ModuleError(.invalidArgument, DomainTexts.replaceNeedsGrants) }
    }

    var isEmpty: Bool { openNewFunnels == nil && observersEnabled == nil && home == nil && grants.isEmpty }
}
