import B24Scripting
import Journal
import Localization

/// The run that is taken back: whether it can be by this command line, and which run takes it back.
struct UndoTarget {
    /// How runs that take others back are on record.
    static let command = "undo"

    let run: RunSummary
    let archive: RunArchive

    /// This command line's settings, on the run's profile.
    ///
    func settings(_ given: Settings, _ environment: Environment) throws -> Settings {
        for (flag, isOn) in [("--read-only", given.isReadOnly), ("--no-journal", given.skipsJournal)] where isOn {
            throw Complaint.usage(Texts.notWhenUndoing(flag))
        }
        return try RunProfile(run: run).settings(given, environment)
    }

    /// The run that has begun to take this one back; `nil` when there is none.
    ///
    /// - Throws: when it was itself taken back: this run's objects are others by now.
    func earlier() throws -> RunSummary? {
        guard let undo = try archive.newest(Self.command, on: run.id) else { return nil }
        if undo.counts.isEmpty { return undo }
        if let redo = try archive.newest(Self.command, on: undo.id), !redo.counts.isEmpty {
            throw Complaint.failure(
                Texts.undoneAgain(run.id, by: undo.id, redo: redo.id), hint: Texts.undoTheRedo(redo.id))
        }
        return undo
    }

    /// - Parameter domain: the portal that is connected to.
    func check(domain: String) throws {
        guard let before = run.facts.domain, before != domain else { return }
        throw Complaint.failure(Texts.otherPortalToUndo(run.id, before, domain))
    }
}
