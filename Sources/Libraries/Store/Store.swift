#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The libraries on this machine: one folder for each tree, named after its hash, read-only. Nothing in it is trusted: a tree
/// is read whole, hashed, and what is run are the bytes that were hashed.
public struct Store: Sendable {
    /// Where it is: `~/.local/share/b24/store`.
    public let folder: String

    /// A store in a folder, which is made when something is put in.
    public init(folder: String) { self.folder = folder }

    /// Where a tree is.
    public func place(of hash: TreeHash) -> String { "\(folder)/h1/\(hash.hex)" }

    /// Reads a tree.
    ///
    /// - Returns: `nil` when it is not here.
    /// - Throws: ``LibraryError`` of kind `changed` when what is here is something else.
    public func tree(_ hash: TreeHash) throws(LibraryError) -> LibraryTree? {
        let place = place(of: hash)
        guard LibraryFiles.kind(place) != nil else { return nil }
        let tree: LibraryTree
        do {
            tree = try FolderTree.read(place)
        } catch {
            if error.kind == .failed { throw error }
            throw LibraryError(.changed, Texts.oddStore(place, error.text), hint: Texts.fetchAnew)
        }
        guard tree.hash == hash else {
            throw LibraryError(
                .changed, Texts.changedStore(place, "\(hash)", "\(tree.hash)"), hint: Texts.fetchAnew)
        }
        return tree
    }

    /// Puts a tree in. One that is there and whole stays; one that is damaged is replaced.
    public func add(_ tree: LibraryTree) throws(LibraryError) {
        let place = place(of: tree.hash)
        do {
            if try self.tree(tree.hash) != nil { return }
        } catch {
            guard error.kind == .changed else { throw error }
            discard(tree.hash)
        }
        let new = try LibraryFiles.makeTemporaryFolder(in: folder + "/h1")
        do throws(LibraryError) {
            var folders: Set<String> = []
            for (path, bytes) in tree.files.sorted(by: { $0.key < $1.key }) {
                let folder = LibraryFiles.folder(of: new + "/" + path)
                if folders.insert(folder).inserted { try LibraryFiles.makeFolder(folder) }
                try LibraryFiles.create(new + "/" + path, bytes, mode: 0o444)
            }
            for folder in folders { chmod(folder, 0o555) }
            // Renaming a folder changes its `..`, for which it has to be writable.
            chmod(new, 0o700)
            guard rename(new, place) == 0 || errno == EEXIST || errno == ENOTEMPTY else {
                throw LibraryFiles.failure(Texts.cannotWrite(place, LibraryFiles.reason(errno)))
            }
            chmod(place, 0o555)
        } catch {
            LibraryFiles.removeFolder(new)
            throw error
        }
        // Somebody else was faster.
        LibraryFiles.removeFolder(new)
    }

    /// Takes a tree away.
    public func discard(_ hash: TreeHash) { LibraryFiles.removeFolder(place(of: hash)) }
}
