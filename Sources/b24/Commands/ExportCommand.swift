import ArgumentParser
import B24Scripting
import JSON
import Localization
import PortalConfiguration

/// `b24 export`: the portal as a description.
struct ExportCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export", abstract: Texts.aboutExport[.ofProcess],
            discussion: Texts.discussionExport[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Option(help: help(Texts.optionOnly))
    var only: [String] = []

    @Option(help: help(Texts.optionOut), completion: .file())
    var out: String?

    @Flag(help: help(Texts.optionOverwrite))
    var force = false

    @Option(help: help(Texts.optionState), completion: .file())
    var state: String?

    func validate() throws {
        for word in only where ExportFilter(word) == nil { throw ValidationError(Texts.oddOnly(word)[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        let job = try ConfigurationJob(context, "export", file: out)
        let filters = only.compactMap { ExportFilter($0) }
        let (out, force) = (out, force)
        let statePath = state ?? out.map { ConfigurationSource.statePath(of: $0, job.portal.name) }
        return await job.run {
            let portal = try await job.domain()
            var book = try ConfigurationSource.book(statePath, of: portal)
            let model = ExportFilter.reduced(try await job.desk.export(&book), to: filters)
            let text =
                out?.hasSuffix(".json") == true
                ? JSONWriter.string(JSONForm.value(model), pretty: true) + "\n"
                : LuaWriter.text(model, comment: [Texts.exported(portal)[context.language]])
            var report = ConfigurationJob.Report()
            report.data = ["objects": .integer(Int64(model.objects.count)), "configuration": JSONForm.value(model)]
            guard let out else {
                report.lines = [String(text.dropLast())]
                return report
            }
            try ConfigurationSource.write(text, to: out, overwrites: force)
            try ConfigurationSource.save(book.keeping(model), to: statePath)
            context.output.talk(Texts.exportedTo(out, model.objects.count)[context.language])
            return report
        }
    }
}

/// `--only`: `spa`, `workplace`, or one of them with its name: `spa:Leave`.
struct ExportFilter: Sendable {
    private let kind: ObjectKind
    private let name: String?

    init?(_ word: String) {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        guard let kind = parts.first.flatMap({ ObjectKind(rawValue: $0) }), kind.parent == nil else { return nil }
        self.kind = kind
        name = parts.count > 1 ? parts[1] : nil
    }

    private func takes(_ object: ConfigurationObject, in model: ConfigurationModel) -> Bool {
        guard let root = object.address.lineage.last, root.kind == kind else { return false }
        return name == nil || name == root.name || name == model[root]?.naturalName
    }

    /// What any of them takes, without relations to what is left out.
    static func reduced(_ model: ConfigurationModel, to filters: [ExportFilter]) -> ConfigurationModel {
        guard !filters.isEmpty else { return model }
        let kept = model.objects.filter { object in filters.contains { $0.takes(object, in: model) } }
        let homes = Set(kept.compactMap { $0.attributes["workplace"]?["workplace"]?.stringValue })
        let spas = Set(kept.filter { $0.address.kind == .spa }.map(\.address.name))
        let workplaces = model.parts(.workplace, of: nil).filter { workplace in
            homes.contains(workplace.address.name) && !kept.contains { $0.address == workplace.address }
        }
        func isWithin(_ value: JSONValue?) -> Bool { value?["spa"]?.stringValue.map(spas.contains) ?? true }
        return ConfigurationModel(
            workplaces
                + kept.map { object in
                    var object = object
                    if let parents = object.attributes["parents"]?.arrayValue {
                        object.attributes["parents"] = .array(parents.filter { isWithin($0["to"]) })
                    }
                    if let sections = object.attributes["card"]?.arrayValue {
                        object.attributes["card"] = .array(
                            sections.map { section in
                                var section = section.objectValue ?? [:]
                                section["elements"] = .array(
                                    (section["elements"]?.arrayValue ?? []).filter { isWithin($0["field"]) })
                                return .object(section)
                            })
                    }
                    return object
                })
    }
}
