import ArgumentParser
import B24Scripting
import Credentials
import JSON
import Localization
import LuaRuntime

/// `b24 profile add|list|show|use|rename|remove`
struct ProfileCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "profile", abstract: Texts.aboutProfile[.ofProcess],
            subcommands: [
                ProfileAddCommand.self, ProfileListCommand.self, ProfileShowCommand.self, ProfileUseCommand.self,
                ProfileRenameCommand.self, ProfileRemoveCommand.self,
            ])
    }
}

/// `b24 profile list`
struct ProfileListCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: Texts.aboutProfileList[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let configuration = try context.environment.configuration.load()
        if configuration.profiles.isEmpty { context.output.talk(Texts.noProfiles[context.language]) }
        let rows = ProfileTable(configuration: configuration)
        var result = CommandResult()
        result.results = [LuaValue(inOrder: .array(rows.rows.map(JSONValue.object)))]
        guard !context.settings.wantsEnvelope, context.settings.format ?? .table == .table else {
            return Presenter(context: context).show(result)
        }
        if !rows.rows.isEmpty { context.output.data(rows.text(width: context.width, context.language)) }
        return .done
    }
}

/// `b24 profile show [NAME]`
struct ProfileShowCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: Texts.aboutProfileShow[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentProfileOrDefault), completion: .own(.profiles))
    var name: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        let configuration = try context.environment.configuration.load()
        guard
            let name = name ?? context.settings.profile ?? context.environment.variables["B24_PROFILE"]
                ?? configuration.defaultProfile
        else { throw Complaint.usage(Texts.noDefaultProfile, hint: Texts.chooseDefault) }
        let profile = try context.profileDesk.known(name)
        let table = ProfileTable(configuration: configuration)
        var row = table.row(profile)
        row["kept_in"] = .string(
            profile.webhookFile.map(context.webhookPath) ?? context.stores(configuration).place(of: profile) ?? "?")
        var result = CommandResult()
        result.results = [LuaValue(inOrder: .object(row))]
        return Presenter(context: context).show(result)
    }
}

/// `b24 profile use NAME`
struct ProfileUseCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "use", abstract: Texts.aboutProfileUse[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentProfileOrDemo), completion: .own(.profiles))
    var name: String

    func execute(_ context: Context) async throws -> ExitStatus {
        try context.profileDesk.use(name)
        context.output.talk(Texts.profileUsed(name)[context.language])
        return context.show(["name": .string(name), "default": true])
    }
}

/// `b24 profile rename OLD NEW`
struct ProfileRenameCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "rename", abstract: Texts.aboutProfileRename[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentProfile), completion: .own(.profiles))
    var old: String

    @Argument(help: help(Texts.argumentNewName))
    var new: String

    func execute(_ context: Context) async throws -> ExitStatus {
        try Context.check(profileName: new)
        let leftover = try context.profileDesk.rename(old, to: new)
        context.output.talk(Texts.profileRenamed(old, new)[context.language])
        context.warn(of: leftover)
        return context.show(["name": .string(new), "was": .string(old)])
    }
}

/// `b24 profile remove NAME`
struct ProfileRemoveCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "remove", abstract: Texts.aboutProfileRemove[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Flag(name: .customLong("keep-secret"), help: help(Texts.optionKeepSecret))
    var keepsSecret = false

    @Argument(help: help(Texts.argumentProfile), completion: .own(.profiles))
    var name: String

    func execute(_ context: Context) async throws -> ExitStatus {
        let profile = try context.profileDesk.known(name)
        if !context.settings.assumesYes {
            let question = Texts.askRemoveProfile(name, profile.domain ?? "?", keepsSecret: keepsSecret)
            guard await Question.ask(question[context.language], context) == true else {
                throw Complaint.refusal(Texts.resetNotConfirmed, hint: Texts.resetNeedsYes)
            }
        }
        try context.profileDesk.remove(name, keepsSecret: keepsSecret)
        context.output.talk(Texts.profileRemoved(name)[context.language])
        if let file = profile.webhookFile {
            context.output.talk(Texts.webhookFileStays(context.webhookPath(file))[context.language])
        }
        return context.show(["name": .string(name), "removed": true])
    }
}
