/// The part of the tar format that archives of libraries need: plain files with short names.
///
/// -> https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html, "ustar Interchange Format"
enum Tar {
    private static let block = 512

    static func write(_ files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = []
        for (path, bytes) in files {
            archive += header(path, size: bytes.count)
            archive += bytes
            archive += [UInt8](repeating: 0, count: (block - bytes.count % block) % block)
        }
        return archive + [UInt8](repeating: 0, count: 2 * block)
    }

    /// Reads names and contents alone: whether everything else is as ``write(_:)`` makes it is seen by writing it again.
    ///
    /// - Throws: ``LibraryError`` of kind `changed`.
    static func read(_ bytes: [UInt8], path: String) throws(LibraryError) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        var place = 0
        func odd() -> LibraryError { LibraryError(.changed, Texts.noArchive(path), hint: Texts.getArchiveAnew) }
        guard bytes.count % block == 0 else { throw odd() }
        while place + block <= bytes.count, bytes[place] != 0 {
            let name = String(decoding: bytes[place..<(place + 100)].prefix { $0 != 0 }, as: UTF8.self)
            let digits = String(decoding: bytes[(place + 124)..<(place + 135)], as: UTF8.self)
            guard let size = Int(digits, radix: 8), size >= 0, size <= TreeRules.largestFile,
                place + block + size <= bytes.count, files[name] == nil, files.count <= TreeRules.mostFiles
            else { throw odd() }
            files[name] = Array(bytes[(place + block)..<(place + block + size)])
            place += block + (size + block - 1) / block * block
        }
        return files
    }

    /// - Parameter path: at most 100 bytes, see ``TreeRules``.
    private static func header(_ path: String, size: Int) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at place: Int) {
            for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
        }
        func octal(_ number: Int, _ digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: digits - text.utf8.count) + text
        }
        put(path, at: 0)
        put(octal(0o644, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(size, 11), at: 124)
        put(octal(0, 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
        header[154] = 0
        return header
    }
}
