import ArgumentParser
import JSON
import Libraries
import Localization

/// `b24 lib install`
struct LibInstallCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "install", abstract: Texts.aboutLibInstall[.ofProcess],
            discussion: Texts.discussionLibInstall[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let desk = try context.libraryDesk()
        let gaps = try LibraryProject(folder: desk.folder).gaps
        if let gap = gaps.first {
            guard context.settings.libraryLinks != .refused, context.canAsk else {
                throw Complaint(LibraryError(.notLocked, gap.text, hint: Texts.howToLock))
            }
            if let change = try desk.completing() {
                return try await ChangeReview(context: context, change: change).carryOut(desk)
            }
        }
        let installed = try desk.install()
        let fetched = installed.filter(\.wasFetched)
        for one in fetched {
            context.output.talk("\(one.library.name) \(one.library.version)  \(one.library.source)")
        }
        context.output.talk(Texts.librariesInstalled(installed.count, fetched.count)[context.language])
        return context.show([
            "installed": .integer(Int64(installed.count)),
            "fetched": .array(fetched.map { .string($0.library.name.text) }),
        ])
    }
}

/// `b24 lib verify`
struct LibVerifyCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify", abstract: Texts.aboutLibVerify[.ofProcess],
            discussion: Texts.discussionLibVerify[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Flag(name: .customLong("sources"), help: help(Texts.optionSources))
    var asksSources = false

    func execute(_ context: Context) async throws -> ExitStatus {
        let findings = try context.libraryDesk().verify(asksSources: asksSources)
        let language = context.language
        let rows = findings.map { finding -> JSONObject in
            [
                "name": .string(finding.name.text),
                "version": finding.version.map { .string("\($0)") } ?? .null,
                "ok": .bool(finding.error == nil),
                "kind": finding.error.map { .string($0.kind.rawValue) } ?? .null,
                "reason": finding.error.map { .string($0.text[language]) } ?? .null,
                "hint": (finding.error?.hint).map { .string($0[language]) } ?? .null,
            ]
        }
        let statuses = findings.compactMap { $0.error.map { Complaint($0).status } }
        let verdict: ExitStatus = statuses.isEmpty ? .done : statuses.contains(.refused) ? .refused : .failed
        guard !context.settings.wantsEnvelope, context.settings.format == nil else {
            return context.show(rows: rows, columns: [], verdict: verdict)
        }
        let style = context.output.dataStyle
        for finding in findings {
            let label = finding.name.text + (finding.version.map { " \($0)" } ?? "")
            guard let error = finding.error else {
                context.output.data("\(style.green(Texts.isWell[language]))  \(label)")
                continue
            }
            context.output.data("\(style.red(Texts.isNotWell[language]))  \(label): \(error.text[language])")
            if let hint = error.hint { context.output.data("      \(hint[language])") }
        }
        context.output.talk(Texts.librariesVerified(findings.count, statuses.count)[language])
        return verdict
    }
}
