/// The files of a folder, as the tree of a library.
enum FolderTree {
    /// - Parameter skipped: names at the top that are passed over: `.git` in the folder that somebody works in.
    /// - Throws: ``LibraryError`` for a link, an odd name, a file that is too large or no text.
    static func read(_ folder: String, skipping skipped: Set<String> = []) throws(LibraryError) -> LibraryTree {
        var files: [String: [UInt8]] = [:]
        try collect(folder, "", skipping: skipped, &files)
        return try LibraryTree(files)
    }

    private static func collect(
        _ folder: String, _ prefix: String, skipping skipped: Set<String>, _ files: inout [String: [UInt8]]
    ) throws(LibraryError) {
        for name in try LibraryFiles.names(in: folder) where !(prefix.isEmpty && skipped.contains(name)) {
            let path = prefix + name
            try TreeRules.check(path: path)
            switch LibraryFiles.kind(folder + "/" + name) {
            case .folder: try collect(folder + "/" + name, path + "/", skipping: skipped, &files)
            case .file(let size):
                guard size <= TreeRules.largestFile else { throw TreeRules.tooLarge(path) }
                guard files.count < TreeRules.mostFiles else {
                    throw LibraryError(.format, Texts.manyFiles(TreeRules.mostFiles))
                }
                files[path] = try LibraryFiles.read(folder + "/" + name, atMost: TreeRules.largestFile)
            case .link: throw LibraryError(.format, Texts.link(path), hint: Texts.noLinks)
            case .other, nil: throw LibraryError(.format, Texts.noRegularFile(path), hint: Texts.noLinks)
            }
        }
    }
}
