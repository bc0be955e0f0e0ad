import B24Scripting
import Localization

/// The help text of a script, from the `---` comment at its top: what it does, what it takes
/// (``B24Scripting/ScriptParameters``), and what it needs (``B24Scripting/ScriptMetadata``).
struct ScriptHelp: Equatable {
    let metadata: ScriptMetadata

    init(_ metadata: ScriptMetadata) { self.metadata = metadata }

    /// - Parameter file: the name that positions show.
    init(_ source: String, file: String) { self.init(ScriptMetadata(source, file: file)) }

    /// The help text.
    ///
    /// - Parameter file: how the script is named.
    func text(file: String, _ language: Language, style: Style) -> String {
        let (title, description) = (metadata.title, metadata.summary)
        let parameters = metadata.parameters
        var sections = [title.isEmpty ? Texts.scriptWithoutHelp(file)[language] : style.bold(title)]
        if !description.isEmpty { sections.append(description.joined(separator: "\n")) }
        sections.append(style.bold(Texts.usageLabel[language]) + " " + parameters.usage(file))
        let rows =
            parameters.arguments.map { ($0.name.uppercased(), $0.type.word, $0.defaultValue, $0.text) }
            + parameters.flags.map { ($0.spelling, "", $0.defaultValue, $0.text) }
        if !rows.isEmpty { sections.append(Self.columns(rows, language)) }
        if let needs = NeedsTable(metadata).text(language) {
            sections.append(style.bold(Texts.needsLabel[language]) + "\n\n" + needs)
        }
        if metadata.isReadOnly { sections.append(Texts.changesNothing[language]) }
        return sections.joined(separator: "\n\n")
    }

    private static func columns(_ rows: [(String, String, String?, String)], _ language: Language) -> String {
        let first = rows.map { TextWidth.of($0.0) }.max() ?? 0
        let second = rows.map { TextWidth.of($0.1) }.max() ?? 0
        return rows.map { name, type, value, text in
            let note = value.map { " (" + Texts.defaultValue($0)[language] + ")" } ?? ""
            return
                ("  " + TextWidth.pad(name, first) + "  "
                + (second > 0 ? TextWidth.pad(type, second) + "  " : "") + text + note)
                .trimmedEnd
        }.joined(separator: "\n")
    }
}

extension StringProtocol {
    /// Without white space around it.
    var trimmed: String { String(drop(while: \.isWhitespace)).trimmedEnd }

    /// Without white space at its end.
    var trimmedEnd: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
