import Localization
import PortalConfiguration

/// What is said about a command on several portals.
extension Texts {
    static let optionAllProfiles = LocalizedText(
        "Run, export, diff, plan or apply on all profiles of the configuration.",
        ru: "Выполнить run, export, diff, plan или apply на всех профилях конфигурации.")

    // MARK: What cannot be

    static let allAndNamed = LocalizedText(
        "--all-profiles and --profile exclude each other", ru: "--all-profiles и --profile вместе не указывают")
    static let noneOfAll = LocalizedText(
        "--all-profiles finds no profile in the configuration",
        ru: "--all-profiles: в конфигурации нет ни одного профиля")
    static let addProfile = LocalizedText("`b24 profile add NAME` adds one.", ru: "Добавить: `b24 profile add ИМЯ`.")
    static let emptyProfileName = LocalizedText(
        "--profile has a comma with no name beside it", ru: "--profile: рядом с запятой нет имени")
    static let listForm = LocalizedText(
        "Several portals are written without spaces: --profile prod,test.",
        ru: "Несколько порталов пишут без пробелов: --profile prod,test.")
    static func profileTwice(_ name: String) -> LocalizedText {
        LocalizedText("--profile names '\(name)' twice", ru: "--profile: «\(name)» указан дважды")
    }
    static func nearProfiles(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("Did you mean \(list)?", ru: "Возможно, вы имели в виду \(list)?")
    }
    static func onePortalOnly(_ command: String) -> LocalizedText {
        let name = command.isEmpty ? "b24" : "b24 " + command
        return LocalizedText("`\(name)` works on one portal at a time", ru: "`\(name)` работает с одним порталом")
    }
    static func portalCommands(_ commands: [String]) -> LocalizedText {
        let list = commands.joined(separator: ", ")
        return LocalizedText("Several portals are for \(list).", ru: "Несколько порталов принимают: \(list).")
    }
    static let webhookOfSeveral = LocalizedText(
        "--webhook-prompt asks for one portal; several are named by their profiles",
        ru: "--webhook-prompt спрашивает об одном портале; несколько указывают профилями")
    static let formatOfSeveral = LocalizedText(
        "--format has no form for the results of several portals",
        ru: "--format не подходит для результатов нескольких порталов")
    static let envelopeOfSeveral = LocalizedText(
        "--json writes all of them as one document.", ru: "--json запишет их одним документом.")
    static let inputOfSeveral = LocalizedText(
        "standard input can be read once, not by several portals",
        ru: "стандартный ввод читается один раз, на несколько порталов его нет")
    static let giveFile = LocalizedText("Put it into a file.", ru: "Запишите его в файл.")
    static let stateOfSeveral = LocalizedText(
        "--state is the file of one portal; each of several has its own beside the configuration",
        ru: "--state — файл одного портала; у каждого из нескольких свой, рядом с конфигурацией")
    static let exportOfSeveral = LocalizedText(
        "several portals do not go into one standard output",
        ru: "несколько порталов в один стандартный вывод не записать")
    static let exportFolder = LocalizedText(
        "--out FOLDER writes a file for each portal.", ru: "--out ПАПКА запишет файл на каждый портал.")
    static func outIsFile(_ path: String) -> LocalizedText {
        LocalizedText(
            "--out \(path) is one file for several portals", ru: "--out \(path) — один файл на несколько порталов")
    }
    static let noOwnProgram = LocalizedText(
        "the system does not tell where this program is, so it cannot be started for each portal",
        ru: "система не сообщает, где эта программа, поэтому запустить её для каждого портала нельзя")
    static func cannotStartItself(_ reason: String) -> LocalizedText {
        LocalizedText("cannot start a process: \(reason)", ru: "процесс не запускается: \(reason)")
    }

    // MARK: What comes out

    static func onPortals(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("b24: on \(names.count) portals: \(list)", ru: "b24: порталы (\(names.count)): \(list)")
    }
    /// Profile, portal, outcome, exit code, error.
    static let summaryColumns = LocalizedText(
        "profile|portal|outcome|code|error", ru: "профиль|портал|итог|код|ошибка")
    static let objectColumn = LocalizedText("object", ru: "объект")
    static let byHand = LocalizedText("by hand", ru: "вручную")
    /// What a step of a plan says of the portal as it is.
    static func difference(_ action: PlanStep.Action) -> LocalizedText {
        switch action {
        case .create: LocalizedText("missing", ru: "нет")
        case .change: LocalizedText("different", ru: "отличается")
        case .move: LocalizedText("elsewhere", ru: "в другом месте")
        case .delete: notDescribed
        }
    }
    static func portalOutcome(_ code: Int32) -> LocalizedText {
        switch code {
        case 0: LocalizedText("done", ru: "выполнено")
        case 2: LocalizedText("not possible", ru: "невозможно")
        case 3: LocalizedText("partly done", ru: "частично")
        case 4: LocalizedText("refused", ru: "отказано")
        case 5: LocalizedText("changes", ru: "есть отличия")
        case 124: LocalizedText("time limit", ru: "вышло время")
        case 130, 143: LocalizedText("interrupted", ru: "прервано")
        default: LocalizedText("failed", ru: "ошибка")
        }
    }
    static let portalNotStarted = LocalizedText("not started", ru: "не начато")
    static let notStarted = LocalizedText("interrupted before it began", ru: "прервано до начала")
    static func endedSilently(_ code: Int32) -> LocalizedText {
        LocalizedText("its process ended with code \(code)", ru: "процесс завершился с кодом \(code)")
    }
    static func failedPortals(_ names: [String], of count: Int) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText(
            "not done on \(names.count) of \(count) portals: \(list)",
            ru: "не выполнено порталов: \(names.count) из \(count): \(list)")
    }

    // MARK: b24 diff --against

    static let optionAgainst = LocalizedText(
        "Compare with this profile's portal instead of a file.", ru: "Сравнить не с файлом, а с порталом этого профиля."
    )
    static let fileOrAgainst = LocalizedText(
        "b24 diff takes a configuration, or --against PROFILE",
        ru: "b24 diff сравнивает с конфигурацией или с --against ПРОФИЛЬ")
    static let fileAndAgainst = LocalizedText(
        "--against compares two portals, without a file, --var and --state",
        ru: "--against сравнивает два портала: без файла, --var и --state")
    static func againstItself(_ name: String) -> LocalizedText {
        LocalizedText("'\(name)' would be compared with itself", ru: "«\(name)» сравнивается с самим собой")
    }
    static func noDifference(_ first: String, _ second: String) -> LocalizedText {
        LocalizedText("\(second) has all that \(first) has.", ru: "На \(second) есть всё, что на \(first).")
    }
    static func onlyThere(_ name: String) -> LocalizedText {
        LocalizedText("only on \(name)", ru: "только на \(name)")
    }
}
