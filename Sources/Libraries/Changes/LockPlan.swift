/// What a project's lock becomes, with all that is in it: worked out, and not yet written.
public struct LockPlan: Sendable {
    /// The lock before.
    public let old: Lock
    /// The lock after.
    public let new: Lock
    /// The trees of the new lock.
    let trees: [LibraryName: LibraryTree]
    /// Those trees of the old one that are in the store.
    let oldTrees: [LibraryName: LibraryTree]

    /// What changes, sorted by name.
    public var changes: [LibraryChange] {
        let names = Set(old.libraries.map(\.name)).union(new.libraries.map(\.name)).sorted()
        return names.compactMap { name in
            let (before, after) = (old[name], new[name])
            guard before != after else { return nil }
            return LibraryChange(
                name: name, old: before, new: after, oldTree: oldTrees[name], newTree: trees[name])
        }
    }

    /// Works out the lock of a manifest.
    ///
    /// - Parameters:
    ///   - released: libraries that may leave their locked version.
    static func make(
        _ manifest: Manifest, _ lock: Lock, releasing released: Set<LibraryName>, _ sources: LibrarySources,
        _ store: Store, _ rule: SignatureRule
    ) throws(LibraryError) -> LockPlan {
        let pins = lock.libraries.filter { !released.contains($0.name) && $0.source.isGit }.map {
            Resolution.Choice(
                name: $0.name, source: $0.source, version: $0.version, dependencies: $0.dependencies)
        }
        let choices = try Resolution.choose(
            manifest.dependencies, pins: pins,
            Resolution.World(
                versions: { (name, source) throws(LibraryError) in try sources.versions(name, source) },
                dependencies: { (name, source, version) throws(LibraryError) in
                    try sources.dependencies(name, source, version)
                }))
        var libraries: [LockedLibrary] = []
        var trees: [LibraryName: LibraryTree] = [:]
        for choice in choices {
            let fetched = try sources.library(choice.name, choice.source, choice.version)
            guard let library = try fetched.tree.manifest().library else { continue }
            let locked = LockedLibrary(
                name: choice.name, version: choice.version, source: choice.source, commit: fetched.commit,
                tag: fetched.tag, tree: fetched.tree.hash, api: library.api,
                capabilities: library.capabilities.lockable,
                dependencies: choice.dependencies, signature: fetched.signature)
            // A tag that has been moved is no update: whoever has locked the version has other files.
            if let before = lock[choice.name], before.source == choice.source, before.version == choice.version,
                before.source.isGit, before.commit != locked.commit || before.tree != locked.tree
            {
                throw LibraryError.moved(before, to: locked.commit?.text ?? "\(locked.tree)")
            }
            guard library.api == Manifest.hostAPI else {
                throw LibraryError(
                    .conflict, Texts.otherAPI(choice.name.text, "\(choice.version)", library.api, Manifest.hostAPI),
                    hint: library.api > Manifest.hostAPI ? Texts.updateProgram : Texts.takeNewerVersion)
            }
            _ = try locked.check(fetched.tree)
            try rule.check(locked)
            libraries.append(locked)
            trees[choice.name] = fetched.tree
        }
        var oldTrees: [LibraryName: LibraryTree] = [:]
        for library in lock.libraries { oldTrees[library.name] = (try? store.tree(library.tree)) ?? nil }
        return LockPlan(old: lock, new: Lock(libraries), trees: trees, oldTrees: oldTrees)
    }
}

extension LibrarySource {
    var isGit: Bool { if case .git = self { true } else { false } }
}

extension LibraryCapabilities {
    /// As a lock keeps them.
    var lockable: LibraryCapabilities {
        var capabilities = sorted
        capabilities.reasons = [:]
        return capabilities
    }
}

extension LibraryError {
    /// A tag names something else than was locked.
    static func moved(_ library: LockedLibrary, to other: String) -> LibraryError {
        LibraryError(
            .changed,
            Texts.movedTag(
                library.version.tag, library.source.description, library.commit?.text ?? "\(library.tree)", other),
            hint: Texts.askAboutTag)
    }
}
