import Bitrix24
import JSON
import Localization
import LuaRuntime
import LuaSyntax
public import PortalConfiguration

/// Reads a configuration: Lua that only describes, or JSON.
///
/// The Lua runs in a state of its own: it sees the words of descriptions and the plain libraries of Lua, no portal, no
/// files but those that it includes, no clock.
public struct ConfigurationFile: Sendable {
    /// The name of the profile that it is read for.
    public var profile: String
    /// Values of the command line: they count more than those of the file.
    public var variables: [String: String] = [:]
    /// The language of Lua's errors.
    public var language: Language = .en

    /// Files for a profile.
    public init(profile: String) { self.profile = profile }

    /// Reads a file and everything that it includes.
    ///
    /// - Parameters:
    ///   - path: its name; JSON ends in `.json`.
    ///   - bytes: what is in it.
    /// - Throws: `ConfigurationProblems`, `LuaFailure`, `LuaVM.Unavailable`, an error about a file.
    public func model(_ path: String, _ bytes: [UInt8]) async throws -> ConfigurationModel {
        if path.hasSuffix(".json") {
            do {
                return try JSONForm.model(bytes, file: path)
            } catch let error as JSONError {
                throw ConfigurationProblem(
                    JSONForm.place(error.offset, in: LuaSource(bytes), file: path),
                    ConfigurationTexts.notJSON(Texts.notJSON(error.reason)))
            }
        }
        let words = ConfigurationWords(profile: profile, given: variables)
        var machine = LuaVM.Configuration()
        machine.language = language
        machine.limits.memory = 64 << 20
        machine.limits.cpuTime = .seconds(20)
        machine.functions = words.functions
        let folder = ScriptFile.folder(of: path)
        machine.loadModule = { name in
            guard !name.contains("\0") else { return nil }
            let chunk = try ScriptFile.load(folder == "." || name.hasPrefix("/") ? name : folder + "/" + name)
            words.read(chunk)
            return chunk
        }
        machine.errorObject = { B24Error($0, language: language, position: $1.position) }
        let chunk = try ScriptFile.chunk(bytes, name: path)
        words.read(chunk)
        let vm = try LuaVM(machine)
        do {
            _ = try await vm.run(chunk)
        } catch {
            await vm.close()
            throw error
        }
        await vm.close()
        return try ConfigurationChecker.model(try words.drafts())
    }
}
