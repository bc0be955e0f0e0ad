/// What tells one tree of files from every other: Go's `h1:`.
///
/// The SHA-256 of the lines `HEX-SHA256-OF-THE-FILE  PATH`, sorted by path, each with a line feed. It does not depend on how
/// the files came: by git, in an archive, from a folder.
/// -> https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1
public struct TreeHash: Sendable, Hashable, CustomStringConvertible {
    private let digest: [UInt8]

    /// - Parameter text: `h1:` and Base64.
    /// - Returns: `nil` for anything else.
    public init?(_ text: String) {
        guard text.hasPrefix("h1:"), let digest = Base64.bytes(String(text.dropFirst(3))), digest.count == 32 else {
            return nil
        }
        self.digest = digest
    }

    /// The hash of some files.
    ///
    /// - Throws: ``LibraryError`` when libsodium is not on this machine.
    public init(of files: [String: [UInt8]]) throws(LibraryError) {
        var lines: [UInt8] = []
        for path in files.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            lines += Array("\(try SHA256.hex(files[path] ?? []))  \(path)\n".utf8)
        }
        digest = try SHA256.digest(lines)
    }

    /// `h1:` and Base64.
    public var description: String { "h1:" + Base64.text(digest) }

    /// For a folder's name: Base64 has `/`, and some file systems do not tell its letters apart.
    var hex: String { Hexadecimal.text(digest) }
}
