import Bitrix24
import Localization
import LuaRuntime
import Synchronization

/// Finds what `require` asks for: `team.leave` is `team/leave.lua` or `team/leave/init.lua` in one of the folders, else a
/// module of the library `team`, else one of the project's `lua_modules`; `b24.table` is a module of the
/// ``StandardLibrary``.
final class ModuleLoader: Sendable {
    /// Why there is no such module; the Lua host quotes it.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let path: [String]
    private let language: Language
    private let trustsRocks: Bool
    private let folder = Mutex<String?>(nil)
    private let rocks = Mutex<[String: LuaEnvironment]>([:])
    /// The libraries of the project.
    let shelf: LibraryShelf

    init(_ configuration: ScriptSession.Configuration, _ context: ModuleContext) {
        path = configuration.modulePath
        language = configuration.language
        trustsRocks = configuration.trustsLuaModules
        let language = language
        shelf = LibraryShelf(configuration.libraries, context) { name in
            guard name.hasPrefix(StandardLibrary.prefix) else { return nil }
            return try StandardLibrary.chunk(name, besides: [], language)
        }
    }

    /// The folder of the running script, looked in last.
    var scriptFolder: String? {
        get { folder.withLock { $0 } }
        set { folder.withLock { $0 = newValue } }
    }

    /// - Throws: ``Failure`` with every place that was looked at.
    func load(_ name: String) throws -> LuaChunk? {
        if name == "b24" { return LuaChunk(name: "b24", source: "return b24") }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        // Names stay inside the folders.
        guard parts.allSatisfy({ !$0.isEmpty && !$0.contains("/") && !$0.contains("\0") }) else {
            throw Failure(description: Texts.badModuleName[language])
        }
        let file = parts.joined(separator: "/")
        let places = (path + [scriptFolder ?? "."]).flatMap { folder in
            let start = folder == "." ? file : folder == "/" ? "/" + file : folder + "/" + file
            return [start + ".lua", start + "/init.lua"]
        }
        if name.hasPrefix(StandardLibrary.prefix) {
            return try StandardLibrary.chunk(name, besides: places, language)
        }
        for place in places {
            do {
                return try ScriptFile.load(place)
            } catch let error as ModuleError {
                guard error.kind != .notFound else { continue }
                throw Failure(description: error.text[language])
            }
        }
        if let chunk = try shelf.chunk(name) { return chunk }
        let tree = RockTree(above: scriptFolder ?? ".", isTrusted: trustsRocks, language)
        if let tree, let chunk = try rock(tree, parts.map(String.init)) { return chunk }
        let nearest = Nearest.names(LibraryShelf.name(of: name), among: shelf.names, limit: 1).map {
            $0 + name.dropFirst(LibraryShelf.name(of: name).count)
        }
        throw Failure(
            description: LibraryTexts.noModule(
                places + (tree?.places(parts.map(String.init)) ?? []), libraries: shelf.names,
                nearest: nearest.filter { $0 != name })[language])
    }

    /// A module of `lua_modules`. All of a tree share one environment: they have no rights that one could take from
    /// another.
    private func rock(_ tree: RockTree, _ parts: [String]) throws -> LuaChunk? {
        guard var chunk = try tree.file(parts) else { return nil }
        chunk.environment = rocks.withLock { rocks in
            if let known = rocks[tree.folder] { return known }
            let new = LuaEnvironment(name: tree.folder, isClosed: false) { name in
                try tree.file(name.split(separator: ".").map(String.init))
            }
            rocks[tree.folder] = new
            return new
        }
        return chunk
    }
}
