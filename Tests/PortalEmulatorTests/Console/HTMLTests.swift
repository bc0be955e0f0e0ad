import Testing

@testable import PortalEmulator

@Suite struct HTMLTests {
    @Test(arguments: [
        ("plain", "plain"), ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onload=\"x", "&quot; onload=&quot;x"), ("it's", "it&#39;s"), ("a & b", "a &amp; b"),
        ("&lt;", "&amp;lt;"), ("a\0b", "a\u{FFFD}b"), ("Ёлка 🎄", "Ёлка 🎄"), ("\u{301}<\u{301}", "\u{301}&lt;\u{301}"),
        ("", ""),
    ])
    func textIsEscapedWhereverItStands(_ text: String, _ escaped: String) {
        let html: HTML = "<b title=\"\(text)\">\(text)</b>"
        #expect(html.source == "<b title=\"\(escaped)\">\(escaped)</b>")
        #expect(HTML(text: text).source == escaped)
    }

    @Test func markupStaysMarkup() {
        let bold: HTML = "<b>\("<")</b>"
        let none: HTML? = nil
        let html: HTML = "<p>\(bold)\([bold, bold])\(none)\(if: true, " \(bold)")\(if: false, "<i>")\(3)</p>"
        #expect(html.source == "<p><b>&lt;</b><b>&lt;</b><b>&lt;</b> <b>&lt;</b>3</p>")
        #expect(HTML.joined(["<br>", bold], by: ", ").source == "<br>, <b>&lt;</b>")
        #expect((bold + bold).source == "<b>&lt;</b><b>&lt;</b>")
    }

    @Test(arguments: [
        ("#39A8EF", "#39A8EF"), ("red", "#A0A7B0"), ("#39A8E", "#A0A7B0"), ("\"/><script>", "#A0A7B0"), ("", "#A0A7B0"),
        ("#39A8E\u{301}F", "#A0A7B0"),
    ])
    func colours(_ text: String, _ shown: String) {
        #expect(SPAPage.colour(text) == shown)
    }
}
