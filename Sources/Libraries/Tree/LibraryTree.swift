/// The files of a library in one version, all of them, and what tells them from every other tree.
public struct LibraryTree: Sendable {
    /// By their paths: `lib/deals.lua`.
    public let files: [String: [UInt8]]
    /// Of all files.
    public let hash: TreeHash

    /// - Throws: ``LibraryError`` for a file that no library may have.
    public init(_ files: [String: [UInt8]]) throws(LibraryError) {
        try TreeRules.check(all: files.keys)
        var size = 0
        for (path, bytes) in files {
            try TreeRules.check(path: path)
            try TreeRules.check(content: bytes, of: path)
            size += bytes.count
        }
        guard size <= TreeRules.largestTree else {
            throw LibraryError(.format, Texts.largeTree(TreeRules.largestTree >> 20))
        }
        self.files = files
        hash = try TreeHash(of: files)
    }

    /// The content of `b24.toml`, read.
    ///
    /// - Throws: ``LibraryError`` when there is none, or it describes no library.
    public func manifest() throws(LibraryError) -> Manifest {
        guard let bytes = files[Manifest.fileName] else {
            throw LibraryError(.format, Texts.noManifest, hint: Texts.startLibrary)
        }
        return try Manifest(bytes, path: Manifest.fileName)
    }

    /// What of the manifest has to be there is.
    func checkPromises(of library: Manifest.Library) throws(LibraryError) {
        for (name, path) in library.commands where files[path] == nil {
            throw LibraryError(.format, Texts.commandWithoutFile(name, path))
        }
    }
}
