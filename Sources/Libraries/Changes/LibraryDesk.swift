/// What people do with the libraries of a project: each change is worked out first, looked at, and then written.
public final class LibraryDesk {
    /// The folder of the project, absolute.
    public let folder: String
    let store: Store
    let state: ProjectState
    private let canAsk: Bool
    /// The archive that was copied into the project just now.
    var copied: String?

    /// A desk for one project.
    ///
    /// - Parameters:
    ///   - folder: of the project, absolute.
    ///   - store: where libraries lie on this machine.
    ///   - state: what this machine remembers of the project.
    ///   - canAsk: whether git may ask a person for a password.
    public init(folder: String, store: Store, state: ProjectState, canAsk: Bool) {
        (self.folder, self.store, self.state, self.canAsk) = (folder, store, state, canAsk)
    }

    // MARK: Working out

    /// A new library, or another version or source of one.
    ///
    /// - Parameters:
    ///   - source: paths from the folder of the project.
    ///   - requirement: the least version; `nil` for the newest.
    public func adding(
        _ source: LibrarySource, _ requirement: VersionRequirement?
    ) throws(LibraryError) -> (change: ProjectChange, name: LibraryName) {
        let (text, project) = try current(orNew: true)
        let sources = sources(project.lock)
        let fetched = try newest(source, requirement, sources)
        guard let library = try fetched.tree.manifest().library else {
            throw LibraryError(.format, Texts.noLibraryAt(source.description), hint: Texts.startLibrary)
        }
        let dependency = Manifest.Dependency(
            name: library.name, source: source,
            requirement: source.isGit ? VersionRequirement(library.version) : nil)
        let new = try ManifestEdit.set(dependency, in: text)
        return (try change(new, project, releasing: [library.name], sources), library.name)
    }

    /// Newer versions: of the named libraries, or of all.
    ///
    /// - Parameters:
    ///   - names: empty for all.
    ///   - version: exactly this one, also an older one.
    public func updating(
        _ names: [LibraryName], to version: LibraryVersion? = nil
    ) throws(LibraryError) -> ProjectChange {
        var (text, project) = try current(ignoringBadLock: names.isEmpty)
        let sources = sources(project.lock)
        for name in names where !project.manifest.dependencies.contains(where: { $0.name == name }) {
            throw project.unknown(name)
        }
        let wanted = project.manifest.dependencies.filter { names.isEmpty || names.contains($0.name) }
        for var dependency in wanted {
            guard case .git = dependency.source, let least = dependency.requirement?.least else { continue }
            let versions = try sources.versions(dependency.name, dependency.source)
            if let locked = project.lock[dependency.name], locked.source == dependency.source {
                try sources.checkTag(of: locked)
            }
            if let version {
                guard versions.contains(version) else {
                    throw LibraryError(
                        .notFound, Texts.noTag(version.tag, dependency.source.description),
                        hint: Texts.versionsAre(versions.sorted().suffix(8).map(\.description)))
                }
                dependency.requirement = VersionRequirement(version)
            } else if let newest = versions.filter({ $0.isCompatible(with: least) }).max(), newest > least {
                dependency.requirement = VersionRequirement(newest)
            }
            text = try ManifestEdit.set(dependency, in: text)
        }
        let released = names.isEmpty ? Set(project.lock.libraries.map(\.name)) : Set(names)
        let change = try change(text, project, releasing: released, sources)
        if let version, let name = names.first, let got = change.plan.new[name]?.version, got != version {
            throw LibraryError(
                .conflict, Texts.othersNeedNewer(name.text, "\(version)", "\(got)"), hint: Texts.seeList)
        }
        return change
    }

    /// Newer versions that may break what uses them: they are only told.
    public func breakingVersions() throws(LibraryError) -> [LibraryName: LibraryVersion] {
        let (_, project) = try current(ignoringBadLock: true)
        let sources = sources(project.lock)
        var found: [LibraryName: LibraryVersion] = [:]
        for dependency in project.manifest.dependencies {
            guard case .git = dependency.source, let least = dependency.requirement?.least else { continue }
            let newest = try sources.versions(dependency.name, dependency.source).max()
            if let newest, newest > least, !newest.isCompatible(with: least) { found[dependency.name] = newest }
        }
        return found
    }

    /// Without a library.
    public func removing(_ name: LibraryName) throws(LibraryError) -> ProjectChange {
        let (text, project) = try current()
        guard project.manifest.dependencies.contains(where: { $0.name == name }) else { throw project.unknown(name) }
        return try change(try ManifestEdit.remove(name, from: text), project, releasing: [], sources(project.lock))
    }

    /// What `b24.toml` asks for and the lock does not have yet; `nil` when they fit.
    public func completing() throws(LibraryError) -> ProjectChange? {
        let (text, project) = try current()
        if project.gaps.isEmpty { return nil }
        return try change(text, project, releasing: [], sources(project.lock))
    }

    /// Both files as they were before the last change.
    public func rollingBack() throws(LibraryError) -> ProjectChange {
        guard let step = try state.last() else {
            throw LibraryError(.notFound, Texts.nothingToRollBack, hint: Texts.chooseVersion)
        }
        guard try files().digest() == step.after else {
            throw LibraryError(.changed, Texts.changedSinceStep, hint: Texts.chooseVersion)
        }
        let old = try LibraryProject(folder: folder, ignoringBadLock: true).lock
        let path = folder + "/" + Lock.fileName
        let new = try step.lock.map { text throws(LibraryError) in try Lock(Array(text.utf8), path: path) } ?? Lock()
        var trees: [LibraryName: LibraryTree] = [:]
        for library in new.libraries { trees[library.name] = try obtain(library, sources(new)).tree }
        var oldTrees: [LibraryName: LibraryTree] = [:]
        for library in old.libraries { oldTrees[library.name] = (try? store.tree(library.tree)) ?? nil }
        return ProjectChange(
            manifest: step.manifest, plan: LockPlan(old: old, new: new, trees: trees, oldTrees: oldTrees),
            isRollback: true)
    }

    // MARK: Writing

    /// Writes a change: first the store, then the lock and `b24.toml`, each whole.
    public func write(_ change: ProjectChange) throws(LibraryError) {
        for library in change.plan.new.libraries {
            if let tree = change.plan.trees[library.name] { try store.add(tree) }
        }
        let before = try files()
        let hasLock = change.manifest != nil
        let after = ProjectFiles(manifest: change.manifest, lock: hasLock ? try change.plan.new.text() : nil)
        if before == after { return }
        if change.isRollback {
            try after.write(to: folder)
            try state.pop()
        } else {
            try state.push(
                ProjectState.Step(manifest: before.manifest, lock: before.lock, after: try after.digest()))
            try after.write(to: folder)
        }
    }

    // MARK: Parts

    func sources(_ lock: Lock) -> LibrarySources {
        LibrarySources(project: folder, store: store, lock: lock, canAsk: canAsk)
    }

    private func change(
        _ text: String, _ project: LibraryProject, releasing released: Set<LibraryName>, _ sources: LibrarySources
    ) throws(LibraryError) -> ProjectChange {
        let manifest = try Manifest(Array(text.utf8), path: project.manifestFile)
        let plan = try LockPlan.make(
            manifest, project.lock, releasing: released, sources, store, try project.signatureRule())
        return ProjectChange(manifest: text, plan: plan)
    }

    private func newest(
        _ source: LibrarySource, _ requirement: VersionRequirement?, _ sources: LibrarySources
    ) throws(LibraryError) -> FetchedLibrary {
        guard case .git(let git) = source else { return try sources.fetch(nil, source, nil) }
        let versions = try sources.versions(nil, source).filter { requirement?.allows($0) ?? true }
        let chosen = requirement == nil ? versions.max() : versions.min()
        guard let chosen else {
            let all = try sources.versions(nil, source).sorted()
            throw LibraryError(
                .notFound, Texts.noVersionAt(git.description, requirement?.description),
                hint: all.isEmpty ? Texts.noTags : Texts.versionsAre(all.suffix(8).map(\.description)))
        }
        return try sources.fetch(nil, source, chosen)
    }

    private func files() throws(LibraryError) -> ProjectFiles { try ProjectFiles(folder: folder) }

    private func current(
        orNew: Bool = false, ignoringBadLock: Bool = false
    ) throws(LibraryError) -> (String, LibraryProject) {
        let files = try files()
        if orNew, files.manifest == nil { return (ManifestEdit.start, LibraryProject(newIn: folder)) }
        return (files.manifest ?? "", try LibraryProject(folder: folder, ignoringBadLock: ignoringBadLock))
    }
}
