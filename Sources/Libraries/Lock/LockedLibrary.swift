/// One library as a project has locked it.
public struct LockedLibrary: Sendable, Hashable {
    /// Its name.
    public var name: LibraryName
    /// Its version.
    public var version: LibraryVersion
    /// Where it comes from; a path is meant from the folder of the lock.
    public var source: LibrarySource
    /// What its tag named; `nil` for a folder and an archive.
    public var commit: CommitID?
    /// The tag itself, if it is an annotated one: its message may carry a signature.
    public var tag: CommitID?
    /// Its files.
    public var tree: TreeHash
    /// The number of the host's interface that it was written for.
    public var api: Int
    /// What it may do, frozen: more is a change of the lock, which is reviewed. Without reasons.
    public var capabilities: LibraryCapabilities
    /// The libraries that it may `require`, sorted.
    public var dependencies: [LibraryName]
    /// Who has signed it, if somebody has.
    public var signature: Signature?
}

extension LockedLibrary {
    /// What a tree says that does not fit to the lock; nothing of it may be run then.
    ///
    /// - Parameter tree: whose hash has been compared already.
    func check(_ tree: LibraryTree) throws(LibraryError) -> Manifest {
        let manifest = try tree.manifest()
        guard let library = manifest.library else {
            throw LibraryError(.format, Texts.noLibrarySection, hint: Texts.startLibrary)
        }
        try tree.checkPromises(of: library)
        func differs(_ what: String, _ locked: String, _ found: String) -> LibraryError {
            LibraryError(.changed, Texts.lockDiffers(name.text, what, locked, found), hint: Texts.restoreLock)
        }
        if library.name != name { throw differs("name", name.text, library.name.text) }
        if library.version != version { throw differs("version", "\(version)", "\(library.version)") }
        if library.api != api { throw differs("api", "\(api)", "\(library.api)") }
        guard library.capabilities.allowsSame(as: capabilities) else {
            throw LibraryError(.changed, Texts.lockedOtherCapabilities(name.text), hint: Texts.restoreLock)
        }
        let needed = manifest.dependencies.map(\.name)
        guard needed == dependencies else {
            throw differs(
                "requires", dependencies.map(\.text).joined(separator: " "),
                needed.map(\.text).joined(separator: " "))
        }
        return manifest
    }
}
