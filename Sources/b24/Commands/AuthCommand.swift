import ArgumentParser
import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime

/// `b24 auth login|status|refresh|logout`
struct AuthCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "auth", abstract: Texts.aboutAuth[.ofProcess],
            subcommands: [
                AuthLoginCommand.self, AuthStatusCommand.self, AuthRefreshCommand.self, AuthLogoutCommand.self,
            ])
    }
}

/// `b24 auth status`: who, which rights, how long.
struct AuthStatusCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "status", abstract: Texts.aboutAuthStatus[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let portal = try Portal.choose(context.settings, context.environment)
        return try await PortalConnection.using(portal, context) { connection in
            let client = try await connection.client()
            let keeper = await connection.keeper
            let status = try await AuthStatus.ask(client) { keeper?.token }
            let now = SystemTime().unixTime
            guard context.settings.wantsEnvelope || context.settings.format != nil else {
                for line in status.lines(
                    profile: portal.name, now: now, context.language, style: context.output.dataStyle)
                { context.output.data(line) }
                return .done
            }
            var result = CommandResult()
            result.results = [LuaValue(inOrder: .object(status.data(profile: portal.name, now: now)))]
            return Presenter(context: context).show(result)
        }
    }
}

/// `b24 auth refresh`: one renewal, now.
struct AuthRefreshCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "refresh", abstract: Texts.aboutAuthRefresh[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus {
        let portal = try Portal.choose(context.settings, context.environment)
        return try await PortalConnection.using(portal, context) { connection in
            _ = try await connection.client()
            guard let keeper = await connection.keeper else {
                throw Complaint.usage(Texts.notAToken, hint: Texts.signInForToken)
            }
            let token = try await keeper.renewed(after: keeper.token.accessToken)
            let now = SystemTime().unixTime
            context.output.talk(Texts.tokenRenewed(token, now)[context.language])
            guard context.settings.wantsEnvelope else { return .done }
            var result = CommandResult()
            result.results = [
                LuaValue(inOrder: [
                    "expires": token.expires.map { .integer(Int64($0)) } ?? .null, "domain": .string(token.domain),
                ])
            ]
            return Presenter(context: context).show(result)
        }
    }
}
