public import Localization

/// All keys of the editor, in one table: the editor looks commands up in it and help is printed from it.
public struct KeyTable: Sendable {
    /// A command and the keys for it.
    public struct Binding: Sendable {
        /// What happens.
        public let command: EditorCommand
        /// Each is one key, or one after another, such as Ctrl-X Ctrl-E.
        public let keys: [[Key]]
        /// The sentence in help.
        public let text: LocalizedText

        init(_ command: EditorCommand, _ keys: [Key]..., text: LocalizedText) {
            self.command = command
            self.keys = keys
            self.text = text
        }

        /// The keys as people read them; of more than five, the first and the last.
        public var keyNames: String {
            let names = keys.map { $0.map(\.name).joined(separator: " ") }
            return names.count > 5 ? names[0] + " … " + names[names.count - 1] : names.joined(separator: ", ")
        }
    }

    /// Bindings under one heading.
    public struct Group: Sendable {
        /// The heading.
        public let title: LocalizedText
        /// In the order of help.
        public let bindings: [Binding]
    }

    /// The headings of help.
    public let groups: [Group]

    private let commands: [[Key]: EditorCommand]
    private let prefixes: Set<[Key]>

    enum Match: Equatable {
        case command(EditorCommand)
        /// More keys belong to it.
        case prefix
        case none
    }

    init(_ groups: [Group]) {
        self.groups = groups
        var commands: [[Key]: EditorCommand] = [:]
        var prefixes: Set<[Key]> = []
        for binding in groups.flatMap(\.bindings) {
            for keys in binding.keys {
                commands[keys] = binding.command
                if keys.count > 1 { prefixes.insert(Array(keys.dropLast())) }
            }
        }
        self.commands = commands
        self.prefixes = prefixes
    }

    func match(_ keys: [Key]) -> Match {
        if let command = commands[keys] { return .command(command) }
        return prefixes.contains(keys) ? .prefix : .none
    }

    /// The table as text: headings, and under each its keys beside what they do.
    public func help(_ language: Language) -> String {
        groups.map { group in
            let rows = group.bindings.map { binding in
                (binding.keyNames, binding.text[language])
            }
            let width = rows.map { TextWidth.of($0.0) }.max() ?? 0
            return group.title[language] + "\n"
                + rows.map { "  " + TextWidth.pad($0.0, width) + "  " + $0.1 }.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}
