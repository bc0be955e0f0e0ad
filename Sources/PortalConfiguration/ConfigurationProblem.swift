import Localization

/// What is wrong in a description.
public struct ConfigurationProblem: Error, Sendable, Hashable {
    /// Where.
    public let place: FilePlace?
    /// What.
    public let text: LocalizedText
    /// What to do about it.
    public let hint: LocalizedText?

    /// A problem.
    public init(_ place: FilePlace?, _ text: LocalizedText, hint: LocalizedText? = nil) {
        self.place = place
        self.text = text
        self.hint = hint
    }

    /// `portal.lua:12: ...`
    public func line(_ language: Language) -> String {
        (place.map { "\($0): " } ?? "") + text[language] + (hint.map { " " + $0[language] } ?? "")
    }
}

/// All that is wrong in a description.
public struct ConfigurationProblems: Error, Sendable {
    /// In the order of the files; never empty.
    public let problems: [ConfigurationProblem]

    /// Problems.
    public init(_ problems: [ConfigurationProblem]) { self.problems = problems }
}

/// Names that a misspelt one may have meant.
enum Likely {
    static func name(_ name: String, among candidates: [String]) -> String? {
        let wanted = Array(name.lowercased())
        let near = candidates.compactMap { candidate in
            EditDistance.between(Array(candidate.lowercased()), wanted, atMost: max(1, wanted.count / 3)).map {
                (candidate, $0)
            }
        }
        return near.min { $0.1 < $1.1 }?.0
    }
}
