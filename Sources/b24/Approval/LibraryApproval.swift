import B24Scripting
import Bitrix24
import Localization

/// Before a library that may change a portal is first used there, a person sees what it may do and why, and allows it;
/// also when it may do more than was allowed. Who allows a library has allowed all scripts that use it.
///
/// As with scripts, nothing is asked on the built-in portal, and in runs that change nothing.
struct LibraryApproval: Sendable {
    let context: Context
    let portal: Portal

    /// - Parameter libraries: one that a script requires, and those that it needs.
    /// - Throws: ``B24Scripting/ScriptLibraryError`` of kind `policyDenied`.
    func check(_ libraries: [ScriptLibrary]) async throws {
        let settings = context.settings
        guard let key = portal.approvalKey,
            !settings.isDryRun, !settings.isReadOnly, !portal.isReadOnly, !settings.assumesYes
        else { return }
        for library in libraries where Capabilities(library.needs).canWrite { try await check(library, key) }
    }

    private func check(_ library: ScriptLibrary, _ key: String) async throws {
        let record = ApprovalFile(
            folder: context.environment.approvalFolder, portal: key, script: "library " + library.name)
        let difference = record.approved?.difference(to: library.needs)
        if difference?.isEmpty == true { return }
        let language = context.language
        let name = Texts.theLibrary(library.mark)
        let shown = { (language: Language) in
            difference.map {
                Texts.needsMore(name[language], portal.name, $0, NeedsTable($0.needs).text(language) ?? "")[language]
            } ?? Texts.needsShown(name[language], portal.name, NeedsTable(library.needs).text(language) ?? "")[language]
        }
        context.output.talk(shown(language))
        guard context.canAsk else {
            throw ScriptLibraryError(
                .policyDenied, Texts.libraryNotApprovedYet(library.mark, portal.name), hint: Texts.howToApprove)
        }
        guard await Question.ask(Texts.askApproval(portal.name)[language], context) == true else {
            throw ScriptLibraryError(.policyDenied, Texts.libraryNotApproved(library.mark, portal.name))
        }
        try record.approve(Capabilities(library.needs), at: ISOTime(unixTime: SystemTime().unixTime).text())
    }
}
