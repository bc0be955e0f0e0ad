/// What was cut, newest last. Consecutive cuts make one piece.
struct KillRing: Sendable, Equatable {
    private(set) var pieces: [String] = []
    /// Which piece Yank inserts, counted from the newest.
    private var turned = 0

    /// As many as readline keeps.
    private static let limit = 10

    /// - Parameter joining: the command before was a kill too.
    mutating func kill(_ text: String, before isBefore: Bool, joining: Bool) {
        turned = 0
        if joining, let last = pieces.popLast() {
            pieces.append(isBefore ? text + last : last + text)
        } else {
            pieces.append(text)
            if pieces.count > Self.limit { pieces.removeFirst() }
        }
    }

    /// The piece to insert; `nil` when nothing was cut.
    var piece: String? { pieces.isEmpty ? nil : pieces[pieces.count - 1 - turned] }

    /// Goes on to the piece before.
    mutating func turn() { if !pieces.isEmpty { turned = (turned + 1) % pieces.count } }
}
