import ArgumentParser
import B24Scripting
import Localization

/// The words of a command line for each portal of several: the same, but for files of which each has its own.
struct PortalWords {
    /// The command with its own words; without global flags.
    private let shape: CommandLineShape
    /// What they mean.
    private let command: any HostCommand
    /// The folder that gets a file for each portal, and how these files end.
    private let out: (folder: String, ending: String)?
    /// The folder that has a file for each portal.
    private let folder: String?

    /// The commands that make sense on several portals.
    static let commands = ["run", "eval", "call", "export", "diff", "plan", "apply"]

    /// - Throws: ``Complaint`` for a command that is meant for one portal.
    init(_ shape: CommandLineShape, _ command: any HostCommand, _ settings: Settings) throws {
        guard shape.command.count == 1, Self.commands.contains(shape.command[0]) else {
            let name = shape.command.joined(separator: " ")
            throw Complaint.usage(Texts.onePortalOnly(name), hint: Texts.portalCommands(Self.commands))
        }
        guard !settings.asksForWebhook else { throw Complaint.usage(Texts.webhookOfSeveral) }
        guard [nil, .table].contains(settings.format) else {
            throw Complaint.usage(Texts.formatOfSeveral, hint: Texts.envelopeOfSeveral)
        }
        self.shape = shape
        self.command = command
        var (out, folder): ((String, String)?, String?) = (nil, nil)
        switch command {
        case let run as RunCommand: try Self.refuseInput(run.file == "-")
        case let call as CallCommand: try Self.refuseInput(call.parameters.contains("@-"))
        case let export as ExportCommand:
            guard export.state == nil else { throw Complaint.usage(Texts.stateOfSeveral) }
            guard export.out != nil || settings.wantsEnvelope else {
                throw Complaint.usage(Texts.exportOfSeveral, hint: Texts.exportFolder)
            }
            out = export.out.map { ($0, ".lua") }
        case let diff as DiffCommand:
            guard diff.state == nil else { throw Complaint.usage(Texts.stateOfSeveral) }
            try Self.refuseInput(diff.file == "-")
            folder = diff.file
        case let plan as PlanCommand:
            folder = try Self.folder(plan.options)
            out = plan.out.map { ($0, Self.planEnding) }
        case let apply as ApplyCommand: folder = try Self.folder(apply.options)
        default: break
        }
        self.folder = folder.flatMap { Files.isFolder($0) ? $0 : nil }
        self.out = out
        if let out { try Self.make(out.0) }
    }

    private static let planEnding = ".plan.json"

    private static func refuseInput(_ isRead: Bool) throws {
        guard !isRead else { throw Complaint.usage(Texts.inputOfSeveral, hint: Texts.giveFile) }
    }

    private static func folder(_ options: ConfigurationOptions) throws -> String {
        guard options.state == nil else { throw Complaint.usage(Texts.stateOfSeveral) }
        try refuseInput(options.file == "-")
        return options.file
    }

    private static func make(_ folder: String) throws {
        guard !folder.hasSuffix(".lua"), !folder.hasSuffix(".json"), Files.mode(folder) == nil || Files.isFolder(folder)
        else { throw Complaint.usage(Texts.outIsFile(folder), hint: Texts.exportFolder) }
        do { try Files.makeFolder(folder) } catch {
            throw Complaint.failure(Texts.cannotMakeFolder(folder, error.reason))
        }
    }

    /// The command and its own words for a portal.
    func words(for profile: String) -> [String] {
        var words = shape.others
        let name = "/" + Files.safeName(profile)
        if let out { Self.replace(value: out.folder, of: "--out", with: out.folder + name + out.ending, in: &words) }
        if let folder {
            let plan = folder + name + Self.planEnding
            let isPlan = command is ApplyCommand && Files.mode(plan) != nil
            Self.replace(file: folder, with: isPlan ? plan : folder + name + ".lua", in: &words)
        }
        return shape.command + words
    }

    // MARK: Words

    /// `--out DIR` and `--out=DIR`
    static func replace(value: String, of flag: String, with other: String, in words: inout [String]) {
        for (index, word) in words.enumerated() {
            if word == flag + "=" + value { words[index] = flag + "=" + other }
            if word == value, index > 0, words[index - 1] == flag { words[index] = other }
        }
    }

    /// The word that is no flag and no flag's value.
    static func replace(file: String, with other: String, in words: inout [String]) {
        for (index, word) in words.enumerated() where word == file {
            if index > 0, ["--var", "--state", "--out", "--against"].contains(words[index - 1]) { continue }
            words[index] = other
            return
        }
    }
}
