internal import CStandardLibrary
import Localization
import LuaRuntime

/// The Lua modules that come with the program: `require "b24.table"`. Their source is part of the executable, and none is
/// looked at before it is asked for.
public enum StandardLibrary {
    /// What all their names begin with. These names belong to b24: files of a project cannot take them.
    static let prefix = "b24."

    /// The names of all modules, in the order of the reference.
    public static var names: [String] { modules.map { String(cString: $0.name) } }

    /// The source of a module; `nil` when there is none of this name.
    ///
    /// - Parameter name: `b24.table`
    public static func source(of name: String) -> String? {
        modules.first { String(cString: $0.name) == name }.map {
            String(decoding: UnsafeBufferPointer(start: $0.source, count: $0.length), as: UTF8.self)
        }
    }

    private static var modules: UnsafeBufferPointer<b24_module> {
        UnsafeBufferPointer(start: b24_modules(), count: b24_module_count())
    }
}

extension StandardLibrary {
    /// What `require` loads under one of the names that belong to b24.
    ///
    /// - Parameter places: where a project would have a file of that name. One that is there would be what its author
    ///   means, so it is not passed over in silence.
    /// - Throws: ``ModuleLoader/Failure``
    static func chunk(_ name: String, besides places: [String], _ language: Language) throws -> LuaChunk {
        let own = source(of: name)
        for place in places {
            guard let file = try? ScriptFile.load(place), file.source != own else { continue }
            throw ModuleLoader.Failure(description: Texts.reservedName(name, place)[language])
        }
        guard let own else { throw ModuleLoader.Failure(description: Texts.noOwnModule(name, names)[language]) }
        return LuaChunk(name: name, source: own)
    }
}
