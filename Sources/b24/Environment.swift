#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import Bitrix24
import Credentials
import Localization

/// What the process was started with, read once.
struct Environment: Sendable {
    /// The variables that b24 looks at.
    let variables: [String: String]
    /// `B24_WEBHOOK_URL`, taken out of the process environment: neither `os.getenv`, nor a child process, nor
    /// `/proc/PID/environ` shows it afterwards.
    let webhook: Secret?
    /// `B24_ACCESS_TOKEN`, `B24_REFRESH_TOKEN` and `B24_CLIENT_SECRET`, taken out in the same way.
    var accessToken: Secret?
    var refreshToken: Secret?
    var clientSecret: Secret?
    /// `B24_PASSPHRASE`, of the encrypted file of secrets; taken out in the same way.
    var passphrase: Secret?

    private static let names = [
        "B24_LANG", "B24_PROFILE", "B24_PORTAL_URL", "B24_CLIENT_ID", "B24_AUTH_SERVER", "LC_ALL", "LC_MESSAGES",
        "LANG", "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "NO_COLOR", "TERM", "COLUMNS", "VISUAL",
        "EDITOR", "PAGER", "TMPDIR", "CI",
    ]

    /// The environment of this process. First used before any other thread exists.
    static let ofProcess = take()

    private static func take() -> Environment {
        var variables: [String: String] = [:]
        for name in names {
            if let value = getenv(name), value.pointee != 0 { variables[name] = String(cString: value) }
        }
        let environment = Environment(
            variables: variables, webhook: takeSecret("B24_WEBHOOK_URL"), accessToken: takeSecret("B24_ACCESS_TOKEN"),
            refreshToken: takeSecret("B24_REFRESH_TOKEN"), clientSecret: takeSecret("B24_CLIENT_SECRET"),
            passphrase: takeSecret("B24_PASSPHRASE"))
        for secret in [
            environment.webhook, environment.accessToken, environment.refreshToken, environment.clientSecret,
            environment.passphrase,
        ] { LiveSecrets.add(secret) }
        return environment
    }

    /// The bytes are overwritten where they lie, because `unsetenv` only forgets them.
    private static func takeSecret(_ name: String) -> Secret? {
        guard let value = getenv(name) else { return nil }
        let secret = Secret(String(cString: value))
        memset(value, 0, strlen(value))
        unsetenv(name)
        return secret.isEmpty ? nil : secret
    }

    var home: String { variables["HOME"] ?? "/" }

    /// `~/.config/b24/config.toml`
    var configFile: String { (variables["XDG_CONFIG_HOME"] ?? home + "/.config") + "/b24/config.toml" }

    /// What that file says, and how it is changed.
    var configuration: ConfigurationFile { ConfigurationFile(path: configFile) }

    /// What a prompt runs first: `~/.config/b24/init.lua`.
    var startupFile: String { Files.folder(of: configFile) + "/init.lua" }

    /// `~/.local/share/b24`
    var dataFolder: String { (variables["XDG_DATA_HOME"] ?? home + "/.local/share") + "/b24" }

    /// Where the built-in portal keeps its data.
    var demoFolder: String { dataFolder + "/demo" }

    /// `~/.local/state/b24`: what was done (the run journal), and what processes share (the portals' rates).
    var stateFolder: String { (variables["XDG_STATE_HOME"] ?? home + "/.local/state") + "/b24" }

    /// A path with `~/` for the home folder, for people.
    func abbreviated(_ path: String) -> String {
        path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }

    /// Where the audit is kept.
    var auditFolder: String { stateFolder + "/audit" }

    /// What a person has allowed scripts.
    var approvalFolder: String { stateFolder + "/approved" }

    /// A path that a person wrote: `~/` is the home folder, other relative paths are meant from `folder`.
    func expand(_ path: String, from folder: String) -> String {
        if path.hasPrefix("~/") { return home + path.dropFirst() }
        return path.hasPrefix("/") || folder == "." ? path : folder + "/" + path
    }
}
