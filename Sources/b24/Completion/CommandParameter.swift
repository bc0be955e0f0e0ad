import ArgumentParser
import JSON
import Localization

/// A flag, an option or an argument of a command of b24, as the parser knows it.
struct CommandParameter: Equatable {
    /// Its values.
    enum Values: Equatable {
        /// Nobody can list them.
        case free
        case words([String])
        case files(Suggestions.Files)
        case own(OwnValues)
    }

    /// `--profile`, `-p`; empty when it is given by its place.
    var names: [String]
    var takesValue: Bool
    var isRepeated: Bool
    var values: Values
    /// What it is for.
    var about: String

    /// Those of one command, or of all that it takes over from a group of options.
    ///
    /// The parser tells them as JSON only. It does so of one command at a time: the whole tree takes ten times as long as
    /// everything else here.
    static func of(_ command: any ParsableArguments.Type) -> [CommandParameter] {
        let facts = try? JSONReader.value(command._dumpHelp().utf8)
        return (facts?["command"]?["arguments"]?.arrayValue ?? []).compactMap(Self.init)
    }

    private init?(_ facts: JSONValue) {
        guard facts["shouldDisplay"]?.boolValue == true, let kind = facts["kind"]?.stringValue else { return nil }
        names = (facts["names"]?.arrayValue ?? []).compactMap { name in
            name["name"]?.stringValue.map { (name["kind"]?.stringValue == "long" ? "--" : "-") + $0 }
        }
        takesValue = kind != "flag"
        isRepeated = facts["isRepeating"]?.boolValue == true
        values = Values(facts)
        about = ParserWords.translated(facts["abstract"]?.stringValue ?? "", .ofProcess)
    }
}

extension CommandParameter.Values {
    fileprivate init(_ facts: JSONValue) {
        let kind = facts["completionKind"]
        if let name = kind?["shellCommand"]?["command"]?.stringValue, let values = OwnValues(rawValue: name) {
            self = .own(values)
        } else if let endings = kind?["file"]?["extensions"]?.strings {
            self = .files(endings.isEmpty ? .all : .endings(endings))
        } else if kind?["directory"] != nil {
            self = .files(.folders)
        } else if let words = kind?["list"]?["values"]?.strings ?? facts["allValues"]?.strings {
            self = .words(words)
        } else {
            self = .free
        }
    }
}

extension JSONValue {
    fileprivate var strings: [String]? { arrayValue?.compactMap(\.stringValue) }
}
