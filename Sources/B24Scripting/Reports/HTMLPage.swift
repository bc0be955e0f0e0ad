import Localization

/// A page that stands alone: no script, nothing from elsewhere, fit for printing.
enum HTMLPage {
    /// A text as the content of an element or of an attribute in double quotes.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    /// The whole page.
    ///
    /// - Parameters:
    ///   - title: as text.
    ///   - body: as HTML.
    static func page(_ title: String, body: String, _ language: Language) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escape(title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <h1>\(escape(title))</h1>
        \(body)
        </body>
        </html>

        """
    }

    private static let style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; color: #1c1c1c; background: #fff; }
        h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 1.5em; break-after: avoid; }
        table { border-collapse: collapse; } th, td { border: 1px solid #bbb; padding: .3em .7em; text-align: left; }
        th { background: #f0f0f0; } tr { break-inside: avoid; }
        ol { padding-left: 2.2em; } li { margin: .35em 0; break-inside: avoid; }
        .yes { background: #cfeccf; } .no { background: #f6cfcf; } .other { background: #fdf0c8; } .count { text-align: right; }
        @media print { body { margin: 0; max-width: none; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
        """
}
