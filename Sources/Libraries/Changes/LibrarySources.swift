import Localization

/// Where libraries come from, asked once for each thing: what is locked and in the store needs no network.
final class LibrarySources {
    private let project: String
    private let store: Store
    private let lock: Lock
    private let canAsk: Bool
    private var repositories: [GitSource: GitRepository] = [:]
    private var fetched: [Key: FetchedLibrary] = [:]

    private struct Key: Hashable {
        var source: LibrarySource
        /// `nil` for what a folder or an archive has.
        var version: LibraryVersion?
    }

    /// - Parameters:
    ///   - project: the folder that paths are meant from.
    ///   - lock: what is known without asking a source.
    init(project: String, store: Store, lock: Lock, canAsk: Bool) {
        (self.project, self.store, self.lock, self.canAsk) = (project, store, lock, canAsk)
    }

    /// - Parameter name: for messages; `nil` when it is not known yet.
    func versions(_ name: LibraryName?, _ source: LibrarySource) throws(LibraryError) -> [LibraryVersion] {
        switch source {
        case .git(let git): return Array(try repository(git).versions().keys)
        case .path, .archive:
            guard let library = try fetch(name, source, nil).tree.manifest().library else {
                throw LibraryError(.format, Texts.noLibraryAt(source.description), hint: Texts.startLibrary)
            }
            return [library.version]
        }
    }

    /// Refuses a tag that names another commit than it did.
    func checkTag(of library: LockedLibrary) throws(LibraryError) {
        guard case .git(let git) = library.source else { return }
        let now = try repository(git).versions()[library.version]
        if let now, now != library.commit { throw LibraryError.moved(library, to: now.text) }
    }

    /// What a version needs; the folders of its paths as seen from the project.
    func dependencies(
        _ name: LibraryName, _ source: LibrarySource, _ version: LibraryVersion
    ) throws(LibraryError) -> [Manifest.Dependency] {
        let manifest = try self.library(name, source, version).tree.manifest()
        guard let library = manifest.library else {
            throw LibraryError(.format, Texts.noLibraryAt(source.description), hint: Texts.startLibrary)
        }
        guard library.name == name else {
            throw LibraryError(
                .format, Texts.otherName(source.description, library.name.text, name.text),
                hint: Texts.nameItSo(library.name.text))
        }
        guard library.version == version else {
            throw LibraryError(
                .format, Texts.otherVersion(source.description, version.tag, "\(library.version)"),
                hint: Texts.askForTag)
        }
        var dependencies: [Manifest.Dependency] = []
        for var dependency in manifest.dependencies {
            switch (dependency.source, source) {
            case (.git, _): break
            case (.path(let inner), .path(let outer)): dependency.source = .path(Self.joined(outer, inner))
            case (.archive(let inner), .path(let outer)): dependency.source = .archive(Self.joined(outer, inner))
            case (.path, _), (.archive, _):
                throw LibraryError(
                    .format, Texts.pathInShared(name.text, dependency.name.text, dependency.source.description),
                    hint: Texts.onlyGitInShared)
            }
            dependencies.append(dependency)
        }
        return dependencies
    }

    /// A version: what is locked from the store, anything else from its source.
    func library(
        _ name: LibraryName, _ source: LibrarySource, _ version: LibraryVersion
    ) throws(LibraryError) -> FetchedLibrary {
        if case .git = source, let locked = lock[name], locked.source == source, locked.version == version,
            let tree = try? store.tree(locked.tree)
        {
            return FetchedLibrary(
                tree: tree, commit: locked.commit, tag: locked.tag, signature: locked.signature)
        }
        return try fetch(name, source, version)
    }

    /// A version from its source, whatever is locked.
    func fetch(
        _ name: LibraryName?, _ source: LibrarySource, _ version: LibraryVersion?
    ) throws(LibraryError) -> FetchedLibrary {
        var key = Key(source: source, version: version)
        if case .git = source {} else { key.version = nil }
        if let known = fetched[key] { return known }
        let library: FetchedLibrary
        switch (source, version) {
        case (.git(let git), let version?): library = try repository(git).fetch(version)
        case (.git, nil): throw LibraryError(.format, Texts.missingVersion(name?.text ?? source.description))
        case (.path(let path), _):
            let folder = Self.joined(project, path)
            guard LibraryFiles.isFolder(folder) else {
                throw LibraryError(.notFound, Texts.noFolder(folder))
            }
            library = FetchedLibrary(tree: try FolderTree.read(folder, skipping: WorkingFolder.skipped))
        case (.archive(let path), _):
            let file = Self.joined(project, path)
            guard let bytes = try LibraryFiles.read(file, atMost: Archive.largest) else {
                throw LibraryError(.notFound, Texts.noFile(file))
            }
            let archive = try Archive(bytes, path: file)
            library = FetchedLibrary(tree: archive.tree, signature: archive.signature)
        }
        fetched[key] = library
        return library
    }

    private func repository(_ source: GitSource) throws(LibraryError) -> GitRepository {
        if let known = repositories[source] { return known }
        let repository = try GitRepository(source, folder: store.folder + "/git", canAsk: canAsk)
        repositories[source] = repository
        return repository
    }

    /// A path from a folder, without `.` and, as far as they cancel each other out, `..`.
    static func joined(_ folder: String, _ path: String) -> String {
        var parts: [Substring] = []
        let whole = folder + "/" + path
        for part in whole.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        let text = parts.joined(separator: "/")
        return whole.hasPrefix("/") ? "/" + text : text.isEmpty ? "." : text
    }
}
