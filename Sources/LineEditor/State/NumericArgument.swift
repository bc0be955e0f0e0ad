/// How often a command works: Alt-3, or Alt-- for the other direction.
public struct NumericArgument: Sendable, Equatable {
    private var isNegative = false
    private var digits: Int?

    /// A mistyped number does not fill the memory.
    static let limit = 10_000

    init() {}

    /// The number; a lone minus is -1.
    public var value: Int { (isNegative ? -1 : 1) * (digits ?? 1) }

    /// What has been typed.
    public var text: String { (isNegative ? "-" : "") + (digits.map(String.init) ?? "") }

    func adding(_ character: Character) -> NumericArgument {
        var result = self
        if character == "-" {
            result.isNegative.toggle()
        } else if let digit = character.wholeNumberValue {
            result.digits = min((digits ?? 0) * 10 + digit, Self.limit)
        }
        return result
    }
}
