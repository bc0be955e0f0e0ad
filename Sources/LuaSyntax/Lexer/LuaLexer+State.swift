extension LuaLexer {
    /// What a text leaves open at its end: for whoever goes through a text line by line.
    public enum State: Sendable, Hashable {
        case code
        /// `[==[` without its end, by the number of `=`.
        case longString(Int)
        /// `--[==[` without its end.
        case longComment(Int)
        /// A line that ends in `\`, or in `\z` when `skipsSpace`, inside a string that this quote ends.
        case string(quote: UInt8, skipsSpace: Bool)
    }
}

extension LuaLexer.State: RawRepresentable {
    /// Zero is ``code``; for whoever keeps it as a number.
    public var rawValue: Int {
        switch self {
        case .code: 0
        case .longString(let level): 1 + level * 4
        case .longComment(let level): 2 + level * 4
        case .string(let quote, let skipsSpace): 3 + (Int(quote) * 2 + (skipsSpace ? 1 : 0)) * 4
        }
    }

    /// `nil` for a number that no state has.
    public init?(rawValue: Int) {
        guard rawValue >= 0 else { return nil }
        let rest = (rawValue - rawValue % 4) / 4
        switch rawValue % 4 {
        case 0 where rawValue == 0: self = .code
        case 1: self = .longString(rest)
        case 2: self = .longComment(rest)
        case 3: self = .string(quote: UInt8(truncatingIfNeeded: rest / 2), skipsSpace: rest % 2 == 1)
        default: return nil
        }
    }
}
