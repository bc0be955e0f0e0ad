import ArgumentParser
import B24Scripting
import Bitrix24
import LuaRuntime

/// Decides what may be typed at a place of a command line.
struct CommandLineCompleter {
    let facts: any CompletionFacts

    /// Where in the command line the cursor is.
    private struct Place {
        var command: any ParsableCommand.Type = RootCommand.self
        /// Its name, with those of the commands that it belongs to.
        var path: [String] = []
        /// `b24 help COMMAND`
        var isHelp = false
        /// After `--`
        var isByPlace = false
        /// So many arguments stand there already.
        var arguments = 0
        /// Names of flags that stand there already.
        var given: Set<String> = []

        var subcommands: [any ParsableCommand.Type] { command.configuration.subcommands }
        var isRoot: Bool { path.isEmpty }

        /// The flags that may stand here: those that all commands share stand before the command, too.
        var parameters: [CommandParameter] {
            isHelp ? [] : CommandParameter.of(subcommands.isEmpty ? command : GlobalOptions.self)
        }
    }

    /// - Parameters:
    ///   - words: what stands before the word at the cursor, without the program's name.
    ///   - word: the beginning of the word at the cursor.
    func suggestions(after words: [String], typing word: String) -> Suggestions {
        read(words, typing: word).beginning(with: word)
    }

    private func read(_ words: [String], typing word: String) -> Suggestions {
        var place = Place()
        var rest = words[...]
        while let next = rest.popFirst() {
            if next == "--", !place.isByPlace {
                place.isByPlace = true
            } else if !place.isByPlace, next.hasPrefix("-"), next != "-" {
                let name = String(next.prefix { $0 != "=" })
                let parameter = place.parameters.first { $0.names.contains(name) }
                place.given.formUnion(parameter?.names ?? [name])
                guard let parameter, parameter.takesValue, name == next else { continue }
                // What looks like a flag is still the value.
                if rest.popFirst() == nil { return values(parameter.values, word) }
            } else if !place.subcommands.isEmpty {
                if place.isRoot, next == "help", !place.isHelp {
                    place.isHelp = true
                    continue
                }
                guard let command = place.subcommands.first(where: { $0._commandName == next }) else { return .none }
                place.command = command
                place.path.append(next)
            } else if CommandLineShape.runningFiles.contains(place.path), !place.isHelp {
                return script(next, Array(rest), word)
            } else {
                place.arguments += 1
            }
        }
        return typed(word, place)
    }

    /// What may come at a place.
    private func typed(_ word: String, _ place: Place) -> Suggestions {
        if !place.isByPlace, word.hasPrefix("-") {
            guard let (name, beginning, value) = Self.assignment(word) else { return flags(place) }
            guard let parameter = place.parameters.first(where: { $0.names.contains(name) && $0.takesValue }) else {
                return .none
            }
            return values(parameter.values, value, behind: beginning)
        }
        guard place.subcommands.isEmpty else {
            var found = Suggestions()
            found.words = place.subcommands.map { .init(text: $0._commandName, about: $0.configuration.abstract) }
            if place.isRoot, !place.isHelp {
                found.words.append(.init(text: "help", about: ParserWords.translated(Self.aboutHelp, .ofProcess)))
            }
            return found
        }
        let arguments = place.parameters.filter(\.names.isEmpty)
        guard let last = arguments.last else { return .none }
        if place.arguments < arguments.count { return values(arguments[place.arguments].values, word) }
        return last.isRepeated ? values(last.values, word) : .none
    }

    private static let aboutHelp = "Show subcommand help information."
    private static let aboutVersion = "Show the version."

    private func flags(_ place: Place) -> Suggestions {
        var found = Suggestions()
        for parameter in place.parameters where parameter.isRepeated || place.given.isDisjoint(with: parameter.names) {
            found.words += parameter.names.map { .init(text: $0, about: parameter.about) }
        }
        if place.isRoot, !place.isHelp {
            found.words.append(.init(text: "--version", about: ParserWords.translated(Self.aboutVersion, .ofProcess)))
        }
        return found
    }

    // MARK: Values

    /// `--kind=op` is `--kind`, what stays of it, and the beginning of the value.
    private static func assignment(_ word: String) -> (name: String, beginning: String, value: String)? {
        guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return nil }
        return (String(word[..<equals]), String(word[...equals]), String(word[word.index(after: equals)...]))
    }

    /// - Parameters:
    ///   - word: what stands there of the value.
    ///   - beginning: what stands before it in the same word.
    private func values(
        _ values: CommandParameter.Values, _ word: String, behind beginning: String = ""
    ) -> Suggestions {
        switch values {
        case .free: return .none
        case .words(let words): return Suggestions(words, behind: beginning)
        case .files(let files): return Suggestions(files: files)
        case .own(.profiles): return Suggestions(facts.profiles, behind: beginning)
        case .own(.profileList):
            let named = word.split(separator: ",", omittingEmptySubsequences: false).dropLast().map(String.init)
            let others = facts.profiles.filter { !named.contains($0) }
            return Suggestions(others, behind: beginning + named.map { $0 + "," }.joined())
        case .own(.libraries): return Suggestions(facts.libraries, behind: beginning)
        case .own(.runs): return Self.runs(facts.runs, behind: beginning)
        case .own(.unfinishedRuns): return Self.runs(facts.runs.filter(\.isUnfinished), behind: beginning)
        case .own(.methods): return Suggestions(MethodCatalogue.standard.methods, behind: beginning)
        case .own(.topics):
            let names = ScriptSession.functions.map(\.name) + StandardLibrary.names
            return Suggestions(names + MethodCatalogue.standard.methods, behind: beginning)
        case .own(.scripts):
            var found = Suggestions(files: .endings(["lua"]))
            found.words = facts.commands
            return found
        }
    }

    private static func runs(_ runs: [RecordedRun], behind beginning: String) -> Suggestions {
        var found = Suggestions()
        found.words = runs.map { .init(text: beginning + $0.word.text, about: $0.word.about) }
        return found
    }

    // MARK: Scripts

    /// What follows a script's name belongs to the script.
    private func script(_ file: String, _ words: [String], _ word: String) -> Suggestions {
        guard let parameters = facts.parameters(of: file) else { return .none }
        var found = Suggestions()
        if words.isEmpty, word.hasPrefix("-") {
            let about = ParserWords.translated("Show help information.", .ofProcess)
            found.words = [.init(text: "--help", about: about)]
        }
        guard parameters.areDeclared else {
            if !word.hasPrefix("-") { found.files = .all }
            return found
        }
        let next = parameters.next(after: words)
        if let (name, beginning, _) = Self.assignment(word), !next.names.isEmpty {
            guard let parameter = parameters.parameter(named: String(name.dropFirst(2))) else { return .none }
            return Self.values(of: parameter, behind: beginning)
        }
        if let parameter = next.value, next.names.isEmpty || !word.hasPrefix("-") {
            let values = Self.values(of: parameter)
            found.words += values.words
            found.files = values.files
        }
        found.words += next.names.map { .init(text: "--" + $0.name, about: $0.text) }
        return found
    }

    private static func values(
        of parameter: ScriptParameters.Parameter, behind beginning: String = ""
    ) -> Suggestions {
        // Many a text names a file; nothing else can be offered for one.
        Suggestions(parameter.type.values, behind: beginning, files: parameter.type == .string ? .all : nil)
    }
}
