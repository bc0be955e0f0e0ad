/// What SGR sequences say of the letters that follow, as one mark.
///
/// Colours by their letters: `r`ed, `g`reen, `y`ellow, `b`lue, `m`agenta, `c`yan, `w`hite, `k` for black and grey; bold ones
/// in capitals. Without a colour: `*` bold, `.` dim, `_` underlined, `/` italic. Reverse is always `v`.
struct CellStyle {
    private var colour: Character?
    private var attributes: Set<Int> = []

    mutating func select(_ parameters: some StringProtocol) {
        for code in parameters.isEmpty ? [0] : parameters.split(separator: ";").compactMap({ Int($0) }) {
            switch code {
            case 0: self = CellStyle()
            case 1...7: attributes.insert(code)
            case 30...37, 90...97: colour = Array("krgybmcw")[code % 10]
            default: fatalError("the screen does not know the style \(code)")
            }
        }
    }

    var mark: Character {
        if attributes.contains(7) { return "v" }
        if let colour { return attributes.contains(1) ? Character(colour.uppercased()) : colour }
        let marks: [(Int, Character)] = [(4, "_"), (1, "*"), (2, "."), (3, "/")]
        return marks.first { attributes.contains($0.0) }?.1 ?? " "
    }
}
