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
    /// - Parameter amount: `30s`
    static func reached(
        _ resource: LimitReached.Resource, _ amount: String, _ origin: LimitOrigin, _ profile: String
    ) -> LocalizedText {
        let who = setter(resource, origin, profile)
        return switch resource {
        case .memory:
            LocalizedText(
                "memory limit reached: \(amount), \(who.en)", ru: "исчерпан лимит памяти: \(amount), \(who.ru)")
        case .cpu:
            LocalizedText(
                "CPU time limit reached: \(amount), \(who.en)",
                ru: "исчерпан лимит процессорного времени: \(amount), \(who.ru)")
        case .time:
            LocalizedText(
                "time limit of the run reached: \(amount), \(who.en)",
                ru: "исчерпан лимит времени запуска: \(amount), \(who.ru)")
        }
    }
    private static func setter(
        _ resource: LimitReached.Resource, _ origin: LimitOrigin, _ profile: String
    ) -> LocalizedText {
        switch origin {
        case .standard: LocalizedText("the standard one", ru: "стандартный")
        case .flag: LocalizedText("set by --max-\(resource.rawValue)", ru: "задан флагом --max-\(resource.rawValue)")
        case .profile:
            LocalizedText(
                "set by max_\(resource.rawValue) of profile '\(profile)'",
                ru: "задан в max_\(resource.rawValue) профиля «\(profile)»")
        case .script:
            LocalizedText(
                "set by the script: @limit \(resource.rawValue)", ru: "задан скриптом: @limit \(resource.rawValue)")
        }
    }
    static func more(_ resource: LimitReached.Resource, _ origin: LimitOrigin, _ profile: String) -> LocalizedText {
        let name = resource.rawValue
        let amount =
            switch resource {
            case .memory: "512M"
            case .cpu: "5m"
            case .time: "1h"
            }
        let advice =
            resource == .memory
            ? LocalizedText(
                "; b24.each reads a long list page by page", ru: "; b24.each читает длинный список по страницам")
            : LocalizedText("", ru: "")
        return switch origin {
        case .standard, .flag:
            LocalizedText(
                "--max-\(name) \(amount) allows more\(advice.en).",
                ru: "Больше даст --max-\(name) \(amount)\(advice.ru).")
        case .profile:
            LocalizedText(
                "max_\(name) in section [profiles.\(profile)] of config.toml sets it, and no flag raises it\(advice.en).",
                ru:
                    "Его задаёт max_\(name) в разделе [profiles.\(profile)] файла config.toml, флаг его не повысит\(advice.ru)."
            )
        case .script:
            LocalizedText(
                "The line --- @limit \(name) at the script's top sets it\(advice.en).",
                ru: "Его задаёт строка --- @limit \(name) в начале скрипта\(advice.ru).")
        }
    }
}
