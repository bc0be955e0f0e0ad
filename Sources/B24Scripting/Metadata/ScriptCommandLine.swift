import Bitrix24
public import Localization
public import LuaRuntime

/// Something wrong about the arguments that a script was given.
public struct ArgumentMistake: Error, Sendable, Equatable {
    /// Names the argument, its value, and what is expected.
    public var text: LocalizedText
    /// What was meant, perhaps.
    public var hint: LocalizedText?
}

extension ScriptMetadata {
    /// What `b24.args` is for the words of a command line: as the script says what it takes, or as they are.
    ///
    /// - Throws: ``ModuleError``
    func arguments(_ words: [String]) throws -> LuaTable {
        guard parameters.areDeclared else { return ScriptArguments.parse(words) }
        do { return try parameters.values(words) } catch {
            throw ModuleError(.invalidArgument, error.text, hint: error.hint)
        }
    }
}

extension ScriptParameters {
    /// What `b24.args` is for a command line: the values by name, those of arguments by place too.
    ///
    /// - Parameter words: what follows the script's name; a `--` at their beginning is only a separator, after a later one
    ///   everything is meant by its place.
    public func values(_ words: [String]) throws(ArgumentMistake) -> LuaTable {
        var (named, places) = try sorted(words)
        for argument in arguments where named[argument.name] == nil && !places.isEmpty {
            named[argument.name] = argument.isRepeated ? places : [places[0]]
            places = argument.isRepeated ? [] : Array(places.dropFirst())
        }
        if let extra = places.first {
            throw ArgumentMistake(text: ArgumentTexts.tooMany(extra), hint: nil)
        }
        var table = LuaTable()
        var isGapless = true
        for parameter in arguments + flags {
            let isPlaced = arguments.contains { $0.name == parameter.name }
            let given = try values(named[parameter.name], of: parameter)
            if isPlaced {
                isGapless = isGapless && given != nil
                if isGapless { table.array += given ?? [] }
            }
            guard let given else { continue }
            let value: LuaValue? =
                parameter.isRepeated ? .table(LuaTable(marker: .array, array: given)) : given.first
            if let value { table.fields.append((.string(parameter.name), value)) }
        }
        return table
    }

    /// The words by the names of their parameters, and those that are meant by their place.
    private func sorted(_ words: [String]) throws(ArgumentMistake) -> (named: [String: [String]], places: [String]) {
        var named: [String: [String]] = [:]
        var places: [String] = []
        var rest = words.first == "--" ? words.dropFirst() : words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                places += rest
                break
            }
            guard word.hasPrefix("--") else {
                places.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let parameter = parameter(named: name) else {
                let known = (flags + arguments).map(\.name)
                let near = Nearest.names(name, among: known, limit: 1).first
                throw ArgumentMistake(
                    text: ArgumentTexts.unknownFlag("--" + name), hint: near.map { ArgumentTexts.didYouMean("--" + $0) }
                )
            }
            let value: String
            if parts.count > 1 {
                value = String(parts[1])
            } else if parameter.isSwitch {
                value = "true"
            } else if let next = rest.first, !next.hasPrefix("--") {
                value = rest.removeFirst()
            } else {
                throw ArgumentMistake(text: ArgumentTexts.noValue("--" + name, parameter.type.form), hint: nil)
            }
            named[name] = parameter.isRepeated ? (named[name] ?? []) + [value] : [value]
        }
        return (named, places)
    }

    /// - Returns: `nil` when it was left out and has no default.
    private func values(_ words: [String]?, of parameter: Parameter) throws(ArgumentMistake) -> [LuaValue]? {
        guard let words = words ?? parameter.defaultValue.map({ [$0] }) else {
            if parameter.isSwitch { return [.boolean(false)] }
            guard parameter.isOptional else {
                throw ArgumentMistake(
                    text: ArgumentTexts.missing(parameter.name, parameter.type.form),
                    hint: parameter.text.isEmpty ? nil : LocalizedText(parameter.text, ru: parameter.text))
            }
            return parameter.isRepeated ? [] : nil
        }
        var values: [LuaValue] = []
        for word in words {
            guard let value = parameter.type.value(word) else {
                throw ArgumentMistake(
                    text: ArgumentTexts.badValue(parameter.name, word, parameter.type.form), hint: nil)
            }
            values.append(value)
        }
        return values
    }
}
