import ArgumentParser
import Libraries
import Localization

/// `b24 lib add SOURCE`
struct LibAddCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "add", abstract: Texts.aboutLibAdd[.ofProcess], discussion: Texts.discussionLibAdd[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentSource), completion: .directory)
    var source: String

    @Option(name: .customLong("at-least"), help: help(Texts.optionAtLeast))
    var atLeast: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        let desk = try context.libraryDesk(orNew: true)
        let requirement = try atLeast.map { text -> VersionRequirement in
            guard let requirement = VersionRequirement(text) else { throw Complaint.usage(Texts.noVersion(text)) }
            return requirement
        }
        let place = try desk.source(
            source, from: try context.workingFolder, copies: !context.settings.isDryRun)
        let status: ExitStatus
        let name: LibraryName
        do {
            let (change, found) = try desk.adding(place, requirement)
            name = found
            status = try await ChangeReview(context: context, change: change).carryOut(desk)
        } catch {
            desk.discardCopy()
            throw error
        }
        context.output.talk(Texts.howToRequire(name.text)[context.language])
        return status
    }
}

/// `b24 lib update [NAME...] [--to VERSION]`
struct LibUpdateCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "update", abstract: Texts.aboutLibUpdate[.ofProcess],
            discussion: Texts.discussionLibUpdate[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentLibraries), completion: .own(.libraries))
    var names: [String] = []

    @Option(name: .customLong("to"), help: help(Texts.optionTo))
    var version: String?

    func validate() throws {
        if version != nil, names.count != 1 { throw ValidationError(Texts.toNeedsOneName[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        let desk = try context.libraryDesk()
        let exact = try version.map { text -> LibraryVersion in
            guard let version = LibraryVersion(text) ?? LibraryVersion(tag: text) else {
                throw Complaint.usage(Texts.noVersion(text))
            }
            return version
        }
        let change = try desk.updating(try names.map(Context.libraryName), to: exact)
        let status = try await ChangeReview(context: context, change: change).carryOut(desk)
        if exact == nil {
            for (name, version) in try desk.breakingVersions().sorted(by: { $0.key < $1.key })
            where names.isEmpty || names.contains(name.text) {
                context.output.talk(Texts.breakingVersion(name.text, "\(version)")[context.language])
            }
        }
        return status
    }
}

/// `b24 lib rollback`
struct LibRollbackCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rollback", abstract: Texts.aboutLibRollback[.ofProcess],
            discussion: Texts.discussionLibRollback[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let desk = try context.libraryDesk()
        return try await ChangeReview(context: context, change: try desk.rollingBack()).carryOut(desk)
    }
}

/// `b24 lib remove NAME`
struct LibRemoveCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "remove", abstract: Texts.aboutLibRemove[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentLibrary), completion: .own(.libraries))
    var name: String

    func execute(_ context: Context) async throws -> ExitStatus {
        let desk = try context.libraryDesk()
        let change = try desk.removing(try Context.libraryName(name))
        return try await ChangeReview(context: context, change: change).carryOut(desk)
    }
}
