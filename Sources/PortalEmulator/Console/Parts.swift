import Localization

/// The small things that several pages show.
enum Parts {
    /// A box with a heading.
    static func card(_ title: String, id: String? = nil, isLive: Bool = false, _ content: HTML) -> HTML {
        """
        <section class="card"\(id.map(self.id))\(if: isLive, " data-live")>
        <h2>\(title)</h2>
        \(content)
        </section>

        """
    }

    /// A table that scrolls by itself where the window is narrow.
    static func table(_ head: [String], _ rows: [HTML], empty: String) -> HTML {
        if rows.isEmpty { return "<p class=\"empty\">\(empty)</p>" }
        let cells = head.map { title -> HTML in "<th scope=\"col\">\(title)</th>" }
        return """
            <div class="scroll"><table>
            <thead><tr>\(cells)</tr></thead>
            <tbody>
            \(rows)
            </tbody>
            </table></div>
            """
    }

    static func chip(_ text: String, _ kind: HTML = "") -> HTML { "<span class=\"chip \(kind)\">\(text)</span>" }

    /// How full something is, `part` of 0 to 1.
    static func gauge(_ part: Double) -> HTML {
        let width = Int((max(0, min(1, part)) * 1000).rounded())
        let kind: HTML = part < 0.6 ? "calm" : part < 0.9 ? "busy" : "full"
        return """
            <svg class="gauge \(kind)" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">\
            <rect class="rest" width="1000" height="12"/><rect class="level" width="\(width)" height="12"/></svg>
            """
    }

    /// Earlier and later pages of a list.
    static func pager(
        _ place: ConsolePlace, _ path: String, _ parameters: [(String, String?)], page: Int, of pages: Int
    ) -> HTML? {
        guard pages > 1 else { return nil }
        func to(_ number: Int, _ title: LocalizedText) -> HTML {
            (1...pages).contains(number)
                ? place.link(place[title], path, parameters + [("page", String(number))])
                : "<span class=\"off\">\(place[title])</span>"
        }
        return """
            <p class="pager">\(to(page - 1, Texts.newerEntries)) \
            <span>\(place[Texts.pageOf(page, pages)])</span> \
            \(to(page + 1, Texts.olderEntries))</p>
            """
    }

    /// `option` elements.
    static func options(_ options: [(value: String, title: String)], chosen: String?) -> [HTML] {
        options.map { option in
            "<option value=\"\(option.value)\"\(if: option.value == chosen, " selected")>\(option.title)</option>"
        }
    }

    private static func id(_ id: String) -> HTML { " id=\"\(id)\"" }
}
