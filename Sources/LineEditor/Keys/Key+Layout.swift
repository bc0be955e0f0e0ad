extension Key {
    /// The key as it would be on a Latin keyboard: with the Russian layout on, Alt-И is the key Alt-B.
    ///
    /// Letters without Alt and Control stay what they are.
    var onLatinKeyboard: Key {
        guard !modifiers.isDisjoint(with: [.alt, .control]), case .character(let character) = code,
            let latin = Self.latin[Character(character.lowercased())]
        else { return self }
        return Key(.character(latin), modifiers)
    }

    private static let latin = Dictionary(
        uniqueKeysWithValues: zip("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"))
}
