/// What may come next on a script's command line, while somebody types it.
extension ScriptParameters {
    /// What the next word may be.
    public struct Next: Sendable, Equatable {
        /// Whose value it may be; `nil` when no value is expected.
        public var value: Parameter?
        /// What may be given by name, `--month`: what has no value yet, and what takes several.
        public var names: [Parameter] = []
    }

    /// What may follow words that need not be whole or right: unknown names are passed over.
    ///
    /// - Parameter words: what stands before the cursor, without the script's name.
    public func next(after words: [String]) -> Next {
        var named: Set<String> = []
        var places = 0
        var isByPlace = false
        var rest = words.first == "--" ? words.dropFirst() : words[...]
        while let word = rest.popFirst() {
            guard !isByPlace, word.hasPrefix("--") else {
                places += 1
                continue
            }
            if word == "--" {
                isByPlace = true
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let parameter = parameter(named: String(parts[0])) else { continue }
            named.insert(parameter.name)
            guard parts.count == 1, !parameter.isSwitch else { continue }
            guard let value = rest.first else { return Next(value: parameter) }
            if !value.hasPrefix("--") { rest.removeFirst() }
        }
        let unnamed = arguments.filter { !named.contains($0.name) }
        let open = unnamed.dropFirst(min(places, unnamed.count - (unnamed.last?.isRepeated == true ? 1 : 0)))
        let openFlags = flags.filter { !named.contains($0.name) || $0.isRepeated }
        let again = arguments.filter { named.contains($0.name) && $0.isRepeated }
        return Next(value: open.first, names: isByPlace ? [] : openFlags + open + again)
    }

    /// The parameter that `--NAME` gives.
    public func parameter(named name: String) -> Parameter? {
        flags.first { $0.name == name } ?? arguments.first { $0.name == name }
    }
}

extension ParameterType {
    /// All values, when there are few.
    public var values: [String] {
        switch self {
        case .boolean: ["true", "false"]
        case .choice(let words): words
        case .string, .integer, .number, .date: []
        }
    }
}
