/// One press of a key, or one paste.
public struct Key: Sendable, Hashable {
    /// Which key.
    public var code: Code
    /// What was held with it. A letter's own case says whether Shift was.
    public var modifiers: Modifiers

    /// A key, whatever bytes a terminal sends for it.
    public enum Code: Sendable, Hashable {
        case character(Character)
        case enter, tab, backspace, escape
        case up, down, left, right, home, end, pageUp, pageDown, insert, delete
        case function(Int)
        /// Text that the terminal says was pasted.
        case paste(String)
    }

    /// Modifier keys.
    public struct Modifiers: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: UInt8
        /// The set with these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Shift, with keys that have no case.
        public static let shift = Modifiers(rawValue: 1)
        /// Alt, also called Meta; terminals send Escape before the key.
        public static let alt = Modifiers(rawValue: 2)
        /// Control.
        public static let control = Modifiers(rawValue: 4)
    }

    /// A key with modifiers.
    public init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    /// A letter or other character.
    public static func character(_ character: Character) -> Key { Key(.character(character)) }
    /// A character with Control.
    public static func control(_ character: Character) -> Key { Key(.character(character), .control) }
    /// A character with Alt.
    public static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }

    /// The text that the key types, if it types one.
    var typedText: String? {
        guard modifiers.isEmpty else { return nil }
        return switch code {
        case .character(let character): String(character)
        case .paste(let text): text
        default: nil
        }
    }

    /// The name in help: `Ctrl-A`, `Alt-Enter`.
    public var name: String {
        var name = ""
        if modifiers.contains(.control) { name += "Ctrl-" }
        if modifiers.contains(.alt) { name += "Alt-" }
        if modifiers.contains(.shift) { name += "Shift-" }
        switch code {
        case .character(let character):
            name += character == " " ? "Space" : modifiers.isEmpty ? String(character) : character.uppercased()
        case .enter: name += "Enter"
        case .tab: name += "Tab"
        case .backspace: name += "Backspace"
        case .escape: name += "Esc"
        case .up: name += "Up"
        case .down: name += "Down"
        case .left: name += "Left"
        case .right: name += "Right"
        case .home: name += "Home"
        case .end: name += "End"
        case .pageUp: name += "PageUp"
        case .pageDown: name += "PageDown"
        case .insert: name += "Insert"
        case .delete: name += "Delete"
        case .function(let number): name += "F\(number)"
        case .paste: name += "Paste"
        }
        return name
    }
}
