/// Text of an isolated script on its way to a person: it must not move the cursor, change the terminal, or pass for
/// something else that stands there.
enum ChildText {
    /// Controls, but for line ends and tabs, become U+FFFD, and so do marks that change the direction of writing.
    static func clean(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnwanted) || text.utf8.contains(0x0D) else { return text }
        var clean = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            // A carriage return of its own would write over the line.
            let isLoneReturn = scalar == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n")
            clean.append(isUnwanted(scalar) || isLoneReturn && index + 1 < scalars.count ? "\u{FFFD}" : scalar)
        }
        return String(clean)
    }

    private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
