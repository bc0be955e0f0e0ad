import Localization

/// A repository that libraries are taken from. What is fetched goes into an empty repository, which is gone with this value.
final class GitRepository {
    let source: GitSource
    private let folder: String
    private let git: GitProcess
    private var isReady = false
    private var tags: [LibraryVersion: CommitID]?

    /// - Parameters:
    ///   - folder: of what is temporary.
    ///   - canAsk: whether a person can be asked for a password.
    init(_ source: GitSource, folder: String, canAsk: Bool) throws(LibraryError) {
        self.source = source
        self.folder = try LibraryFiles.makeTemporaryFolder(in: folder)
        git = GitProcess(folder: self.folder, canAsk: canAsk, transports: GitRules.transports(for: source))
    }

    deinit { LibraryFiles.removeFolder(folder) }

    /// The versions that have a tag `vX.Y.Z`, each with the commit that it names; other tags do not count.
    func versions() throws(LibraryError) -> [LibraryVersion: CommitID] {
        if let tags { return tags }
        try prepare()
        let end = try git.run(["ls-remote", "--quiet", "--tags", "--", source.description])
        guard end.status == 0 else { throw failure(end) }
        var tags: [LibraryVersion: CommitID] = [:]
        for line in String(decoding: end.output, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2, parts[1].hasPrefix("refs/tags/") else { continue }
            var name = String(parts[1].dropFirst("refs/tags/".count))
            let isPeeled = name.hasSuffix("^{}")
            if isPeeled { name.removeLast(3) }
            guard let version = LibraryVersion(tag: name), let commit = CommitID(String(parts[0])) else { continue }
            // The commit behind an annotated tag comes after the tag itself.
            if isPeeled || tags[version] == nil { tags[version] = commit }
        }
        self.tags = tags
        return tags
    }

    /// The files of a version.
    func fetch(_ version: LibraryVersion) throws(LibraryError) -> FetchedLibrary {
        try prepare()
        let reference = "refs/tags/" + version.tag
        let end = try git.run([
            "fetch", "--quiet", "--no-tags", "--depth=1", "--no-recurse-submodules", "--no-auto-gc",
            "--no-write-fetch-head", "--", source.description, "+\(reference):\(reference)",
        ])
        guard end.status == 0 else {
            if end.errors.contains("couldn't find remote ref") {
                throw LibraryError(.notFound, Texts.noTag(version.tag, source.description), hint: Texts.askForTag)
            }
            throw failure(end)
        }
        let objects = try GitObjects.parse(
            try output(["cat-file", "--batch"], input: "\(reference)\n\(reference)^{commit}\n"))
        guard objects.count == 2, objects[1].type == "commit", let commit = CommitID(objects[1].name) else {
            throw LibraryError(.source, Texts.oddTag(version.tag, source.description))
        }
        let isAnnotated = objects[0].type == "tag"
        let signature = isAnnotated ? try SignatureTrailer.read(objects[0].content) : nil
        let tree = try GitTree.read(commit, source.description) { words, input throws(LibraryError) in
            try self.output(words, input: input)
        }
        return FetchedLibrary(
            tree: tree, commit: commit, tag: isAnnotated ? CommitID(objects[0].name) : nil, signature: signature)
    }

    private func prepare() throws(LibraryError) {
        if isReady { return }
        let end = try git.run(["init", "--quiet", "--bare", "--template=", folder + "/repository"])
        guard end.status == 0 else { throw failure(end) }
        isReady = true
    }

    private func output(_ words: [String], input: String = "") throws(LibraryError) -> [UInt8] {
        let end = try git.run(words, input: Array(input.utf8))
        guard end.status == 0 else { throw failure(end) }
        return end.output
    }

    private func failure(_ end: Child.End) -> LibraryError {
        LibraryError(
            .source, Texts.gitFailed(source.description, GitMessage.shown(end.errors, status: end.status)),
            hint: Texts.tryGit(source.description))
    }
}

/// A version of a library as its source has given it.
struct FetchedLibrary: Sendable {
    var tree: LibraryTree
    /// `nil` from a folder or an archive.
    var commit: CommitID?
    /// Of an annotated tag.
    var tag: CommitID?
    var signature: Signature?
}
