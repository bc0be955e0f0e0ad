import B24Scripting
import Localization

/// What completion has to look up.
protocol CompletionFacts {
    /// What `--profile` takes.
    var profiles: [String] { get }
    /// The names of the project's libraries.
    var libraries: [String] { get }
    /// The commands of those libraries: `team/report`, with their titles.
    var commands: [Suggestions.Word] { get }
    /// What a script says that it takes; `nil` when there is no such script, or it says so wrongly.
    func parameters(of script: String) -> ScriptParameters?
}

/// Looks them up: in config.toml, and in what scripts say of themselves at their top. Nothing is run, and whatever cannot be read is
/// passed over.
struct FoundFacts: CompletionFacts {
    let context: Context

    /// The comment at the top of a script is not longer.
    private static let head = 1 << 18

    var profiles: [String] { Portal.names(context.environment) }

    var libraries: [String] { projectLibraries?.names ?? [] }

    var commands: [Suggestions.Word] {
        entries.map { Suggestions.Word(text: $0.name, about: $0.title) }
    }

    func parameters(of script: String) -> ScriptParameters? {
        guard let metadata = metadata(of: script), metadata.problems.isEmpty else { return nil }
        return metadata.parameters
    }

    private func metadata(of script: String) -> ScriptMetadata? {
        if LoadedScript.command(script) != nil, Files.mode(script) == nil {
            return entries.first { $0.name == script }?.metadata
        }
        let path = context.environment.expand(script, from: ".")
        guard Files.isRegular(path), let bytes = try? Files.read(path, upTo: Self.head) else { return nil }
        return ScriptMetadata(String(decoding: bytes, as: UTF8.self), file: script)
    }

    private var entries: [ScriptList.Entry] {
        projectLibraries.map { ScriptList(commandsOf: $0).entries } ?? []
    }

    private var projectLibraries: ProjectLibraries? { try? ProjectLibraries(context, readsLinks: false) }
}
