/// A library in one file, for teams without a place for git: `b24 lib pack` makes it, `b24 lib add FILE` takes it.
///
/// It is a tar file, so that anybody can look into it, and of all tar files with that content it is the one that b24 writes:
/// sorted, without times and owners. What is read is written again and compared, so that no byte is without a meaning.
public struct Archive: Sendable {
    /// How its name ends.
    public static let suffix = ".b24lib"
    /// The first entry, which says what the rest has to be.
    static let headName = ".b24-archive"
    static let largest = TreeRules.largestTree + (TreeRules.mostFiles + 4) * 1024

    /// The files.
    public let tree: LibraryTree
    /// Who vouches for them, if somebody does.
    public let signature: Signature?

    /// An archive of a library.
    public init(_ tree: LibraryTree, signature: Signature? = nil) throws(LibraryError) {
        guard tree.files[Self.headName] == nil else {
            throw LibraryError(.format, Texts.oddFileName(Self.headName))
        }
        (self.tree, self.signature) = (tree, signature)
    }

    /// Reads the bytes of one.
    ///
    /// - Throws: ``LibraryError``, of kind `changed` when the bytes are not what b24 has written.
    public init(_ bytes: [UInt8], path: String) throws(LibraryError) {
        guard bytes.count <= Self.largest else {
            throw LibraryError(.format, Texts.largeTree(TreeRules.largestTree >> 20))
        }
        var files = try Tar.read(bytes, path: path)
        guard let head = files.removeValue(forKey: Self.headName) else {
            throw LibraryError(.changed, Texts.noArchive(path), hint: Texts.getArchiveAnew)
        }
        let whole: [UInt8]
        do throws(LibraryError) {
            try self.init(try LibraryTree(files), signature: try SignatureTrailer.read(head))
            whole = try self.bytes()
        } catch {
            throw LibraryError(.changed, Texts.oddArchive(path, error.text), hint: Texts.getArchiveAnew)
        }
        guard whole == bytes else {
            throw LibraryError(.changed, Texts.changedArchive(path), hint: Texts.getArchiveAnew)
        }
    }

    /// What the file has.
    public func bytes() throws(LibraryError) -> [UInt8] {
        guard let library = try tree.manifest().library else {
            throw LibraryError(.format, Texts.noLibrarySection, hint: Texts.startLibrary)
        }
        var head = "b24 library archive 1\n\(library.name) \(library.version) \(tree.hash)\n"
        if let signature { head += SignatureTrailer.text(signature) }
        let files = tree.files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return Tar.write([(Self.headName, Array(head.utf8))] + files.map { ($0.key, $0.value) })
    }
}
