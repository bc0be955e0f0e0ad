import B24Scripting
import Localization

/// What is said about scripts in processes of their own.
extension Texts {
    static let noIsolatedPrompt = LocalizedText(
        "the prompt does not run at level isolated", ru: "консоль не работает на уровне isolated")
    static let noIsolatedPromptHint = LocalizedText(
        "b24 run FILE and b24 eval do. For the prompt: --sandbox team, where the profile allows it.",
        ru: "На нём работают b24 run ФАЙЛ и b24 eval. Для консоли: --sandbox team, если его разрешает профиль.")

    // MARK: Doctor

    static func isolates(_ layers: [LocalizedText]) -> LocalizedText {
        LocalizedText(
            "isolated scripts are held by: " + layers.map(\.en).joined(separator: ", "),
            ru: "изолированные скрипты держат: " + layers.map(\.ru).joined(separator: ", "))
    }
    static func isolatesLess(_ layers: [LocalizedText], without missing: [LocalizedText]) -> LocalizedText {
        let (all, less) = (isolates(layers), missing)
        return LocalizedText(
            all.en + "; not here: " + less.map(\.en).joined(separator: ", "),
            ru: all.ru + "; здесь нет: " + less.map(\.ru).joined(separator: ", "))
    }
    static func isolatesNot(_ missing: [LocalizedText]) -> LocalizedText {
        LocalizedText(
            "scripts cannot be isolated here; missing: " + missing.map(\.en).joined(separator: ", "),
            ru: "изолировать скрипты здесь нельзя; нет: " + missing.map(\.ru).joined(separator: ", "))
    }
    static let isolatesFix = LocalizedText(
        "--sandbox isolated needs Linux 4.14 or later on x86-64 or ARM64, outside of containers that forbid seccomp.",
        ru:
            "Для --sandbox isolated нужен Linux 4.14 или новее (x86-64 или ARM64), не в контейнере, где запрещён seccomp."
    )
    static let isolatesLessFix = LocalizedText(
        "Nothing has to be done: what is missing is a second wall. A newer kernel has it.",
        ru: "Делать ничего не нужно: недостающее — вторая стена. В более новом ядре она есть.")
}
