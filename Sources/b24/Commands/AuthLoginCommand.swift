import ArgumentParser
import Localization

/// `b24 auth login`: from nothing to a stored token.
struct AuthLoginCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "login", abstract: Texts.aboutAuthLogin[.ofProcess],
            discussion: Texts.discussionAuthLogin[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Option(help: help(Texts.optionPortal))
    var portal: String?

    @Option(name: .customLong("client-id"), help: help(Texts.optionClientID))
    var clientID: String?

    @Flag(name: .customLong("secrets-stdin"), help: help(Texts.optionSecretsStdin))
    var readsSecrets = false

    @Option(help: help(Texts.optionServer))
    var server: String?

    @Option(help: help(Texts.optionLoginPort))
    var port: Int?

    @Flag(name: .customLong("no-browser"), help: help(Texts.optionNoBrowser))
    var noBrowser = false

    @Flag(help: help(Texts.optionPaste))
    var paste = false

    @Flag(help: help(Texts.optionToken))
    var token = false

    @Option(name: .customLong("wait"), help: help(Texts.optionWait))
    var wait: Seconds?

    func validate() throws {
        if paste, port != nil { throw ValidationError(Texts.pasteAndPort[.ofProcess]) }
        if let port, !(0...65_535).contains(port) { throw ValidationError(Texts.oddPort(port)[.ofProcess]) }
        if token, paste || port != nil || noBrowser || wait != nil {
            throw ValidationError(Texts.tokenAndBrowser[.ofProcess])
        }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        var request = Login.Request()
        request.portal = portal
        request.clientID = clientID
        request.server = server
        request.readsSecrets = readsSecrets
        request.isReadyToken = token
        request.port = paste ? nil : port ?? SignInPort.usual
        request.opensBrowser = !noBrowser
        if let wait { request.patience = wait.duration }
        return try await Login(request, context).run()
    }
}

/// `b24 auth logout`: the secret of a profile goes, the profile stays.
struct AuthLogoutCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "logout", abstract: Texts.aboutAuthLogout[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    func execute(_ context: Context) async throws -> ExitStatus { try await Logout(context).run() }
}
