import Localization

/// What a script takes on its command line, as the comment at its top says:
///
///     --- @arg month string=2026-10        which month
///     --- @arg kind enum(open|closed)?     only these
///     --- @arg spa string?...              smart processes, any number
///     --- @flag apply                      write the changes
///     --- @flag limit=integer=50           at most so many
///
/// Types are `string`, `integer`, `number`, `boolean`, `date` (2026-10-31) and `enum(a|b|c)`. An argument that can be left
/// out has a default after `=` or a `?` after its type; `...` takes all that are left. Each can be given by its place or by
/// its name: `2026-10`, `--month 2026-10`, `--month=2026-10`. Reading it runs nothing.
public struct ScriptParameters: Sendable, Equatable {
    /// An argument, or a flag.
    public struct Parameter: Sendable, Equatable {
        /// `month`
        public var name: String
        /// What its values are.
        public var type: ParameterType
        /// Whether it is given by its name alone.
        public var isFlag = false
        /// A flag that takes no value.
        public var isSwitch = false
        /// Whether it takes all words that are left.
        public var isRepeated = false
        /// Whether it can be left out.
        public var isOptional = false
        /// Its value when it is left out.
        public var defaultValue: String?
        /// What it is for.
        public var text: String
    }

    /// By place or by name.
    public var arguments: [Parameter] = []
    /// By name.
    public var flags: [Parameter] = []

    /// A script that says nothing.
    public init() {}

    /// Whether the script says what it takes; else it gets what is there.
    public var areDeclared: Bool { !arguments.isEmpty || !flags.isEmpty }

    /// `b24 run report.lua [--apply] [MONTH] SPA...`
    ///
    /// - Parameter script: how it is named.
    public func usage(_ script: String) -> String {
        var usage = "b24 run \(script)"
        for flag in flags { usage += " [\(flag.spelling)]" }
        for argument in arguments {
            let name = argument.spelling
            usage += argument.isOptional ? " [\(name)]" : " \(name)"
        }
        return usage
    }

    /// Why a tag is none.
    struct Mistake: Error {
        var text: LocalizedText
        var hint: LocalizedText
    }

    // MARK: Tags

    /// `@arg month string=2026-10  which month`
    mutating func readArgument(_ text: String) throws(Mistake) {
        let words = text.split(maxSplits: 1, omittingEmptySubsequences: true) { $0.isWhitespace }
        guard let name = words.first else {
            throw Mistake(text: ArgumentTexts.noName, hint: ArgumentTexts.argumentForm)
        }
        var parameter = Parameter(name: String(name), type: .string, text: "")
        let rest = words.count > 1 ? words[1] : ""
        let type = rest.prefix { !$0.isWhitespace }
        if try parameter.read(type: type, ArgumentTexts.argumentForm) {
            parameter.text = rest.dropFirst(type.count).trimmed
        } else {
            parameter.text = rest.trimmed
        }
        try add(parameter, to: \.arguments)
    }

    /// `@flag apply  write the changes`, `@flag limit=integer=50  at most so many`
    mutating func readFlag(_ text: String) throws(Mistake) {
        let head = text.prefix { !$0.isWhitespace }
        let parts = head.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard !head.isEmpty else { throw Mistake(text: ArgumentTexts.noName, hint: ArgumentTexts.flagForm) }
        var parameter = Parameter(
            name: String(parts[0]), type: .boolean, isFlag: true, isSwitch: parts.count == 1,
            text: text.dropFirst(head.count).trimmed)
        if parts.count > 1, try !parameter.read(type: parts[1], ArgumentTexts.flagForm) {
            // `limit=50`: its type is that of its default.
            let value = String(parts[1])
            parameter.type = Int64(value) != nil ? .integer : Double(value) != nil ? .number : .string
            parameter.defaultValue = value
        }
        parameter.isOptional = true
        try add(parameter, to: \.flags)
    }

    private mutating func add(
        _ parameter: Parameter, to list: WritableKeyPath<ScriptParameters, [Parameter]>
    ) throws(Mistake) {
        let isName = parameter.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
        guard isName, parameter.name.first?.isLetter == true else {
            throw Mistake(text: ArgumentTexts.badName(parameter.name), hint: ArgumentTexts.nameForm)
        }
        guard !(arguments + flags).contains(where: { $0.name == parameter.name }) else {
            throw Mistake(text: ArgumentTexts.nameTwice(parameter.name), hint: ArgumentTexts.nameForm)
        }
        if let value = parameter.defaultValue, parameter.type.value(value) == nil {
            throw Mistake(
                text: ArgumentTexts.badDefault(parameter.name, value), hint: parameter.type.form)
        }
        self[keyPath: list].append(parameter)
    }
}

extension ScriptParameters.Parameter {
    /// `MONTH`, `SPA...`, `--apply`, `--limit=INTEGER`
    public var spelling: String {
        if isFlag { return "--" + name + (isSwitch ? "" : "=" + type.word.uppercased()) }
        return isRepeated ? name.uppercased() + "..." : name.uppercased()
    }

    /// Reads `string`, `string=VALUE`, `string?`, `string...`.
    ///
    /// - Returns: false when that is no type, but the beginning of the text.
    fileprivate mutating func read(
        type word: Substring, _ form: LocalizedText
    ) throws(ScriptParameters.Mistake) -> Bool {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard var bare = parts.first, !bare.isEmpty else { return false }
        if bare.hasSuffix("...") {
            isRepeated = true
            bare = bare.dropLast(3)
        }
        if bare.hasSuffix("?") {
            isOptional = true
            bare = bare.dropLast()
        }
        guard let known = ParameterType(String(bare)) else {
            let isMeant = parts.count > 1 || isRepeated || isOptional || bare.hasPrefix("enum(")
            let near = Nearest.names(String(bare), among: ParameterType.names, limit: 1).first
            (isRepeated, isOptional) = (false, false)
            guard isMeant || near != nil && bare.count > 3 else { return false }
            throw ScriptParameters.Mistake(
                text: ArgumentTexts.unknownType(String(bare)), hint: near.map(ArgumentTexts.didYouMean) ?? form)
        }
        type = known
        if parts.count > 1 {
            isOptional = true
            defaultValue = parts[1].isEmpty ? nil : String(parts[1])
        }
        return true
    }
}

extension StringProtocol {
    /// Without white space around it.
    fileprivate var trimmed: String {
        var text = String(drop(while: \.isWhitespace))
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
