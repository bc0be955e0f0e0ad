/// A library that somebody works on: the folder with its `b24.toml`.
public struct WorkingLibrary: Sendable {
    /// Where it is, absolute.
    public let folder: String
    /// Its files as they are now.
    public let tree: LibraryTree
    /// What it says of itself.
    public let manifest: Manifest
    /// The same of the library alone.
    public let library: Manifest.Library

    /// Reads a folder.
    ///
    /// - Throws: ``LibraryError`` for anything that nobody could take as a library.
    public init(folder: String) throws(LibraryError) {
        guard LibraryFiles.isFolder(folder) else { throw LibraryError(.notFound, Texts.noFolder(folder)) }
        self.folder = LibraryFiles.real(folder) ?? folder
        tree = try FolderTree.read(folder, skipping: WorkingFolder.skipped)
        manifest = try tree.manifest()
        guard let library = manifest.library else {
            throw LibraryError(.format, Texts.noLibrarySection, hint: Texts.startLibrary)
        }
        try tree.checkPromises(of: library)
        guard
            tree.files.keys.contains(where: { $0.hasPrefix("lib/") && $0.hasSuffix(".lua") })
                || !library.commands.isEmpty
        else { throw LibraryError(.format, Texts.emptyLibrary(library.name.text), hint: Texts.whereModulesAre) }
        self.library = library
    }

    /// `acme-crm-1.4.2.b24lib`
    public var archiveName: String { "\(library.name)-\(library.version)\(Archive.suffix)" }

    /// All of it in one file.
    ///
    /// - Parameter key: signs it.
    public func archive(signedBy key: SigningKey?) throws(LibraryError) -> [UInt8] {
        let statement = Signature.Statement(
            name: library.name, version: library.version, commit: nil, tree: tree.hash)
        let signature = try key.map { key throws(LibraryError) in try key.sign(statement) }
        return try Archive(tree, signature: signature).bytes()
    }

    /// Puts the tag of its version on the last commit, with a signature over what is committed.
    ///
    /// - Returns: the tag.
    public func tag(signedBy key: SigningKey, temporary: String) throws(LibraryError) -> String {
        let repository = try LocalRepository(folder: folder, temporary: temporary)
        let (commit, committed) = try repository.head()
        guard committed.hash == tree.hash else {
            throw LibraryError(.format, Texts.notCommitted, hint: Texts.commitFirst)
        }
        let statement = Signature.Statement(
            name: library.name, version: library.version, commit: commit, tree: committed.hash)
        let message = "\(library.name) \(library.version)\n\n" + SignatureTrailer.text(try key.sign(statement))
        try repository.tag(library.version, commit, message: message)
        return library.version.tag
    }
}
