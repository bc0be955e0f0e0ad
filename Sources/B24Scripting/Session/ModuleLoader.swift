import Bitrix24
import Localization
import LuaRuntime
import Synchronization

/// Finds what `require` asks for: `team.leave` is `team/leave.lua` or `team/leave/init.lua` in one of the folders;
/// `b24.table` is a module of the ``StandardLibrary``.
final class ModuleLoader: Sendable {
    /// Why there is no such module; the Lua host quotes it.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let path: [String]
    private let language: Language
    private let folder = Mutex<String?>(nil)

    /// - Parameter path: folders in which to look, in order.
    init(path: [String], language: Language) {
        self.path = path
        self.language = language
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
        throw Failure(description: Texts.noModule(places)[language])
    }
}
