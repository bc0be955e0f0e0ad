import Localization

/// Where a page of the console is shown: what its links and forms need.
struct ConsolePlace: Sendable {
    let key: String
    let formKey: String
    /// What people read on the page.
    let language: Language
    /// Whether links name the language, because the address did.
    let keepsLanguage: Bool

    /// The address of a page for forms that ask: what they ask takes the place of parameters.
    func page(_ path: String) -> String { "/console/\(key)/\(path)" }

    /// What keeps the language in a form that asks.
    var languageField: HTML? {
        keepsLanguage ? "<input type=\"hidden\" name=\"lang\" value=\"\(language.rawValue)\">" : nil
    }

    /// The address of a page: `log`, or empty for the first one.
    func address(_ path: String, _ parameters: [(String, String?)] = []) -> String {
        var given = parameters.compactMap { name, value in value.map { (name, $0) } }
        if keepsLanguage, !given.contains(where: { $0.0 == "lang" }) { given.append(("lang", language.rawValue)) }
        let query = given.map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }.joined(separator: "&")
        return page(path) + (query.isEmpty ? "" : "?\(query)")
    }

    func link(_ title: String, _ path: String, _ parameters: [(String, String?)] = []) -> HTML {
        "<a href=\"\(address(path, parameters))\">\(title)</a>"
    }

    /// A form that changes something.
    func form(_ path: String, _ content: HTML) -> HTML {
        """
        <form method="post" action="\(address(path))">
        <input type="hidden" name="\(ConsoleGuard.formField)" value="\(formKey)">
        \(content)
        </form>
        """
    }

    subscript(_ text: LocalizedText) -> String { text[language] }
}
