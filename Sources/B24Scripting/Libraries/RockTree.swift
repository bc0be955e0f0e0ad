import Bitrix24
import Localization
import LuaRuntime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Lua modules of others in a project's `lua_modules`, as LuaRocks puts them there. Nothing proves what they are, so they
/// are read on `--trust` alone; they have no `b24`, and what is not Lua is never loaded.
final class RockTree: Sendable {
    static let folderName = "lua_modules"

    /// Where it is, absolute.
    let folder: String
    private let isTrusted: Bool
    private let language: Language

    /// The tree of a folder or the nearest one above it; `nil` when there is none.
    init?(above start: String, isTrusted: Bool, _ language: Language) {
        guard let found = Self.find(start) else { return nil }
        folder = found
        self.isTrusted = isTrusted
        self.language = language
    }

    private static func find(_ start: String) -> String? {
        guard let real = realpath(start, nil) else { return nil }
        defer { free(real) }
        var folder = String(cString: real)
        let home = getenv("HOME").map { String(cString: $0) }
        while true {
            var facts = stat()
            let tree = (folder == "/" ? "" : folder) + "/" + folderName
            if stat(tree, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR { return tree }
            guard folder != "/", folder != home else { return nil }
            folder = ScriptFile.folder(of: folder)
        }
    }

    /// Where it looks for a module.
    func places(_ parts: [String]) -> [String] {
        let start = "\(folder)/share/lua/5.4/" + parts.joined(separator: "/")
        return [start + ".lua", start + "/init.lua"]
    }

    /// The text of a module with the name that positions show; `nil` when there is none.
    ///
    /// - Throws: ``ModuleError``: it is there and may not be loaded.
    func file(_ parts: [String]) throws -> LuaChunk? {
        for place in places(parts) {
            do {
                let chunk = try ScriptFile.load(place)
                guard isTrusted else {
                    throw ModuleError(
                        .policyDenied, LibraryTexts.untrusted(parts.joined(separator: "."), place),
                        hint: LibraryTexts.addTrust)
                }
                return chunk
            } catch let error as ModuleError where error.kind == .notFound {
                continue
            }
        }
        let binary = "\(folder)/lib/lua/5.4/" + parts.joined(separator: "/") + ".so"
        if access(binary, F_OK) == 0 {
            throw ModuleError(
                .policyDenied, LibraryTexts.notLua(parts.joined(separator: "."), binary), hint: LibraryTexts.luaOnly)
        }
        return nil
    }
}
