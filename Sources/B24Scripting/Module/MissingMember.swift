import Bitrix24
import Localization
import LuaRuntime

/// What scripts get for a name that a table of the module does not have: an error with the nearest names, where Lua
/// would give nil and complain later and elsewhere (`b24.workplce.add{}`, `b24.spa.lst()`).
enum MissingMember {
    /// One `__index` for every table that the functions and values of the module make up.
    static func functions(_ names: [String]) -> [HostFunction] {
        var members: [String: [String]] = [:]
        for name in names {
            let parts = name.split(separator: ".").map(String.init)
            for count in parts.indices.dropFirst() {
                members[parts[..<count].joined(separator: "."), default: []].append(parts[count])
            }
        }
        return members.map { path, members in index(path, Array(Set(members))) }
    }

    private static func index(_ path: String, _ members: [String]) -> HostFunction {
        HostFunction(
            path + ".__index", parameters: [.init("name", .any, .init("A name.", ru: "Имя."))],
            doc: .init("Refuses unknown names.", ru: "Отвергает неизвестные имена."),
            body: .sync { call in
                guard case .string(let name) = call.arguments[0] else { return [.nil] }
                let nearest = Nearest.names(name, among: members.sorted()).map { "\(path).\($0)" }
                throw ModuleError(
                    .invalidArgument, Texts.noMember(path, name, nearest), hint: Texts.memberHint(path))
            })
    }
}
