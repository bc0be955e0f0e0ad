import Localization

extension Texts {
    // MARK: The page in the browser

    static let signInDone = LocalizedText("You are signed in", ru: "Вход выполнен")
    static let closeTheWindow = LocalizedText(
        "You can close this window: b24 goes on in the terminal.",
        ru: "Это окно можно закрыть: b24 продолжает работу в терминале.")
    static let signInRefused = LocalizedText("Not signed in", ru: "Вход не выполнен")
    static let nothingHere = LocalizedText("There is nothing here", ru: "Здесь ничего нет")
    static let goToTerminal = LocalizedText(
        "b24 waits here for a sign-in that was begun in the terminal.",
        ru: "b24 ожидает здесь завершения входа, начатого в терминале.")

    // MARK: Why an answer is none

    static func refusal(_ refusal: SignInAnswer.Refusal) -> LocalizedText {
        switch refusal {
        case .noCode:
            LocalizedText(
                "This is neither a code nor the address that the browser was sent to.",
                ru: "Это не код и не адрес, на который портал отправил браузер.")
        case .otherState:
            LocalizedText(
                "This answer belongs to another sign-in: open the address that b24 shows now.",
                ru: "Этот ответ относится к другому входу: откройте адрес, который b24 показывает сейчас.")
        case .denied(let text):
            LocalizedText("The portal refuses the sign-in: \(text)", ru: "Портал отклонил вход: \(text)")
        case .otherPortal(let domain):
            LocalizedText(
                "The answer comes from another portal: \(domain).", ru: "Ответ пришёл с другого портала: \(domain).")
        }
    }

    static func signInTimedOut(_ time: Duration) -> LocalizedText {
        let minutes = max(1, Int(time / .seconds(60)))
        return LocalizedText(
            "nobody has signed in within \(minutes) min", ru: "за \(minutes) мин никто не вошёл")
    }
    static let signInCancelled = LocalizedText("the sign-in was cancelled", ru: "вход отменён")
    static let beginAgain = LocalizedText("Begin again: b24 auth login.", ru: "Начните заново: b24 auth login.")

    // MARK: The port

    static func portTaken(_ port: Int) -> LocalizedText {
        LocalizedText("port \(port) of this machine is taken", ru: "порт \(port) на этом компьютере занят")
    }
    static let choosePort = LocalizedText(
        "Choose another one (--port) and write it into the redirect address of the application's card, or paste the code by "
            + "hand: --paste.",
        ru:
            "Выберите другой (--port) и укажите его в адресе перенаправления в карточке приложения или вставьте код вручную: "
            + "--paste.")
}
