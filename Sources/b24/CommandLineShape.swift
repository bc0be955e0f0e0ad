/// The words of a command line, put into the order that the parser understands.
///
/// Global flags may stand before or after the command; what follows a script's file name belongs to the script,
/// whatever it looks like.
struct CommandLineShape: Equatable {
    /// The command's name: `["eval"]`, `["portal", "serve"]`; empty when there is none.
    private(set) var command: [String] = []
    /// The global flags with their values.
    private(set) var globals: [String] = []
    /// Everything else, in order.
    private(set) var others: [String] = []

    /// - Parameters:
    ///   - arguments: the command line without the program's name.
    ///   - inputIsTerminal: whether a person sits at standard input: decides what `b24` alone means.
    init(_ arguments: [String], inputIsTerminal: Bool) {
        var path: [String] = []
        var rest = arguments[...]
        scan: while let word = rest.popFirst() {
            switch word {
            case "--":
                others += ["--"] + rest
                break scan
            case _ where GlobalOptions.valued.contains(word):
                globals.append(word)
                if let value = rest.popFirst() { globals.append(value) }
            case _ where Self.isGlobal(word):
                globals.append(word)
            case _ where path.isEmpty && !word.hasPrefix("-"):
                path.append(word)
            case _ where Self.groups.contains(path) && others.isEmpty && !word.hasPrefix("-"):
                path.append(word)
            case _ where Self.runningFiles.contains(path) && Self.ownValued[path]?.contains(word) == true:
                others.append(word)
                if let value = rest.popFirst() { others.append(value) }
            case _ where Self.runningFiles.contains(path) && (word == "-" || !word.hasPrefix("-")):
                // `--help` after the file is the script's.
                others += ["--", word] + rest
                break scan
            default: others.append(word)
            }
        }
        if path.isEmpty, others.isEmpty {
            path = inputIsTerminal ? ["repl"] : ["run"]
            others = inputIsTerminal ? [] : ["--", "-"]
        }
        command = path
    }

    /// The words for the parser: the command's name, global flags, everything else.
    var words: [String] { words(globals: globals) }

    /// The words for the parser with other global flags.
    func words(globals: [String]) -> [String] {
        // Without a command it is `b24 --help`, `b24 --version`, or a flag that does not exist.
        // A group such as `portal` and a misspelt command take no flags: the parser would complain of those first.
        Self.takingGlobals.contains(command) ? command + globals + others : command + others
    }

    /// The commands that run a script's file.
    static let runningFiles: Set<[String]> = [["run"], ["rehearse"]]

    /// Their own flags that take a value, which is not the file.
    private static let ownValued: [[String]: Set<String>] = [["rehearse"]: ["--keep", "--max-items"]]

    /// The commands that do something, which all take the global flags.
    static let takingGlobals: Set<[String]> = [
        ["run"], ["rehearse"], ["eval"], ["call"], ["repl"], ["docs"], ["doctor"], ["log"], ["resume"], ["undo"],
        ["check"], ["test"], ["list"], ["init"], ["types"], ["export"], ["diff"], ["plan"], ["apply"], ["import"],
        ["completion"],
        ["portal", "serve"], ["portal", "reset"], ["portal", "log"], ["portal", "app", "add"],
        ["portal", "app", "list"], ["portal", "app", "remove"], ["portal", "expire-tokens"],
        ["portal", "regenerate-webhook"], ["portal", "people"], ["portal", "webhook"], ["portal", "grants", "list"],
        ["portal", "grants", "set"], ["portal", "grants", "remove"], ["portal", "grants", "clear"],
        ["portal", "roles", "list"], ["portal", "roles", "add"], ["portal", "roles", "assign"],
        ["portal", "roles", "unassign"], ["portal", "roles", "rename"], ["portal", "roles", "remove"],
        ["permissions", "probe"], ["permissions", "checklist"], ["permissions", "explain"],
        ["permissions", "audience"], ["permissions", "set"], ["profile", "add"],
        ["profile", "list"], ["profile", "show"],
        ["profile", "use"], ["profile", "rename"], ["profile", "remove"], ["auth", "login"], ["auth", "status"],
        ["auth", "refresh"], ["auth", "logout"],
        ["lib", "init"], ["lib", "add"], ["lib", "install"], ["lib", "update"], ["lib", "rollback"], ["lib", "remove"],
        ["lib", "list"], ["lib", "info"], ["lib", "verify"], ["lib", "link"], ["lib", "pack"], ["lib", "key"],
        ["lib", "sign"],
    ]

    /// The commands that only hold others.
    private static let groups: Set<[String]> = [
        ["portal"], ["portal", "app"], ["portal", "grants"], ["portal", "roles"], ["permissions"], ["profile"],
        ["auth"], ["lib"],
    ]

    private static func isGlobal(_ word: String) -> Bool {
        if GlobalOptions.bare.contains(word) { return true }
        guard let equals = word.firstIndex(of: "=") else { return false }
        return GlobalOptions.valued.contains(String(word[..<equals]))
    }
}
