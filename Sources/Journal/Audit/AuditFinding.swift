public import Localization

/// Something that is wrong with the audit.
public struct AuditFinding: Sendable, Equatable {
    /// What.
    public enum Kind: String, Sendable, CaseIterable {
        /// The line is not what was written.
        case changed
        /// Lines before this one are missing.
        case removed
        /// The line was put in: its number was there before.
        case inserted
        /// The line does not go on from the one before: one of the two is another one than was written.
        case replaced
        /// The last lines are missing.
        case cutOff = "cut_off"
        /// The whole chain up to the end mark is another one.
        case rewritten
        /// The end mark is missing: nobody can tell whether the last lines are.
        case noMark = "no_mark"
    }

    /// What is wrong.
    public var kind: Kind
    /// In which file: its name.
    public var file: String
    /// In which line, from 1; 0 for the end.
    public var line: Int
    /// How many lines it is about.
    public var count: Int

    /// In words.
    public var text: LocalizedText { Texts.finding(self) }
}
