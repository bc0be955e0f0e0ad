import Bitrix24

/// The mark of one sign-in: 128 random bits that go out with the person and have to come back with the code. Whoever sends
/// the browser here with a code of their own does not know it.
struct SignInState: Sendable {
    let text: String

    init() {
        var generator = SystemRandomNumberGenerator()
        text = (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    init(text: String) { self.text = text }

    /// Compares every byte, however early they differ.
    func matches(_ other: String?) -> Bool {
        guard let other, other.utf8.count == text.utf8.count else { return false }
        return zip(other.utf8, text.utf8).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
