/// Where motions lead. Words are letters and digits, as in readline.
extension EntryText {
    func forwardChar(_ position: Position) -> Position { position == endIndex ? position : index(after: position) }

    func backwardChar(_ position: Position) -> Position { position == startIndex ? position : index(before: position) }

    /// The end of the word at or after a place.
    func forwardWord(_ position: Position) -> Position {
        var place = skip(position) { !Self.isWord($0) }
        place = skip(place, while: Self.isWord)
        return place
    }

    /// The beginning of the word before a place.
    func backwardWord(_ position: Position) -> Position {
        let place = skipBack(position) { !Self.isWord($0) }
        return skipBack(place, while: Self.isWord)
    }

    /// The beginning of what is before a place and has no white space in it.
    func backwardToSpace(_ position: Position) -> Position {
        let place = skipBack(position, while: \.isWhitespace)
        return skipBack(place) { !$0.isWhitespace }
    }

    func skip(_ position: Position, while matches: (Character) -> Bool) -> Position {
        var position = position
        let end = endIndex
        while position < end, matches(self[position]) { position = index(after: position) }
        return position
    }

    func skipBack(_ position: Position, while matches: (Character) -> Bool) -> Position {
        var position = position
        while position > startIndex {
            let before = index(before: position)
            guard matches(self[before]) else { break }
            position = before
        }
        return position
    }

    static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
