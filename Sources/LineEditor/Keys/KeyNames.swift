/// What xterm, rxvt, the Linux console, tmux and kitty send for keys that type nothing.
enum KeyNames {
    /// ESC O `final`.
    static func single(_ final: UInt8, modifier: Int) -> Key? {
        let modifiers = modifiers(modifier)
        switch final {
        // rxvt: Control with an arrow.
        case UInt8(ascii: "a")...UInt8(ascii: "d"): return letter(final - 0x20).map { Key($0, .control) }
        case UInt8(ascii: "M"): return Key(.enter, modifiers)
        case UInt8(ascii: "I"): return Key(.tab, modifiers)
        // The number pad in application mode.
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            return Key(.character(Character(Unicode.Scalar(final - 0x40))), modifiers)
        default: return letter(final).map { Key($0, modifiers) }
        }
    }

    /// ESC [ `parameters` `final`.
    static func control(_ parameters: ArraySlice<UInt8>, _ final: UInt8) -> Key? {
        // Private parameters belong to replies.
        guard let numbers = numbers(parameters) else { return nil }
        let first = numbers.first ?? 0
        let held = modifiers(numbers.count > 1 ? numbers[1] : 0)
        switch final {
        case UInt8(ascii: "~"):
            // xterm's modifyOtherKeys: 27 ; modifiers ; code.
            if first == 27, numbers.count > 2 { return coded(numbers[2], held) }
            return numbered(first).map { Key($0, held) }
        case UInt8(ascii: "$"): return numbered(first).map { Key($0, .shift) }
        case UInt8(ascii: "^"): return numbered(first).map { Key($0, .control) }
        case UInt8(ascii: "@"): return numbered(first).map { Key($0, [.control, .shift]) }
        case UInt8(ascii: "u"): return coded(first, held)
        case UInt8(ascii: "Z"): return Key(.tab, held.union(.shift))
        // rxvt: Shift with an arrow.
        case UInt8(ascii: "a")...UInt8(ascii: "d"): return letter(final - 0x20).map { Key($0, .shift) }
        default: return letter(final).map { Key($0, held) }
        }
    }

    private static func letter(_ final: UInt8) -> Key.Code? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final) - 0x4F)
        default: nil
        }
    }

    private static func numbered(_ number: Int) -> Key.Code? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// A key by its character's number.
    private static func coded(_ code: Int, _ modifiers: Key.Modifiers) -> Key? {
        switch code {
        case 9: return Key(.tab, modifiers)
        case 13, 57414: return Key(.enter, modifiers)
        case 27: return Key(.escape, modifiers)
        case 8, 127: return Key(.backspace, modifiers)
        default:
            guard code >= 32, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
            var modifiers = modifiers
            let character = Character(scalar)
            // With Shift alone the character is already what Shift made of it, or it is to be made.
            if modifiers.contains(.shift), character.isLetter || !modifiers.contains(.control) {
                modifiers.remove(.shift)
                if modifiers.contains(.control) { return Key(.character(character), modifiers) }
                return Key(.character(character.uppercased().first ?? character), modifiers)
            }
            return Key(.character(character), modifiers)
        }
    }

    /// xterm's number is one more than the bits Shift 1, Alt 2, Control 4, Meta 8.
    private static func modifiers(_ number: Int) -> Key.Modifiers {
        guard number > 1 else { return [] }
        let bits = number - 1
        var modifiers = Key.Modifiers(rawValue: UInt8(bits & 7))
        if bits & 8 != 0 { modifiers.insert(.alt) }
        return modifiers
    }

    /// `nil` when there is something else than numbers. A number's part after a colon is left out.
    private static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int]? {
        guard !parameters.isEmpty else { return [] }
        var numbers: [Int] = []
        for part in parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            let digits = part.prefix { $0 != UInt8(ascii: ":") }
            guard digits.count <= 7, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        return numbers
    }
}
