import ArgumentParser
import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime

/// `b24 types`: the files from which editors know b24 and the portal.
struct TypesCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "types", abstract: Texts.aboutTypes[.ofProcess], discussion: Texts.discussionTypes[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Flag(help: help(Texts.optionPortalOnly))
    var portalOnly = false

    @Flag(help: help(Texts.optionNoPortal))
    var noPortal = false

    @Option(help: help(Texts.optionTypesOut), completion: .directory)
    var out: String?

    func validate() throws {
        if portalOnly, noPortal { throw ValidationError(Texts.portalOnlyAndNoPortal[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        let project = try context.projectFolder() ?? context.workingFolder
        let folder = TypeFolder(path: out ?? project + "/" + TypeFolder.place)
        try folder.check()
        var written: [TypeFolder.Written] = []
        if !portalOnly {
            written += try folder.write(TypeFiles.all(context.language), isWhole: true)
            if out == nil, try await renewLuacheck(project) { written.append((ProjectFiles.luacheck, .changed)) }
        }
        var result = CommandResult()
        if !portalOnly, out == nil {
            let libraries = try LibraryModules(context, project: project)
            written += try libraries.write()
            for problem in libraries.problems {
                context.output.complain("b24: " + problem[context.language])
                result.verdict = .partial
            }
        }
        if !noPortal {
            do {
                let (file, portal, gaps) = try await PortalTypes.read(context)
                result.meta["profile"] = .string(portal)
                written += try folder.write([file], isWhole: false)
                for gap in gaps { context.output.complain(Self.line(gap, context.language)) }
                if !gaps.isEmpty { result.verdict = .partial }
            } catch {
                let isKept = Files.exists(folder.path + "/" + TypeFiles.portalPath)
                context.output.complain("b24: " + Texts.portalNotRead(isKept: isKept)[context.language])
                result.error = ErrorReport(error, context.language)
            }
        }
        tell(written, folder, context)
        result.results = context.settings.wantsEnvelope || context.settings.format != nil ? [rows(written)] : []
        return Presenter(context: context).show(result)
    }

    /// The part of `.luacheckrc` that comes from b24.
    private func renewLuacheck(_ project: String) async throws -> Bool {
        let path = project + "/" + ProjectFiles.luacheck
        guard let text = try? Files.text(path),
            let new = LuacheckStandard.renewed(text, try await LuacheckStandard.block()), new != text
        else { return false }
        do { try Files.replace(Array(new.utf8), at: path, mode: 0o644) } catch {
            throw Complaint.failure(Texts.cannotWrite(path, error.reason))
        }
        return true
    }

    private func tell(_ written: [TypeFolder.Written], _ folder: TypeFolder, _ context: Context) {
        let changes = written.filter { $0.change != .same }
        for (path, change) in changes where changes.count <= 12 {
            context.output.talk("  " + Texts.change(change)[context.language] + "  " + path)
        }
        let place = context.environment.abbreviated(folder.path)
        context.output.talk(Texts.typesWritten(changes.count, of: written.count, place)[context.language])
    }

    private func rows(_ written: [TypeFolder.Written]) -> LuaValue {
        LuaValue(
            inOrder: .array(
                written.map { .object(["file": .string($0.path), "change": .string($0.change.rawValue)]) }))
    }

    private static func line(_ gap: PortalSurvey.Gap, _ language: Language) -> String {
        "b24: " + Texts.notRead(gap.what, gap.error.message(language))[language]
    }
}
