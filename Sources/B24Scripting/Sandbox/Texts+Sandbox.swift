import Localization

/// What is said about the levels of the sandbox.
enum SandboxTexts {
    static func stricterScript(_ script: SandboxLevel, _ session: SandboxLevel) -> LocalizedText {
        LocalizedText(
            "the script says @sandbox \(script.rawValue); this session runs at level \(session.rawValue)",
            ru: "скрипт указывает @sandbox \(script.rawValue), а этот сеанс работает на уровне \(session.rawValue)")
    }
    static func startAnew(_ level: SandboxLevel) -> LocalizedText {
        LocalizedText(
            "Start it with --sandbox \(level.rawValue), or with b24 run, which reads the line first.",
            ru: "Запустите его с --sandbox \(level.rawValue) или командой b24 run: она читает эту строку заранее.")
    }
    static func notYet(_ level: SandboxLevel) -> LocalizedText {
        LocalizedText(
            "this build does not have the sandbox level \(level.rawValue)",
            ru: "в этой сборке нет уровня песочницы \(level.rawValue)")
    }
}
