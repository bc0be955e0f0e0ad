import ArgumentParser
import B24Scripting
import Bitrix24
import Localization

/// The flags that every command takes, before or after its name (see ``CommandLineShape``).
struct GlobalOptions: ParsableArguments {
    @Option(
        name: [.customLong("profile"), .customShort("p")], help: help(Texts.optionProfile),
        completion: .own(.profileList))
    var profile: String?

    @Flag(name: .customLong("all-profiles"), help: help(Texts.optionAllProfiles))
    var takesAllProfiles = false

    @Flag(name: .customLong("webhook-prompt"), help: help(Texts.optionWebhookPrompt))
    var asksForWebhook = false

    @Flag(name: .customLong("dry-run"), help: help(Texts.optionDryRun))
    var isDryRun = false

    @Flag(name: .customLong("read-only"), help: help(Texts.optionReadOnly))
    var isReadOnly = false

    @Option(name: .customLong("max-writes"), help: help(Texts.optionMaxWrites))
    var maxWrites: WriteCount?

    @Option(help: help(Texts.optionAllow))
    var allow: [MethodRules.Rule] = []

    @Option(help: help(Texts.optionDeny))
    var deny: [MethodRules.Rule] = []

    @Flag(name: .customLong("no-journal"), help: help(Texts.optionNoJournal))
    var skipsJournal = false

    @Flag(name: .customLong("no-undo"), help: help(Texts.optionNoUndo))
    var keepsNoBefores = false

    @Flag(name: .customLong("no-audit"), help: help(Texts.optionNoAudit))
    var skipsAudit = false

    @Flag(name: .customLong("audit-values"), help: help(Texts.optionAuditValues))
    var auditsValues = false

    @Flag(name: [.customLong("yes"), .customShort("y")], help: help(Texts.optionYes))
    var assumesYes = false

    @Flag(name: .customLong("no-input"), help: help(Texts.optionNoInput))
    var hasNoInput = false

    @Flag(name: .customLong("trust"), help: help(Texts.optionTrust))
    var trustsLuaModules = false

    @Flag(name: .customLong("links"), help: help(Texts.optionLinks))
    var takesLinks = false

    @Flag(name: .customLong("no-links"), help: help(Texts.optionNoLinks))
    var takesNoLinks = false

    @Option(help: help(Texts.optionFormat))
    var format: ResultFormat?

    @Flag(help: help(Texts.optionJSON))
    var json = false

    @Option(help: help(Texts.optionLanguage))
    var lang: Language?

    @Flag(name: [.customLong("verbose"), .customShort("v")], help: help(Texts.optionVerbose))
    var isVerbose = false

    @Flag(name: [.customLong("quiet"), .customShort("q")], help: help(Texts.optionQuiet))
    var isQuiet = false

    @Option(name: .customLong("log-format"), help: help(Texts.optionLogFormat))
    var logFormat: LogFormat = .text

    @Option(help: help(Texts.optionTimeout))
    var timeout: Seconds?

    @Option(help: help(Texts.optionSandbox))
    var sandbox: SandboxLevel?

    @Option(name: .customLong("max-memory"), help: help(Texts.optionMaxMemory))
    var maxMemory: ByteCount?

    @Option(name: .customLong("max-cpu"), help: help(Texts.optionMaxCPU))
    var maxCPU: Seconds?

    @Option(name: .customLong("max-time"), help: help(Texts.optionMaxTime))
    var maxTime: Seconds?

    @Option(name: .customLong("on-error"), help: help(Texts.optionOnError))
    var onError: OnError = .stop

    @Option(help: help(Texts.optionColour))
    var color: ColourChoice = .auto

    func validate() throws {
        if json, format != nil { throw ValidationError(Texts.jsonAndFormat[.ofProcess]) }
        if takesLinks, takesNoLinks { throw ValidationError(Texts.linksAndNoLinks[.ofProcess]) }
        if isVerbose, isQuiet { throw ValidationError(Texts.verboseAndQuiet[.ofProcess]) }
    }

    /// The names of the flags that take a value, and of those that take none.
    static let valued: Set<String> = [
        "--profile", "-p", "--format", "--lang", "--log-format", "--timeout", "--sandbox", "--max-memory", "--max-cpu",
        "--max-time",
        "--max-writes", "--allow", "--deny", "--on-error", "--color",
    ]
    static let bare: Set<String> = [
        PortalList.allFlag, "--webhook-prompt", "--dry-run", "--read-only", "--no-journal", "--no-undo", "--no-audit",
        "--audit-values",
        "--yes", "-y", "--trust", "--links", "--no-links",
        "--no-input", "--json",
        "--verbose", "-v",
        "--quiet", "-q",
    ]
}

/// `--on-error`
enum OnError: String, ExpressibleByArgument, CaseIterable, Sendable {
    case stop, `continue`
}

extension Language: ExpressibleByArgument {}

extension SandboxLevel: ExpressibleByArgument {}

extension MethodRules.Rule: ExpressibleByArgument {
    /// - Parameter argument: `delete:crm.*`
    public init?(argument: String) { self.init(argument) }
}

/// A help text in the language of the process.
func help(_ text: LocalizedText) -> ArgumentHelp { ArgumentHelp(text[.ofProcess]) }
