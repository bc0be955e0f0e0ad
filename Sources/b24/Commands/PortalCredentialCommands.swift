import ArgumentParser
import JSON
import Localization
import LuaRuntime
import PortalEmulator

/// `b24 portal expire-tokens`
struct PortalExpireTokensCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "expire-tokens", abstract: Texts.aboutExpireTokens[.ofProcess],
            discussion: Texts.discussionExpireTokens[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Option(help: help(Texts.optionExpireApp))
    var app: String?

    @Flag(name: .customLong("refresh"), help: help(Texts.optionExpireRefresh))
    var withRefreshTokens = false

    func execute(_ context: Context) async throws -> ExitStatus {
        try await place.withPortal(context) { portal in
            var application: LocalPortal.Application?
            if let app { application = try await portal.namedApplication(app) }
            try await portal.expireTokens(of: application, withRefreshTokens: withRefreshTokens)
        }
        var result = CommandResult()
        result.results = [LuaValue(["app": app.map { .string($0) } ?? .null, "refresh": .bool(withRefreshTokens)])]
        result.showsDataByDefault = false
        context.output.talk(Texts.tokensExpired[context.language])
        return Presenter(context: context).show(result)
    }
}

extension LocalPortal.Owner: ExpressibleByArgument {}

/// `b24 portal regenerate-webhook`
struct PortalRegenerateWebhookCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "regenerate-webhook", abstract: Texts.aboutRegenerateWebhook[.ofProcess],
            discussion: Texts.discussionRegenerateWebhook[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var place: PortalDataOptions

    @Argument(help: help(Texts.argumentOwner))
    var owner: LocalPortal.Owner

    func execute(_ context: Context) async throws -> ExitStatus {
        // The address is that of the process which serves the portal: only the path is known here.
        let path = try await place.withPortal(context) { portal in
            let url = try await portal.regenerateWebhook(try await portal.webhook(owner))
            return String(url.dropFirst(portal.address.count))
        }
        var result = CommandResult()
        result.results = [LuaValue(["owner": .string(owner.rawValue), "path": .string(path)])]
        return Presenter(context: context).show(result)
    }
}

extension PortalDataOptions {
    /// Opens the portal of the folder, which another process may be serving, for one piece of work.
    func withPortal<Value: Sendable>(
        _ context: Context, _ work: (LocalPortal) async throws -> Value
    ) async throws -> Value {
        guard let folder = folder(context.environment) else {
            throw Complaint.usage(Texts.memoryHasNoApps, hint: Texts.appsNeedFolder)
        }
        let portal = try await DemoPortal.start(DemoPortal.configuration(context, folder: folder), folder: folder)
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await work(portal)) } catch { outcome = .failure(error) }
        try await portal.stop()
        return try outcome.get()
    }
}
