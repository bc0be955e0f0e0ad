import Localization

/// One page of the console, without what all pages share.
struct ConsolePage: Sendable {
    var title: String
    /// What the navigation marks; `nil` for a page that is not in it.
    var section: ConsoleSection?
    var content: HTML
}

/// The pages of the navigation, in its order.
enum ConsoleSection: String, Sendable, CaseIterable {
    case overview = ""
    case permissions, log, limits, controls
}

/// What a page that follows a change says about it.
enum ConsoleNotice: String, Sendable, CaseIterable {
    case reset, limits, fault, faults, availability, permissions, roles
}

/// What all pages share: head, navigation, foot.
struct ConsoleFrame: Sendable {
    let place: ConsolePlace
    let configuration: LocalPortal.Configuration

    func html(_ page: ConsolePage, notice: ConsoleNotice?) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(place.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(page.title) · \(place[Texts.consoleTitle])</title>
        <link rel="stylesheet" href="\(place.page("style.css"))">
        <link rel="icon" href="data:,">
        <script src="\(place.page("console.js"))" defer></script>
        </head>
        <body>
        <header class="top">
        <div class="wide">
        <a class="brand" href="\(place.address(""))"><span class="mark">b24</span> \(place[Texts.consoleTitle])</a>
        <nav>\(ConsoleSection.allCases.map { tab($0, isCurrent: $0 == page.section) })</nav>
        <span class="languages">\(Language.allCases.map(language))</span>
        </div>
        </header>
        <main class="wide">
        \(notice.map(banner))
        \(page.content)
        </main>
        <footer class="wide">
        <p>\(place[Texts.consoleFoot]) <span class="lost">\(place[Texts.consoleLost])</span></p>
        </footer>
        </body>
        </html>

        """
    }

    private func tab(_ section: ConsoleSection, isCurrent: Bool) -> HTML {
        """
        <a href="\(place.address(section.rawValue))"\(if: isCurrent, " aria-current=\"page\"")>\
        \(place[Texts.title(of: section)])</a>
        """
    }

    private func language(_ language: Language) -> HTML {
        let name = language.rawValue.uppercased()
        return language == place.language
            ? "<span aria-current=\"true\">\(name)</span>"
            : "<a href=\"?lang=\(language.rawValue)\" hreflang=\"\(language.rawValue)\">\(name)</a>"
    }

    private func banner(_ notice: ConsoleNotice) -> HTML {
        "<p class=\"banner good\" role=\"status\">\(place[Texts.told(notice)])</p>"
    }
}
