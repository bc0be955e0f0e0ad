import Localization

/// How a piece of text looks.
public struct TextStyle: Sendable, Hashable {
    /// A colour of the terminal's palette, 0 to 255; the first sixteen are the user's own. `nil` is the usual one.
    public var foreground: UInt8?
    /// Bold, dim and so on.
    public var attributes: Attributes

    /// What a terminal can do to letters, beside colours.
    public struct Attributes: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: UInt8
        /// The set with these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// SGR 1
        public static let bold = Attributes(rawValue: 1)
        /// SGR 2
        public static let dim = Attributes(rawValue: 2)
        /// SGR 3
        public static let italic = Attributes(rawValue: 4)
        /// SGR 4
        public static let underline = Attributes(rawValue: 8)
        /// SGR 7
        public static let reverse = Attributes(rawValue: 16)
    }

    /// A style.
    public init(_ foreground: UInt8? = nil, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.attributes = attributes
    }

    /// As the terminal writes by itself.
    public static let plain = TextStyle()

    /// The same without colour, for people who set `NO_COLOR`.
    var colourless: TextStyle { TextStyle(nil, attributes) }

    /// The sequence that selects this style, whatever came before.
    var sequence: String {
        var codes: [String] = []
        for (attribute, code) in [(Attributes.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7)]
        where attributes.contains(attribute) {
            codes.append(String(code))
        }
        switch foreground {
        case nil: break
        case .some(let colour) where colour < 8: codes.append(String(30 + Int(colour)))
        case .some(let colour) where colour < 16: codes.append(String(82 + Int(colour)))
        case .some(let colour): codes.append("38;5;\(colour)")
        }
        return codes.isEmpty ? "\u{1B}[m" : "\u{1B}[0;" + codes.joined(separator: ";") + "m"
    }
}

/// Text in pieces of one style each.
public struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
    /// A piece.
    public struct Run: Sendable, Hashable {
        /// Without line ends.
        public var text: String
        /// How it looks.
        public var style: TextStyle
    }
    /// The pieces, one after another.
    public var runs: [Run]

    /// A text in one style.
    public init(_ text: String, _ style: TextStyle = .plain) { runs = [Run(text: text, style: style)] }

    /// An unstyled text.
    public init(stringLiteral text: String) { self.init(text) }

    /// One text after another.
    public static func + (left: StyledText, right: StyledText) -> StyledText {
        var result = left
        result.runs += right.runs
        return result
    }

    /// The text alone.
    public var text: String { runs.map(\.text).joined() }
}

/// What stands before the lines of an entry.
public struct Prompt: Sendable, Hashable, ExpressibleByStringLiteral {
    /// Before the first line.
    public var first: StyledText
    /// Before the others.
    public var continuation: StyledText

    /// A prompt. Without a continuation of its own, further lines are indented as far as the first one.
    public init(_ first: StyledText, continuation: StyledText? = nil) {
        self.first = first
        self.continuation = continuation ?? StyledText(String(repeating: " ", count: TextWidth.of(first.text)))
    }

    /// An unstyled prompt.
    public init(stringLiteral text: String) { self.init(StyledText(text)) }
}
