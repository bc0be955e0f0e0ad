import Localization
import Synchronization

/// The libraries of a project: what is locked, from the store, and what is linked.
///
/// A tree is read once, whole, and hashed; modules are handed out of what was hashed, whatever becomes of the files meanwhile.
public final class InstalledLibraries: LibraryCatalogue {
    /// What is known of each.
    private struct State {
        var libraries: [LibraryName: InstalledLibrary] = [:]
        var trees: [LibraryName: LibraryTree] = [:]
    }

    private let project: LibraryProject
    private let store: Store
    private let links: [LibraryName: String]
    private let allowsLinks: Bool
    private let state = Mutex(State())

    /// The libraries of one project.
    ///
    /// - Parameters:
    ///   - project: what it asks for, and what is locked.
    ///   - store: where libraries lie on this machine.
    ///   - links: the folders that stand in for locked libraries on this machine, absolute.
    ///   - allowsLinks: whether they are taken: not in runs that have to be the same everywhere.
    public init(
        _ project: LibraryProject, store: Store, links: [LibraryName: String] = [:], allowsLinks: Bool = false
    ) {
        (self.project, self.store, self.links, self.allowsLinks) = (project, store, links, allowsLinks)
    }

    /// What is locked, asked for or linked, and the project itself when it is a library.
    public var names: [LibraryName] {
        Set(project.lock.libraries.map(\.name)).union(project.manifest.dependencies.map(\.name)).union(links.keys)
            .union([project.manifest.library?.name].compactMap(\.self)).sorted()
    }

    /// A library that is linked, or else locked.
    public func library(named name: String) throws(LibraryError) -> InstalledLibrary? {
        guard let name = LibraryName(name) else { return nil }
        if let known = state.withLock({ $0.libraries[name] }) { return known }
        let (library, tree): (InstalledLibrary, LibraryTree)
        if project.manifest.library?.name == name {
            // A library's own specs and commands: what is in the folder is what is meant.
            (library, tree) = try inFolder(name, project.folder)
        } else if let folder = links[name] {
            (library, tree) = try linked(name, folder)
        } else if let locked = try locked(name) {
            (library, tree) = try installed(locked)
        } else {
            return nil
        }
        return state.withLock { state in
            // Another thread may have been faster: all get the same bytes.
            if let known = state.libraries[name] { return known }
            state.libraries[name] = library
            state.trees[name] = tree
            return library
        }
    }

    /// A file's bytes, out of those that were hashed.
    public func module(_ path: String, of library: InstalledLibrary) throws(LibraryError) -> [UInt8]? {
        try tree(of: library)?.files[path]
    }

    /// The paths of all files.
    public func files(of library: InstalledLibrary) throws(LibraryError) -> [String] {
        try tree(of: library)?.files.keys.sorted() ?? []
    }

    private func tree(of library: InstalledLibrary) throws(LibraryError) -> LibraryTree? {
        _ = try self.library(named: library.name.text)
        let tree = state.withLock { $0.trees[library.name] }
        // Somebody may have kept the value of another catalogue.
        guard let tree, tree.hash == library.tree else { return nil }
        return tree
    }

    /// What the lock says, when it is what `b24.toml` asks for.
    private func locked(_ name: LibraryName) throws(LibraryError) -> LockedLibrary? {
        let wanted = project.manifest.dependencies.first { $0.name == name }
        guard let locked = project.lock[name] else {
            if wanted != nil { throw LibraryError(.notLocked, Texts.notLocked(name.text), hint: Texts.installIt) }
            return nil
        }
        if let wanted, !locked.satisfies(wanted) {
            throw LibraryError(.notLocked, Texts.lockedOther(name.text, "\(locked.version)"), hint: Texts.installIt)
        }
        return locked
    }

    private func installed(_ locked: LockedLibrary) throws(LibraryError) -> (InstalledLibrary, LibraryTree) {
        guard let tree = try store.tree(locked.tree) else {
            throw LibraryError(
                .notFound, Texts.notInStore(locked.name.text, "\(locked.version)"), hint: Texts.installIt)
        }
        let manifest = try locked.check(tree)
        try project.signatureRule().check(locked)
        return (InstalledLibrary(manifest, locked), tree)
    }

    private func linked(
        _ name: LibraryName, _ folder: String
    ) throws(LibraryError) -> (InstalledLibrary, LibraryTree) {
        guard allowsLinks else {
            throw LibraryError(.notLocked, Texts.linkedOnly(name.text, folder), hint: Texts.withoutLink(name.text))
        }
        guard LibraryFiles.isFolder(folder) else {
            throw LibraryError(.notFound, Texts.noFolder(folder), hint: Texts.unlink(name.text))
        }
        return try inFolder(name, folder)
    }

    private func inFolder(
        _ name: LibraryName, _ folder: String
    ) throws(LibraryError) -> (InstalledLibrary, LibraryTree) {
        let tree = try FolderTree.read(folder, skipping: WorkingFolder.skipped)
        let manifest = try tree.manifest()
        guard let library = manifest.library, library.name == name else {
            throw LibraryError(.format, Texts.otherLibrary(folder, name.text), hint: Texts.unlink(name.text))
        }
        try tree.checkPromises(of: library)
        return (InstalledLibrary(linked: library, manifest, tree, folder), tree)
    }
}

/// A folder in which somebody works on a library.
enum WorkingFolder {
    /// What is not a part of the library: what others have written there, and what editors read.
    static let skipped: Set<String> = [".git", ".DS_Store", ".b24", "lua_modules"]
}

extension LockedLibrary {
    /// Whether it is what a project asks for.
    func satisfies(_ wanted: Manifest.Dependency) -> Bool {
        source == wanted.source && wanted.requirement?.allows(version) ?? true
    }
}

extension InstalledLibrary {
    init(_ manifest: Manifest, _ locked: LockedLibrary) {
        var capabilities = locked.capabilities
        capabilities.reasons = manifest.library?.capabilities.reasons ?? [:]
        self.init(
            name: locked.name, version: locked.version, source: locked.source, commit: locked.commit,
            tree: locked.tree, api: locked.api, summary: manifest.library?.summary ?? LocalizedText("", ru: ""),
            capabilities: capabilities, commands: manifest.library?.commands ?? [:],
            dependencies: locked.dependencies, isLinked: false)
    }

    init(linked library: Manifest.Library, _ manifest: Manifest, _ tree: LibraryTree, _ folder: String) {
        self.init(
            name: library.name, version: library.version, source: .path(folder), commit: nil, tree: tree.hash,
            api: library.api, summary: library.summary, capabilities: library.capabilities.sorted,
            commands: library.commands, dependencies: manifest.dependencies.map(\.name), isLinked: true)
    }
}
