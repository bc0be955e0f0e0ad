/// What makes the system's git harmless whatever it is connected with.
///
/// The configuration of the user and of the system stays in force: it has the credential helpers, proxies, certificates and
/// `insteadOf` that a company's repositories need, and whoever can write it can run programs as this user anyway. That of
/// repositories does not count: git works in an empty repository that b24 makes for the moment, never in the one where the
/// user happens to be, and what comes over the network carries no configuration and no hooks.
enum GitRules {
    /// Before the command.
    static func options(repository: String) -> [String] {
        let settings = [
            // Nothing runs besides git itself and its transports.
            "core.hooksPath=/dev/null", "core.fsmonitor=false", "gc.auto=0", "maintenance.auto=false",
            // What is damaged or tricky about objects is refused when they come.
            "fetch.fsckObjects=true", "transfer.fsckObjects=true",
            "submodule.recurse=false", "fetch.recurseSubmodules=false", "protocol.ext.allow=never",
            "transfer.bundleURI=false", "core.attributesFile=/dev/null",
            // A server that stops answering.
            "http.lowSpeedLimit=100", "http.lowSpeedTime=60",
        ]
        return ["--git-dir=" + repository, "--no-replace-objects", "--literal-pathspecs"]
            + settings.flatMap { ["-c", $0] }
    }

    /// Variables of git that say how to reach a server; the others could lead it to another repository or run a program.
    private static let kept: Set<String> = [
        "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH",
        "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
        "GIT_PROXY_SSL_CAINFO",
    ]

    static func environment(_ variables: [String], canAsk: Bool, transports: String) -> [String] {
        var kept = variables.filter { variable in
            let name = String(variable.prefix { $0 != "=" })
            if name == "SSH_ASKPASS", !canAsk { return false }
            return !["LC_ALL", "LANGUAGE", "SSH_ASKPASS_REQUIRE"].contains(name)
                && (!name.hasPrefix("GIT_") || self.kept.contains(name))
        }
        kept += ["GIT_ALLOW_PROTOCOL=" + transports, "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C"]
        if !canAsk { kept += ["GIT_TERMINAL_PROMPT=0", "SSH_ASKPASS_REQUIRE=never"] }
        return kept
    }

    /// What git may use for a source. The user's `insteadOf` may lead from one safe way to another, not to a program.
    static func transports(for source: GitSource) -> String {
        switch source.transport {
        case .https, .ssh, .file: "https:ssh:file"
        case .http: "http:https"
        case .git: "git"
        }
    }
}
