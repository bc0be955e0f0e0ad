import Localization

/// Getting what is locked onto this machine, and looking at it again.
extension LibraryDesk {
    /// A locked library, after it was looked for.
    public struct Installed: Sendable {
        /// What is locked.
        public let library: LockedLibrary
        /// Whether it came from its source just now.
        public let wasFetched: Bool
    }

    /// Puts everything that is locked into the store. What is there already needs no source; what is there and damaged is
    /// fetched anew.
    ///
    /// - Throws: ``LibraryError`` of kind `changed` when a source does not have what is locked any more.
    public func install() throws(LibraryError) -> [Installed] {
        let project = try LibraryProject(folder: folder)
        let rule = try project.signatureRule()
        let sources = sources(project.lock)
        var installed: [Installed] = []
        for library in project.lock.libraries {
            let (tree, wasFetched) = try obtain(library, sources)
            _ = try library.check(tree)
            try rule.check(library)
            if wasFetched { try store.add(tree) }
            installed.append(Installed(library: library, wasFetched: wasFetched))
        }
        return installed
    }

    /// The files of a locked library: from the store, or else from its source.
    func obtain(
        _ library: LockedLibrary, _ sources: LibrarySources
    ) throws(LibraryError) -> (tree: LibraryTree, wasFetched: Bool) {
        do {
            if let tree = try store.tree(library.tree) { return (tree, false) }
        } catch {
            guard error.kind == .changed else { throw error }
        }
        let fetched = try sources.fetch(library.name, library.source, library.version)
        try checkTag(of: library, fetched)
        guard fetched.tree.hash == library.tree else {
            if library.source.isGit { throw LibraryError.moved(library, to: "\(fetched.tree.hash)") }
            throw LibraryError(
                .changed,
                Texts.changedSource(
                    library.name.text, library.source.description, "\(library.tree)", "\(fetched.tree.hash)"),
                hint: Texts.updateLibrary(library.name.text))
        }
        return (fetched.tree, true)
    }

    /// What was found out about one library.
    public struct Finding: Sendable {
        /// Its name.
        public let name: LibraryName
        /// Its version; `nil` when it is not locked.
        public let version: LibraryVersion?
        /// What is wrong; `nil` when all is well.
        public let error: LibraryError?
    }

    /// Looks at everything that is locked, and says of each what is wrong.
    ///
    /// - Parameter asksSources: whether tags, folders and archives are compared as well.
    public func verify(asksSources: Bool) throws(LibraryError) -> [Finding] {
        let project = try LibraryProject(folder: folder)
        let rule = try project.signatureRule()
        let sources = sources(Lock())
        var findings: [Finding] = []
        for library in project.lock.libraries {
            var found: LibraryError?
            do throws(LibraryError) {
                guard let tree = try store.tree(library.tree) else {
                    throw LibraryError(
                        .notFound, Texts.notInStore(library.name.text, "\(library.version)"), hint: Texts.installIt)
                }
                _ = try library.check(tree)
                try rule.check(library)
                if asksSources { try compare(library, sources) }
            } catch {
                found = error
            }
            findings.append(Finding(name: library.name, version: library.version, error: found))
        }
        for gap in project.gaps {
            let error = LibraryError(.notLocked, gap.text, hint: Texts.installIt)
            if let index = findings.firstIndex(where: { $0.name == gap.name }) {
                if findings[index].error == nil {
                    findings[index] = Finding(name: gap.name, version: findings[index].version, error: error)
                }
            } else {
                findings.append(Finding(name: gap.name, version: nil, error: error))
            }
        }
        return findings.sorted { $0.name < $1.name }
    }

    private func checkTag(of library: LockedLibrary, _ fetched: FetchedLibrary) throws(LibraryError) {
        guard fetched.commit == library.commit else {
            throw LibraryError.moved(library, to: fetched.commit?.text ?? "?")
        }
        guard fetched.tag == library.tag else {
            throw LibraryError(
                .changed, Texts.madeAnew(library.version.tag, library.source.description), hint: Texts.askAboutTag)
        }
    }

    private func compare(_ library: LockedLibrary, _ sources: LibrarySources) throws(LibraryError) {
        let fetched = try sources.fetch(library.name, library.source, library.version)
        try checkTag(of: library, fetched)
        guard fetched.tree.hash == library.tree, fetched.signature == library.signature else {
            throw LibraryError(
                .changed,
                Texts.changedSource(
                    library.name.text, library.source.description, "\(library.tree)", "\(fetched.tree.hash)"),
                hint: Texts.updateLibrary(library.name.text))
        }
    }
}
