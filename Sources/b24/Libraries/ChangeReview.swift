import JSON
import Libraries
import Localization

/// Shows what a change of a project's libraries brings, and lets a person allow what a library may do more.
struct ChangeReview {
    let context: Context
    let change: ProjectChange

    /// Shows, asks, writes.
    ///
    /// - Throws: ``Complaint`` when a library would do more than was allowed and nobody has allowed it: nothing is written.
    func carryOut(_ desk: LibraryDesk) async throws -> ExitStatus {
        let changes = change.plan.changes
        let view = LibraryChangeView(context.language, context.output.talkStyle)
        for change in changes {
            for line in view.lines(change) { context.output.talk(line) }
        }
        if context.settings.isDryRun {
            context.output.talk(Texts.librariesNotWritten[context.language])
            return context.show(facts(isWritten: false))
        }
        try await approve()
        try desk.write(change)
        context.output.talk(
            changes.isEmpty
                ? Texts.librariesUnchanged[context.language]
                : Texts.librariesWritten(changes.count)[context.language])
        return context.show(facts(isWritten: true))
    }

    private func approve() async throws {
        let wider = change.widening.map(\.name.text)
        if wider.isEmpty || context.settings.assumesYes { return }
        let question = Texts.askWider(wider.joined(separator: ", "))[context.language]
        guard context.canAsk else {
            throw Complaint(
                LibraryError(.notApproved, Texts.widerHeld(wider.joined(separator: ", ")), hint: Texts.howToAllowWider))
        }
        guard await Question.ask(question, context) == true else {
            throw Complaint(LibraryError(.notApproved, Texts.widerRefused(wider.joined(separator: ", "))))
        }
    }

    private func facts(isWritten: Bool) -> JSONObject {
        [
            "written": .bool(isWritten),
            "changes": .array(change.plan.changes.map { .object(LibraryChangeView.json($0)) }),
        ]
    }
}
