import Localization

extension Language {
    /// The language of help texts and of complaints about the command line: they are written before flags are parsed,
    /// so `--lang` is looked for by hand.
    static let ofProcess = Language.preferred(
        flag: languageFlag(CommandLine.arguments), environment: Environment.ofProcess.variables)

    private static func languageFlag(_ arguments: [String]) -> String? {
        for (index, word) in arguments.enumerated().dropFirst() {
            if word == "--lang", index + 1 < arguments.count { return arguments[index + 1] }
            if word.hasPrefix("--lang=") { return String(word.dropFirst("--lang=".count)) }
            if word.hasSuffix(".lua") { return nil }
        }
        return nil
    }
}
