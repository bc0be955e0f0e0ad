import Bitrix24
import Localization
import LuaRuntime

@testable import B24Scripting

/// Libraries of a test.
struct FakeLibraries: ScriptLibraries {
    var libraries: [String: ScriptLibrary] = [:]
    var files: [String: [String: String]] = [:]
    /// Why one is refused.
    var refusals: [String: ScriptLibraryError] = [:]

    /// Adds a library.
    ///
    /// - Parameters:
    ///   - needs: as in a script: `write crm.item.update -- moves deals`.
    mutating func add(
        _ name: String, needs: [String] = [], dependencies: [String] = [], api: Int = ScriptSession.apiNumber,
        linked: Bool = false, commands: [String: String] = [:], _ files: [String: String]
    ) {
        let header = needs.map { "--- @needs \($0)\n" }.joined()
        libraries[name] = ScriptLibrary(
            LibraryMark(name: name, version: "1.2.0", commit: "abc", isLinked: linked), apiNumber: api,
            needs: ScriptMetadata(header, file: name).needs, dependencies: dependencies, commands: commands)
        self.files[name] = files
    }

    var names: [String] { (Array(libraries.keys) + Array(refusals.keys)).sorted() }

    func library(named name: String) throws -> ScriptLibrary? {
        if let refusal = refusals[name] { throw refusal }
        return libraries[name]
    }

    func file(_ path: String, of library: ScriptLibrary) throws -> [UInt8]? {
        files[library.name]?[path].map { Array($0.utf8) }
    }

    func files(of library: ScriptLibrary) throws -> [String] { (files[library.name] ?? [:]).keys.sorted() }
}
