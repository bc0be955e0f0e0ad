#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension LibraryDesk {
    /// What a person names as the source of a library: an address of git, a folder, or an archive. An archive from elsewhere
    /// is copied into the project's `vendor` folder: who has the project has it, too.
    ///
    /// - Parameters:
    ///   - text: as it was typed.
    ///   - working: the folder that relative paths are meant from, absolute.
    ///   - copies: whether an archive is copied; else it is named where it is.
    public func source(_ text: String, from working: String, copies: Bool) throws(LibraryError) -> LibrarySource {
        let path = LibrarySources.joined(text.hasPrefix("/") ? "" : working, text)
        guard !text.contains("://"), let real = LibraryFiles.real(path) else {
            if text.contains("://") || text.contains("@") { return .git(try GitSource(text)) }
            throw LibraryError(.format, Texts.noSource(text), hint: Texts.sourceKinds)
        }
        let relative = LibrarySource.relative(real, from: LibraryFiles.real(folder) ?? folder)
        if LibraryFiles.isFolder(real) {
            guard relative != "." else { throw LibraryError(.format, Texts.ownFolder) }
            return .path(relative)
        }
        guard copies, relative.hasPrefix("../"), let bytes = try LibraryFiles.read(real, atMost: Archive.largest) else {
            return .archive(relative)
        }
        guard let library = try Archive(bytes, path: text).tree.manifest().library else {
            throw LibraryError(.format, Texts.noLibraryAt(text))
        }
        let name = "vendor/\(library.name)-\(library.version)\(Archive.suffix)"
        let copy = folder + "/" + name
        if let old = try LibraryFiles.read(copy) {
            guard old == bytes else {
                throw LibraryError(.changed, Texts.otherArchive(copy), hint: Texts.newVersionNewNumber)
            }
        } else {
            try LibraryFiles.makeFolder(folder + "/vendor", mode: 0o755)
            try LibraryFiles.create(copy, bytes, mode: 0o644)
            copied = copy
        }
        return .archive(name)
    }

    /// Takes away the copy of an archive that is not going to be used.
    public func discardCopy() {
        guard let copied else { return }
        unlink(copied)
        // Only an empty one goes.
        rmdir(LibraryFiles.folder(of: copied))
        self.copied = nil
    }
}
