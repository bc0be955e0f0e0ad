import ArgumentParser
import B24Scripting
import JSON
import Localization
import PortalConfiguration

/// `b24 import FILE`: makes the state file anew from what the portal has.
struct ImportCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import", abstract: Texts.aboutImport[.ofProcess],
            discussion: Texts.discussionImport[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var options: ConfigurationOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let source = try await options.source(context)
        guard let path = source.statePath else { throw Complaint.usage(Texts.importNeedsState) }
        let job = try ConfigurationJob(context, "import", file: options.file)
        return await job.run {
            var book = NameBook(portal: try await job.domain())
            let survey = try await job.desk.survey(source.desired, book, prunes: false)
            var missing: [Address] = []
            for object in source.desired.objects {
                guard let id = survey.naming.objects[object.address]?.id else {
                    missing.append(object.address)
                    continue
                }
                book[object.address] = id
            }
            try ConfigurationSource.save(book, to: path)
            context.output.talk(Texts.imported(book.addresses.count, path)[context.language])
            var report = ConfigurationJob.Report()
            report.lines = missing.map { "\($0): " + Texts.notThere[context.language] }
            report.data = [
                "found": .integer(Int64(book.addresses.count)),
                "missing": .array(missing.map { .string($0.description) }), "state": .string(path),
            ]
            return report
        }
    }
}
