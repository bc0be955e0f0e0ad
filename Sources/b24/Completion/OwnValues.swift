import ArgumentParser

/// Values that only b24 knows.
enum OwnValues: String {
    case profiles
    /// Profiles, separated by commas.
    case profileList
    /// Scripts, and commands of libraries.
    case scripts
    case libraries
    /// Runs on record.
    case runs
    /// Those that have something left to do.
    case unfinishedRuns
    /// REST methods.
    case methods
    /// What `b24 docs` has a page of.
    case topics
}

extension CompletionKind {
    /// The scripts for shells are b24's own and ask it for every word (``ShellScript``): the text that the parser keeps here for its own
    /// scripts is a name for ``CommandParameter`` to find, no shell ever runs it.
    static func own(_ values: OwnValues) -> CompletionKind { .shellCommand(values.rawValue) }
}
