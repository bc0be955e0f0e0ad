import B24Scripting
import Localization

/// What a script says about itself in the `---` comment at its top:
///
///     --- Give a department its digital workplace.
///     ---
///     --- Run it as often as you like.
///     ---
///     ---@arg title string        title of the workplace
///     ---@arg spa string...       smart processes, any number
///     ---@arg limit integer=50    at most so many
///     ---@flag move               take smart processes out of other workplaces
///
/// What it needs (``B24Scripting/ScriptMetadata``) is shown below.
struct ScriptHelp: Equatable {
    let metadata: ScriptMetadata
    var arguments: [Argument] = []
    var flags: [Flag] = []

    struct Argument: Equatable {
        var name: String
        var type: String
        var defaultValue: String?
        var isRepeated = false
        var text: String
        /// One that can be left out: it has a default, or its type ends with `?`.
        var isOptional: Bool
    }

    struct Flag: Equatable {
        var name: String
        /// For `--name=VALUE`.
        var type: String?
        var defaultValue: String?
        var text: String

        /// `--move`, `--limit=INTEGER`
        var spelling: String { "--\(name)" + (type.map { "=" + $0.uppercased() } ?? "") }
    }

    /// - Parameter file: the name that positions show.
    init(_ source: String, file: String) {
        let header = ScriptHeader(source)
        metadata = ScriptMetadata(header, file: file)
        for tag in header.tags {
            switch tag.name {
            case "arg": if let argument = Self.argument(tag.text[...]) { arguments.append(argument) }
            case "flag": if let flag = Self.flag(tag.text[...]) { flags.append(flag) }
            default: break
            }
        }
    }

    private static func argument(_ text: Substring) -> Argument? {
        let words = text.split(maxSplits: 2, omittingEmptySubsequences: true) { $0 == " " }
        guard let name = words.first else { return nil }
        let (type, value) = typeAndDefault(words.count > 1 ? words[1] : "string")
        let isRepeated = type.hasSuffix("...")
        let isOptional = value != nil || type.hasSuffix("?")
        let bare = isRepeated ? String(type.dropLast(3)) : type.hasSuffix("?") ? String(type.dropLast()) : type
        return Argument(
            name: String(name), type: bare, defaultValue: value, isRepeated: isRepeated,
            text: words.count > 2 ? words[2].trimmed : "", isOptional: isOptional)
    }

    /// `move  text`, or with a value `limit=integer  text`, `limit=50  text`.
    private static func flag(_ text: Substring) -> Flag? {
        let words = text.split(maxSplits: 1, omittingEmptySubsequences: true) { $0 == " " }
        guard let head = words.first else { return nil }
        let parts = head.split(separator: "=", maxSplits: 1)
        let (type, value) = parts.count > 1 ? typeAndDefault(parts[1]) : ("", nil)
        return Flag(
            name: String(parts[0]), type: type.isEmpty ? nil : type, defaultValue: value,
            text: words.count > 1 ? words[1].trimmed : "")
    }

    private static func typeAndDefault(_ word: Substring) -> (String, String?) {
        let parts = word.split(separator: "=", maxSplits: 1)
        return (parts.first.map(String.init) ?? "", parts.count > 1 ? String(parts[1]) : nil)
    }

    /// The help text.
    func text(file: String, _ language: Language, style: Style) -> String {
        let (title, description) = (metadata.title, metadata.summary)
        var usage = "b24 run \(file)"
        for flag in flags { usage += " [\(flag.spelling)]" }
        for argument in arguments {
            let name = argument.name.uppercased() + (argument.isRepeated ? "..." : "")
            usage += argument.isOptional ? " [\(name)]" : " \(name)"
        }
        var sections = [title.isEmpty ? Texts.scriptWithoutHelp(file)[language] : style.bold(title)]
        if !description.isEmpty { sections.append(description.joined(separator: "\n")) }
        sections.append(style.bold(Texts.usageLabel[language]) + " " + usage)
        let rows =
            arguments.map { argument in
                (argument.name.uppercased(), argument.type, argument.defaultValue, argument.text)
            } + flags.map { flag in (flag.spelling, "", flag.defaultValue, flag.text) }
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
