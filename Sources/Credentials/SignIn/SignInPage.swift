import Localization

/// What the browser shows after the portal has sent it back.
enum SignInPage {
    enum Content: Equatable {
        case done
        case refused(SignInAnswer.Refusal)
        /// A second visit, or a path that is not the redirect's.
        case nothingHere
    }

    /// The whole page. It loads nothing, and nothing of the request is repeated in it.
    static func html(_ content: Content, _ language: Language) -> String {
        let (title, text) =
            switch content {
            case .done: (Texts.signInDone, Texts.closeTheWindow)
            case .refused(let refusal): (Texts.signInRefused, Texts.refusal(refusal))
            case .nothingHere: (Texts.nothingHere, Texts.goToTerminal)
            }
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>b24</title></head>
            <body style="font: 16px/1.5 sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem">
            <h1>\(escaped(title[language]))</h1>
            <p>\(escaped(text[language]))</p>
            </body>
            </html>

            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
