/// Reads the files of a commit as they are kept: no filters, no attributes, no work tree.
enum GitTree {
    /// - Parameters:
    ///   - source: for messages.
    ///   - git: runs git and gives its output.
    static func read(
        _ commit: CommitID, _ source: String, _ git: ([String], String) throws(LibraryError) -> [UInt8]
    ) throws(LibraryError) -> LibraryTree {
        let entries = try GitEntries.parse(
            try git(["ls-tree", "-r", "-z", "-l", "--full-tree", commit.text], ""), source)
        let names = Set(entries.map(\.object)).sorted()
        var contents: [String: [UInt8]] = [:]
        if !names.isEmpty {
            let batch = try git(["cat-file", "--batch"], names.map { $0 + "\n" }.joined())
            for object in try GitObjects.parse(batch) where object.type == "blob" {
                contents[object.name] = object.content
            }
        }
        var files: [String: [UInt8]] = [:]
        for entry in entries {
            guard let content = contents[entry.object] else {
                throw LibraryError(.source, Texts.gitFailed(source, "missing \(entry.object)"))
            }
            files[entry.path] = content
        }
        return try LibraryTree(files)
    }
}
