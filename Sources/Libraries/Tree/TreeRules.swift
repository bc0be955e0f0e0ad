/// What a file of a library may be. Everything that is refused here has a use against whoever takes the library: names that
/// lead out of a folder or hide another file, and contents that a reviewer does not see.
enum TreeRules {
    /// Bytes of one file.
    static let largestFile = 1 << 20
    /// Bytes of all of them.
    static let largestTree = 16 << 20
    static let mostFiles = 1000
    /// Bytes of a path: what one header of an archive holds.
    static let longestPath = 100

    /// - Throws: ``LibraryError`` that names the path.
    static func check(path: String) throws(LibraryError) {
        guard path.utf8.count <= longestPath else {
            throw LibraryError(.format, Texts.longFileName(shown(path), longestPath))
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ isName($0) }) else {
            throw LibraryError(.format, Texts.oddFileName(shown(path)), hint: Texts.fileNameForm)
        }
        guard !parts.contains(where: { $0.lowercased() == ".git" }) else {
            throw LibraryError(.format, Texts.oddFileName(shown(path)), hint: Texts.noGitFolder)
        }
    }

    /// - Throws: ``LibraryError`` that names the path.
    static func check(content bytes: [UInt8], of path: String) throws(LibraryError) {
        guard bytes.count <= largestFile else { throw tooLarge(path) }
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw LibraryError(.format, Texts.noText(path), hint: Texts.onlyText)
        }
    }

    static func tooLarge(_ path: String) -> LibraryError {
        LibraryError(.format, Texts.largeFile(path, largestFile >> 20), hint: Texts.onlyText)
    }

    /// - Throws: ``LibraryError`` when there are too many, or two that some file systems take for one.
    static func check(all paths: some Collection<String>) throws(LibraryError) {
        guard paths.count <= mostFiles else { throw LibraryError(.format, Texts.manyFiles(mostFiles)) }
        // By the name in small letters: how it is spelled, and whether it is a folder.
        var seen: [String: (spelled: String, isFolder: Bool)] = [:]
        for path in paths.sorted() {
            let parts = path.split(separator: "/")
            for count in 1...parts.count {
                let name = parts.prefix(count).joined(separator: "/")
                let isFolder = count < parts.count
                if let other = seen[name.lowercased()], other.spelled != name || !other.isFolder || !isFolder {
                    throw LibraryError(.format, Texts.collidingNames(other.spelled, path))
                }
                seen[name.lowercased()] = (name, isFolder)
            }
        }
    }

    private static func isName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: "-"), name != ".", name != "..",
            name.utf8.last != UInt8(ascii: ".")
        else { return false }
        return name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
    }

    /// A path for a message: controls could rewrite a terminal.
    private static func shown(_ path: String) -> String {
        String(
            String.UnicodeScalarView(
                path.unicodeScalars.prefix(120).map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
    }
}
