import B24Scripting
import Bitrix24
import Localization

/// What the global flags say, free of how they were parsed.
struct Settings: Sendable, Equatable {
    var profile: String?
    var asksForWebhook = false
    var isDryRun = false
    var isReadOnly = false
    var skipsJournal = false
    var keepsNoBefores = false
    var skipsAudit = false
    var auditsValues = false
    var assumesYes = false
    var hasNoInput = false
    var format: ResultFormat?
    var wantsEnvelope = false
    var language: Language = .ofProcess
    var isVerbose = false
    var isQuiet = false
    var logFormat: LogFormat = .text
    var timeout: Duration?
    var sandbox: SandboxLevel?
    /// Whether Lua modules of `lua_modules` are loaded.
    var trustsLuaModules = false
    /// Whether libraries that are linked to folders are taken; `nil` when nobody has said.
    var libraryLinks: LibraryLinks?
    var memoryLimit: Int?
    var cpuLimit: Duration?
    var timeLimit: Duration?
    var maxWrites: Int?
    /// `--allow` and `--deny`
    var rules = MethodRules()
    var continuesOnError = false
    var colour: ColourChoice = .auto

    init() {}

    init(_ options: GlobalOptions) {
        profile = options.profile
        asksForWebhook = options.asksForWebhook
        isDryRun = options.isDryRun
        isReadOnly = options.isReadOnly
        skipsJournal = options.skipsJournal
        keepsNoBefores = options.keepsNoBefores
        skipsAudit = options.skipsAudit
        auditsValues = options.auditsValues
        assumesYes = options.assumesYes
        hasNoInput = options.hasNoInput
        format = options.format
        wantsEnvelope = options.json
        language = options.lang ?? .ofProcess
        isVerbose = options.isVerbose
        isQuiet = options.isQuiet
        logFormat = options.logFormat
        timeout = options.timeout?.duration
        sandbox = options.sandbox
        trustsLuaModules = options.trustsLuaModules
        libraryLinks = options.takesNoLinks ? .refused : options.takesLinks ? .taken : nil
        memoryLimit = options.maxMemory?.bytes
        cpuLimit = options.maxCPU?.duration
        timeLimit = options.maxTime?.duration
        maxWrites = options.maxWrites?.count
        rules.allow = options.allow
        rules.deny = options.deny
        continuesOnError = options.onError == .continue
        colour = options.color
    }
}

/// Whether libraries that are linked to folders stand in for locked ones.
enum LibraryLinks: Sendable, Equatable {
    /// `--links`
    case taken
    /// `--no-links`
    case refused
}
