import ArgumentParser
import JSON
import Localization
import LuaRuntime
import PortalEmulator

/// `b24 portal app add|list|remove`: the applications of the local portal. It may be running meanwhile.
struct PortalAppCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "app", abstract: Texts.aboutPortalApp[.ofProcess],
            subcommands: [PortalAppAddCommand.self, PortalAppListCommand.self, PortalAppRemoveCommand.self])
    }

    /// What a card shows but the secret.
    static func row(_ application: LocalPortal.Application) -> JSONObject {
        [
            "client_id": .string(application.clientID), "title": .string(application.title),
            "scopes": application.scopes.map { .array($0.map(JSONValue.string)) } ?? .null,
            "redirect": application.redirectAddress.map { .string($0) } ?? .null,
        ]
    }
}

/// `b24 portal app add`
struct PortalAppAddCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "add", abstract: Texts.aboutPortalAppAdd[.ofProcess],
            discussion: Texts.discussionPortalAppAdd[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentAppTitle))
    var title: String

    @Option(help: help(Texts.optionAppScope))
    var scope: [String] = []

    @Option(help: help(Texts.optionAppRedirect))
    var redirect: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        let scopes = scope.flatMap { $0.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) }
        let application = try await place.withPortal(context) { portal in
            do {
                return try await portal.application(title, scopes: scopes.isEmpty ? nil : scopes, redirect: redirect)
            } catch let error as LocalPortalError {
                throw Complaint.usage(error.text)
            }
        }
        var card = PortalAppCommand.row(application)
        card["client_secret"] = .string(application.clientSecret)
        var result = CommandResult()
        result.results = [LuaValue(.object(card))]
        context.output.talk(Texts.secretIsShownOnce[context.language])
        return Presenter(context: context).show(result)
    }
}

/// `b24 portal app list`
struct PortalAppListCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: Texts.aboutPortalAppList[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let applications = try await place.withPortal(context) { try await $0.applications() }
        var result = CommandResult()
        result.results = [LuaValue(.array(applications.map { .object(PortalAppCommand.row($0)) }))]
        if applications.isEmpty {
            context.output.talk(Texts.noApps[context.language])
            result.showsDataByDefault = false
        }
        return Presenter(context: context).show(result)
    }
}

/// `b24 portal app remove`
struct PortalAppRemoveCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "remove", abstract: Texts.aboutPortalAppRemove[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentClientID))
    var clientID: String

    func execute(_ context: Context) async throws -> ExitStatus {
        let application = try await place.withPortal(context) { portal in
            let application = try await portal.namedApplication(clientID)
            try await portal.remove(application)
            return application
        }
        var result = CommandResult()
        result.results = [LuaValue(.object(PortalAppCommand.row(application)))]
        result.showsDataByDefault = false
        context.output.talk(Texts.appRemoved(application.title)[context.language])
        return Presenter(context: context).show(result)
    }
}

extension LocalPortal {
    /// - Throws: a complaint when no application has that client id.
    func namedApplication(_ clientID: String) async throws -> Application {
        guard let application = try await applications().first(where: { $0.clientID == clientID }) else {
            throw Complaint.failure(Texts.noApp(clientID), hint: Texts.noAppHint)
        }
        return application
    }
}
