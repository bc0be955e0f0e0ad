import ArgumentParser
import B24Scripting
import JSON
import Journal
import Localization
import LuaRuntime

/// `b24 undo RUN`: takes a run back.
struct UndoCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "undo", abstract: Texts.aboutUndo[.ofProcess], discussion: Texts.discussionUndo[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentRun), completion: .own(.runs))
    var run: String?

    @Flag(help: help(Texts.optionLast))
    var last = false

    @Flag(help: help(Texts.optionForce))
    var force = false

    func validate() throws {
        if last, run != nil { throw ValidationError(Texts.runAndLast[.ofProcess]) }
        if !last, run == nil { throw ValidationError(Texts.runOrLast[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        let archive = RunArchive(context)
        if let run { return try await Self.undo(try archive.run(run), force: force, context) }
        guard let newest = try archive.runs(limit: 1, nil).first else {
            throw Complaint.failure(Texts.noRuns)
        }
        return try await Self.undo(newest, force: force, context)
    }

    static func undo(_ run: RunSummary, force: Bool, _ context: Context) async throws -> ExitStatus {
        let archive = RunArchive(context)
        let target = UndoTarget(run: run, archive: archive)
        if run.ending == .running { throw Complaint.failure(Texts.stillRuns(run.id)) }
        let settings = try target.settings(context.settings, hasWebhook: context.environment.webhook != nil)
        let context = Context(settings, environment: context.environment)
        // Nobody resumes a run while it is taken back.
        guard let held = try archive.resume(run, isOfOtherScript: false) else {
            throw Complaint.failure(Texts.stillRuns(run.id))
        }
        defer { held.release() }
        let earlier = try target.earlier()
        var recording = ScriptHost.Recording.new(RunSource(UndoTarget.command, text: run.id))
        var taken: ResumedRun?
        if let earlier {
            taken = try archive.resume(earlier, isOfOtherScript: false)
            guard let taken else { throw Complaint.failure(Texts.stillRuns(earlier.id)) }
            if !settings.isDryRun { recording = .resumed(taken) }
        }
        defer { if settings.isDryRun { taken?.release() } }
        let host = try ScriptHost(context, confirmsLosses: false, recording: recording)
        let desk = UndoDesk(host: host, target: target, earlier: earlier, force: force)
        do {
            return await host.end(try await desk.run())
        } catch {
            _ = await host.end(.failed)
            throw error
        }
    }
}
