import B24Scripting
import Localization

/// What is said about the levels of the sandbox.
extension Texts {
    static let optionSandbox = LocalizedText(
        "What scripts see of this machine: trusted (files and programs), team, isolated.",
        ru: "Что скрипты видят на этой машине: trusted (файлы и программы), team, isolated.")
    static func flagBeyondProfile(_ flag: SandboxLevel, _ portal: String, _ profile: SandboxLevel) -> LocalizedText {
        LocalizedText(
            "--sandbox \(flag.rawValue): profile '\(portal)' allows \(profile.rawValue) at most",
            ru: "--sandbox \(flag.rawValue): профиль «\(portal)» разрешает не больше, чем \(profile.rawValue)")
    }
    static func changeSandbox(_ portal: String, _ level: SandboxLevel) -> LocalizedText {
        LocalizedText(
            "sandbox = \"\(level.rawValue)\" in section [profiles.\(portal)] of config.toml allows it.",
            ru: "Это разрешит sandbox = \"\(level.rawValue)\" в разделе [profiles.\(portal)] файла config.toml.")
    }
    static func scriptBeyondProfile(_ place: String, _ portal: String, _ profile: SandboxLevel) -> LocalizedText {
        LocalizedText(
            "\(place): the script asks for level trusted; profile '\(portal)' allows \(profile.rawValue) at most",
            ru:
                "\(place): скрипт просит уровень trusted, а профиль «\(portal)» разрешает не больше, чем \(profile.rawValue)"
        )
    }
    static func runStricter(_ portal: String, _ level: SandboxLevel) -> LocalizedText {
        LocalizedText(
            "--sandbox \(level.rawValue) runs it without files and programs; sandbox = \"trusted\" in section "
                + "[profiles.\(portal)] of config.toml allows what it asks for.",
            ru: "--sandbox \(level.rawValue) запустит его без файлов и программ; то, что он просит, разрешит "
                + "sandbox = \"trusted\" в разделе [profiles.\(portal)] файла config.toml.")
    }
    /// - Parameter reason: as the script gives it.
    static func wantsTrust(_ file: String, reason: String?) -> LocalizedText {
        LocalizedText(
            "\(file) asks for level trusted: it can read and write every file that you can, and start programs.\n"
                + "Its reason: \(reason ?? "none given")",
            ru: "\(file) просит уровень trusted: он сможет читать и писать любые ваши файлы и запускать программы.\n"
                + "Зачем: \(reason ?? "не сказано")")
    }
    static let trustedIsReal = LocalizedText(
        "Level trusted: what the script does with files and programs really happens.",
        ru: "Уровень trusted: всё, что скрипт делает с файлами и программами, происходит на самом деле.")
    static let askTrust = LocalizedText(
        "Trust this text of the script, now and later?", ru: "Доверять этому тексту скрипта сейчас и впредь?")
    static func notTrusted(_ file: String) -> LocalizedText {
        LocalizedText(
            "\(file) was not trusted, so it was not run.", ru: "\(file): доверие не получено, поэтому не запущен.")
    }
    static func notTrustedYet(_ file: String) -> LocalizedText {
        LocalizedText(
            "\(file) asks for level trusted, nobody has allowed that for this text of it, and nobody can be asked.",
            ru: "\(file) просит уровень trusted, для этого текста скрипта его никто не разрешал, а спросить некого.")
    }
    static let howToTrust = LocalizedText(
        "Run it once in a terminal and allow it, or with --sandbox trusted; --sandbox team runs it without files and programs.",
        ru:
            "Запустите его один раз в терминале и разрешите или добавьте --sandbox trusted; --sandbox team запустит его без "
            + "файлов и программ.")
}
