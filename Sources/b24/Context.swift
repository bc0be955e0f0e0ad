import Localization

/// What every command works with.
struct Context: Sendable {
    /// A prompt changes them as it goes.
    var settings: Settings
    let environment: Environment
    let output: Output

    init(_ settings: Settings, environment: Environment = .ofProcess) {
        self.settings = settings
        self.environment = environment
        output = Output(settings: settings, environment: environment)
    }

    var language: Language { settings.language }

    /// Columns for data; `nil` when standard output is no terminal.
    var width: Int? { Terminal.width(environment) }

    /// Whether a person can be asked.
    var canAsk: Bool { !settings.hasNoInput && Terminal.inputIsTerminal && Terminal.talkIsTerminal }
}
