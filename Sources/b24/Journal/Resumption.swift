import B24Scripting
import Journal
import Localization

/// Whether a run can be gone on with, and with what: the same script, arguments, profile and flags.
struct Resumption {
    let run: RunSummary

    /// This command line's settings with those of the run.
    func settings(_ given: Settings, _ environment: Environment) throws -> Settings {
        for (flag, isOn) in [
            ("--dry-run", given.isDryRun), ("--read-only", given.isReadOnly), ("--no-journal", given.skipsJournal),
        ] where isOn {
            throw Complaint.usage(Texts.notWhenResuming(flag))
        }
        var settings = given
        settings.take(run.facts.flags)
        return try RunProfile(run: run).settings(settings, environment)
    }

    /// The arguments of the run.
    ///
    /// - Parameter again: as this command line repeats them; needed when a credential among them was not kept.
    func arguments(again: [String]) throws -> [String] {
        if again.isEmpty {
            guard !run.facts.areArgumentsRedacted else {
                throw Complaint.usage(Texts.argumentsNotKept(run.id), hint: Texts.repeatArguments(run.id))
            }
            return run.facts.arguments
        }
        guard RunSource.redacted(again) == run.facts.arguments else {
            throw Complaint.usage(Texts.otherArguments(run.id, run.facts.arguments))
        }
        return again
    }

    /// The script's file. The run's folder becomes the working folder: the script's own files are meant from there.
    func script() throws -> String {
        guard run.facts.command == "run", let file = run.facts.script, run.facts.scriptHash != nil else {
            throw Complaint.failure(Texts.notAScriptFile(run.id, run.facts.command))
        }
        try enterFolder()
        return file
    }

    /// The run's folder becomes the working folder.
    func enterFolder() throws {
        do { try Files.change(to: run.facts.folder) } catch {
            throw Complaint.failure(Texts.folderIsGone(run.facts.folder, error.reason))
        }
    }

    /// Whether the script is another one than before.
    ///
    /// - Throws: when that is not `allowed`.
    func isChanged(_ text: String, allowed: Bool) throws -> Bool {
        let now = ContentHash(text.utf8).description
        guard let before = run.facts.scriptHash, now != before else { return false }
        guard allowed else {
            throw Complaint.failure(
                Texts.scriptChanged(run.facts.script ?? "", before: before, now: now), hint: Texts.allowChange(run.id))
        }
        return true
    }
}
