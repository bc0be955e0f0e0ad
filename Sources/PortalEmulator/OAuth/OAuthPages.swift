import Localization

/// The pages that people see on the way to an application's token.
struct OAuthPages {
    let language: Language

    /// Nothing was authorized, and why.
    func failure(_ reason: LocalizedText) -> String {
        page(Texts.notAuthorized[language], "<p class=\"error\">\(text(reason))</p>")
    }

    /// The person said no.
    func refused(_ application: LocalPortal.Application) -> String {
        page(Texts.notAuthorized[language], "<p>\(text(Texts.refusedApplication(application.title)))</p>")
    }

    /// The code, for applications without an address.
    func code(_ code: String, _ application: LocalPortal.Application) -> String {
        page(
            application.title,
            """
            <p>\(text(Texts.codeToCopy(application.title)))</p>
            <p><code id="code">\(code)</code></p>
            """)
    }

    /// Who lets the application act for them?
    func form(_ application: LocalPortal.Application, state: String?, people: [People.Person]) -> String {
        func hidden(_ name: String, _ value: String) -> String {
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(HTML.escaped(value))\">"
        }
        let scopes = application.scopes.map { $0.joined(separator: ", ") } ?? Texts.allScopes[language]
        let choices = people.enumerated().map { index, person in
            let label = HTML.escaped(person.position.isEmpty ? person.name : "\(person.name), \(person.position)")
            let mark = index == 0 ? " checked" : ""
            return "<label><input type=\"radio\" name=\"user_id\" value=\"\(person.id)\"\(mark)> \(label)</label>"
        }
        return page(
            application.title,
            """
            <p>\(text(Texts.asksForAccess(application.title)))</p>
            <p>\(text(Texts.scopesOfApplication(scopes)))</p>
            <form method="post" action="/oauth/authorize/">
            \(hidden("client_id", application.clientID))\(state.map { hidden("state", $0) } ?? "")
            <fieldset><legend>\(text(Texts.whoAuthorizes))</legend>
            \(choices.joined(separator: "\n"))
            </fieldset>
            <button name="decision" value="allow">\(text(Texts.allow))</button>
            <button name="decision" value="refuse">\(text(Texts.refuse))</button>
            </form>
            """)
    }

    private func text(_ text: LocalizedText) -> String { HTML.escaped(text[language]) }

    private func page(_ title: String, _ content: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\(HTML.escaped(title))</title>
        <style>
        body { font: 16px/1.5 sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem }
        label { display: block } fieldset { margin: 1rem 0 } code { font-size: 1.25rem }
        small { color: #666 } .error { color: #a00 }
        </style>
        </head>
        <body>
        <h1>\(HTML.escaped(title))</h1>
        \(content)
        <p><small>\(text(Texts.pageOfLocalPortal))</small></p>
        </body>
        </html>

        """
    }
}
