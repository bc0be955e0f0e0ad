/// Codes, tokens and keys: random, and valid on this portal only.
enum RandomText {
    static let digits = "0123456789"
    static let hexadecimal = "0123456789abcdef"
    static let lowercase = "abcdefghijklmnopqrstuvwxyz0123456789"
    static let mixed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

    static func make(_ count: Int, from alphabet: String = lowercase) -> String {
        let letters = Array(alphabet)
        var generator = SystemRandomNumberGenerator()
        return String((0..<count).map { _ in letters.randomElement(using: &generator)! })
    }
}
