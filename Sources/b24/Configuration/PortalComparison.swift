import B24Scripting
import JSON
import Localization
import PortalConfiguration

/// `b24 diff --profile test --against prod`: what the second portal lacks or has otherwise. Both are read, nothing is written.
struct PortalComparison: Sendable {
    private let model: ConfigurationJob
    private let compared: ConfigurationJob

    /// - Parameter other: the profile of the second portal.
    init(_ context: Context, against other: String) throws {
        model = try ConfigurationJob(context, "diff", file: nil)
        var settings = context.settings
        settings.profile = other
        compared = try ConfigurationJob(Context(settings, environment: context.environment), "diff", file: nil)
        guard model.portal.name != compared.portal.name else { throw Complaint.usage(Texts.againstItself(other)) }
    }

    func run() async -> ExitStatus {
        let status = await model.run { try await compare() }
        return await compared.host.end(status)
    }

    @inline(never)
    private func compare() async throws -> ConfigurationJob.Report {
        let (context, names) = (compared.context, (model.portal.name, compared.portal.name))
        var book = NameBook(portal: try await model.domain())
        let desired = try await model.desk.export(&book)
        let plan = try await compared.desk.survey(
            desired, NameBook(portal: try await compared.domain()), prunes: false
        ).plan
        var report = ConfigurationJob.Report()
        report.lines = ChangeView(context.language, context.output.dataStyle)
            .differences(plan, unknown: Texts.onlyThere(names.1))
        var data = ChangeView.json(plan, context.language)
        data["profile"] = .string(names.0)
        data["against"] = .string(names.1)
        report.data = .object(data)
        if report.lines.isEmpty { context.output.talk(Texts.noDifference(names.0, names.1)[context.language]) }
        report.verdict = report.lines.isEmpty ? .done : .changes
        return report
    }
}
