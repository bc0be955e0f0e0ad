import Bitrix24
import JSON
import LuaRuntime

/// `spa.funnels`: the funnels of one smart process (`crm.category.*`).
final class SPAFunnels: LuaObject {
    static let luaTypeName = "b24.spa.funnels"

    let spa: SPAScope

    init(_ spa: SPAScope) { self.spa = spa }

    static let luaMethods: [HostFunction] = FunnelMethods.all

    func luaField(_ name: String) -> LuaValue? { nil }
    var luaFieldNames: [String] { [] }
    var luaDescription: String { "\(Self.luaTypeName) of \(spa.type.label)" }
}

/// Funnels of a smart process, for Swift.
struct Funnels: Sendable {
    let desk: Desk
    let type: SPAType

    private static let switches = ["isDefault", "isSystem"]

    /// The parameters that every `crm.category` command has.
    func parameters(_ more: JSONObject = [:]) -> JSONObject {
        var parameters: JSONObject = ["entityTypeId": .integer(type.entityTypeID)]
        for member in more.members { parameters[member.key] = member.value }
        return parameters
    }

    /// The funnels that the caller may read, in their order.
    func list() async throws -> [JSONObject] {
        let rows = try await desk.ask("crm.category.list", parameters())["categories"]?.arrayValue ?? []
        let funnels = rows.compactMap { $0.objectValue.map(Self.decode) }
        return funnels.enumerated().sorted {
            ($0.element["sort"]?.looseInteger ?? 0, $0.offset) < ($1.element["sort"]?.looseInteger ?? 0, $1.offset)
        }.map(\.element)
    }

    /// The funnel with a name; `nil` when there is none.
    ///
    /// - Throws: ``ModuleError`` that lists them when there are several: names need not be unique.
    func find(_ name: String) async throws -> JSONObject? {
        let matches = try await list().filter { $0["name"]?.stringValue == name }
        guard matches.count < 2 else {
            throw ModuleError(
                .invalidArgument,
                DomainTexts.ambiguousFunnel(name, type, matches.compactMap { $0["id"]?.looseInteger }.map(String.init)))
        }
        return matches.first
    }

    /// The id behind what a script names a funnel by: an id, a funnel, a name; without it the default one.
    func id(_ value: LuaValue) async throws -> Int64 {
        if let id = value.wholeNumber { return id }
        switch value {
        case .nil, .null:
            let funnels = try await list()
            let main = funnels.first { $0["isDefault"]?.boolValue == true } ?? funnels.first
            guard let id = main?["id"]?.looseInteger else {
                throw ModuleError(.notFound, DomainTexts.noFunnels(type))
            }
            return id
        case .string(let name):
            if let id = try await find(name)?["id"]?.looseInteger { return id }
            let nearest = Nearest.names(name, among: try await list().compactMap { $0["name"]?.stringValue })
            throw ModuleError(.notFound, DomainTexts.unknownFunnel(name, type, nearest))
        case .table(let table):
            if let id = table["id"]?.wholeNumber { return id }
        default: break
        }
        throw ModuleError(.invalidArgument, DomainTexts.notAFunnel(value.typeName))
    }

    /// Switches as booleans.
    static func decode(_ row: JSONObject) -> JSONObject {
        var funnel = row
        for name in switches { if let flag = row[name]?.looseBoolean { funnel[name] = .bool(flag) } }
        return funnel
    }

    static func one(_ response: Response) -> LuaValue {
        guard let row = response.result["category"]?.value.objectValue else { return .nil }
        return .from(decode(row))
    }
}
