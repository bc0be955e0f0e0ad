import B24Scripting
import Journal
import Localization

/// What completion has to look up.
protocol CompletionFacts {
    /// What `--profile` takes.
    var profiles: [String] { get }
    /// The names of the project's libraries.
    var libraries: [String] { get }
    /// The commands of those libraries: `team/report`, with their titles.
    var commands: [Suggestions.Word] { get }
    /// The newest runs on record, the newest first.
    var runs: [RecordedRun] { get }
    /// What a script says that it takes; `nil` when there is no such script, or it says so wrongly.
    func parameters(of script: String) -> ScriptParameters?
}

/// A run that may be named.
struct RecordedRun {
    var word: Suggestions.Word
    /// Whether `b24 resume` takes it.
    var isUnfinished: Bool
}

/// Looks them up: in config.toml, in the journal, and in what scripts say of themselves at their top. Nothing is run, and whatever cannot be read is
/// passed over.
struct FoundFacts: CompletionFacts {
    let context: Context

    /// The comment at the top of a script is not longer.
    private static let head = 1 << 18
    /// More would not be read through.
    private static let mostRuns = 20

    var profiles: [String] { Portal.names(context.environment) }

    var libraries: [String] { projectLibraries?.names ?? [] }

    var commands: [Suggestions.Word] {
        entries.map { Suggestions.Word(text: $0.name, about: $0.title) }
    }

    var runs: [RecordedRun] {
        let newest = (try? RunArchive(context).runs(limit: Self.mostRuns, nil)) ?? []
        return newest.map { run in
            let about = [
                LocalTime.text(run.startedAt), Texts.ending(run.ending)[context.language], LogTable.title(run),
            ]
            return RecordedRun(
                word: .init(text: run.id, about: about.joined(separator: ", ")),
                isUnfinished: run.ending != .done && run.ending != .running)
        }
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
