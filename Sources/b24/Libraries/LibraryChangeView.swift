import B24Scripting
import Bitrix24
import JSON
import Libraries
import Localization

/// What a change brings, for people and for programs.
struct LibraryChangeView {
    private let language: Language
    private let style: Style
    private static let mostFiles = 12

    init(_ language: Language, _ style: Style) { (self.language, self.style) = (language, style) }

    func lines(_ change: LibraryChange) -> [String] {
        let versions = [change.old, change.new].compactMap { $0.map { "\($0.version)" } }
        let word =
            switch (change.old, change.new) {
            case (nil, _): style.green(Texts.libraryNew[language])
            case (_, nil): style.yellow(Texts.libraryGone[language])
            case (let old?, let new?): old.version == new.version ? Texts.libraryOther[language] : ""
            }
        let source = (change.new ?? change.old).map { $0.source.description } ?? ""
        let versionText = Set(versions).count == 1 ? versions[0] : versions.joined(separator: " -> ")
        var lines = [
            ([style.bold(change.name.text), versionText, word].filter { !$0.isEmpty }.joined(separator: " ") + "  "
                + style.dim(source)).trimmedEnd
        ]
        if change.old != nil, change.new != nil {
            lines += change.changelog.filter { !$0.isEmpty }.map { "    " + $0 }
            lines += files(change)
        }
        let wider = change.wider
        if !wider.isEmpty {
            lines.append("  " + style.yellow((change.old == nil ? Texts.mayDo : Texts.mayDoMore)[language]))
            lines += CapabilityTable(wider.added).lines(language)
            if wider.dropsLimit { lines.append("    " + Texts.noLimitAnyMore[language]) }
        } else if change.old == nil {
            lines.append("  " + Texts.mayDoNothing[language])
        }
        let narrower = change.narrower
        if !narrower.isEmpty {
            lines.append("  " + Texts.mayDoLess[language])
            lines += CapabilityTable(narrower.added).lines(language)
        }
        return lines
    }

    private func files(_ change: LibraryChange) -> [String] {
        guard let files = change.files, !files.isEmpty else { return [] }
        let width = files.prefix(Self.mostFiles).map(\.path.count).max() ?? 0
        var lines = [
            "  "
                + Texts.filesChanged(
                    files.count, files.reduce(0) { $0 + $1.added }, files.reduce(0) { $0 + $1.removed })[language]
        ]
        for file in files.prefix(Self.mostFiles) {
            let mark = file.isNew ? "A" : file.isGone ? "D" : "M"
            lines.append(
                "    \(mark) " + TextWidth.pad(file.path, width) + "  " + style.green("+\(file.added)") + " "
                    + style.red("-\(file.removed)"))
        }
        if files.count > Self.mostFiles { lines.append("    " + Texts.more(files.count - Self.mostFiles)[language]) }
        return lines
    }

    static func json(_ change: LibraryChange) -> JSONObject {
        var object: JSONObject = ["name": .string(change.name.text)]
        object["from"] = change.old.map { .string("\($0.version)") } ?? .null
        object["to"] = change.new.map { .string("\($0.version)") } ?? .null
        object["tree"] = change.new.map { .string("\($0.tree)") } ?? .null
        object["commit"] = (change.new?.commit).map { .string($0.text) } ?? .null
        object["changelog"] = .array(change.changelog.map(JSONValue.string))
        object["files"] = .array(
            (change.files ?? []).map { file in
                [
                    "path": .string(file.path), "added": .integer(Int64(file.added)),
                    "removed": .integer(Int64(file.removed)), "new": .bool(file.isNew), "gone": .bool(file.isGone),
                ]
            })
        object["wider"] = .object(json(change.wider))
        object["narrower"] = .object(json(change.narrower))
        return object
    }

    private static func json(_ difference: LibraryCapabilities.Difference) -> JSONObject {
        var object = CapabilityTable(difference.added).json
        object["drops_limit"] = .bool(difference.dropsLimit)
        return object
    }
}
