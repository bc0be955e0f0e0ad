import Bitrix24
import LuaRuntime
import Synchronization

/// Finds what `require` asks for: `team.leave` is `team/leave.lua` or `team/leave/init.lua` in one of the folders.
final class ModuleLoader: Sendable {
    private let path: [String]
    private let folder = Mutex<String?>(nil)

    /// - Parameter path: folders in which to look, in order.
    init(path: [String]) { self.path = path }

    /// The folder of the running script, looked in last.
    var scriptFolder: String? {
        get { folder.withLock { $0 } }
        set { folder.withLock { $0 = newValue } }
    }

    /// - Throws: ``ModuleError`` with every place that was looked at.
    func load(_ name: String) throws -> LuaChunk? {
        if name == "b24" { return LuaChunk(name: "b24", source: "return b24") }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        // Names stay inside the folders.
        guard parts.allSatisfy({ !$0.isEmpty && !$0.contains("/") && !$0.contains("\0") }) else {
            throw ModuleError(.invalidArgument, Texts.badModuleName(name))
        }
        let file = parts.joined(separator: "/")
        let places = (path + [scriptFolder ?? "."]).flatMap { folder in
            let start = folder == "." ? file : folder == "/" ? "/" + file : folder + "/" + file
            return [start + ".lua", start + "/init.lua"]
        }
        for place in places {
            do {
                return try ScriptFile.load(place)
            } catch let error as ModuleError where error.kind == .notFound {
                continue
            }
        }
        throw ModuleError(.notFound, Texts.noModule(name, places))
    }
}
