/// What `git cat-file --batch` writes: `NAME TYPE SIZE`, a line feed, the content, a line feed.
enum GitObjects {
    struct Object {
        var name: String
        var type: String
        var content: [UInt8]
    }

    static func parse(_ bytes: [UInt8]) throws(LibraryError) -> [Object] {
        var objects: [Object] = []
        var place = 0
        while place < bytes.count {
            guard let end = bytes[place...].firstIndex(of: 0x0A) else { throw odd }
            let words = String(decoding: bytes[place..<end], as: UTF8.self).split(separator: " ").map(String.init)
            guard words.count == 3, let size = Int(words[2]), size >= 0, end + 1 + size < bytes.count else { throw odd }
            objects.append(Object(name: words[0], type: words[1], content: Array(bytes[(end + 1)..<(end + 1 + size)])))
            place = end + size + 2
        }
        return objects
    }

    private static var odd: LibraryError { LibraryError(.source, Texts.oddGitOutput) }
}

/// What `git ls-tree -r -z -l` writes: `MODE TYPE OBJECT SIZE`, a tab, the path, a zero byte.
enum GitEntries {
    struct Entry {
        var path: String
        var object: String
    }

    /// - Throws: ``LibraryError`` for what no library may have, before any of it is read.
    static func parse(_ bytes: [UInt8], _ source: String) throws(LibraryError) -> [Entry] {
        var entries: [Entry] = []
        var total = 0
        for record in bytes.split(separator: 0) {
            guard let tab = record.firstIndex(of: 0x09) else { throw LibraryError(.source, Texts.oddGitOutput) }
            let words = String(decoding: record[..<tab], as: UTF8.self).split(separator: " ").map(String.init)
            // Bytes that are no UTF-8 become a character that no path may have.
            let path = String(decoding: record[record.index(after: tab)...], as: UTF8.self)
            guard words.count == 4 else { throw LibraryError(.source, Texts.oddGitOutput) }
            try TreeRules.check(path: path)
            switch words[0] {
            case "100644", "100755", "100664": break
            case "120000": throw LibraryError(.format, Texts.link(path), hint: Texts.noLinks)
            case "160000": throw LibraryError(.format, Texts.submodule(path), hint: Texts.noLinks)
            default: throw LibraryError(.format, Texts.noRegularFile(path), hint: Texts.noLinks)
            }
            guard let size = Int(words[3]), size <= TreeRules.largestFile else { throw TreeRules.tooLarge(path) }
            total += size
            guard entries.count < TreeRules.mostFiles else {
                throw LibraryError(.format, Texts.manyFiles(TreeRules.mostFiles))
            }
            guard total <= TreeRules.largestTree else {
                throw LibraryError(.format, Texts.largeTree(TreeRules.largestTree >> 20))
            }
            entries.append(Entry(path: path, object: words[2]))
        }
        return entries
    }
}
