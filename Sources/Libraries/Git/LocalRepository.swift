/// The git repository of a library that somebody works on.
final class LocalRepository {
    private let folder: String
    private let temporary: String
    private let git: GitProcess

    init(folder: String, temporary: String) throws(LibraryError) {
        guard LibraryFiles.isFolder(folder + "/.git") else {
            throw LibraryError(.notFound, Texts.noRepository(folder), hint: Texts.initRepository)
        }
        self.folder = folder
        self.temporary = try LibraryFiles.makeTemporaryFolder(in: temporary)
        git = GitProcess(
            folder: self.temporary, canAsk: false, transports: "", repository: folder + "/.git")
    }

    deinit { LibraryFiles.removeFolder(temporary) }

    /// The last commit, and its files.
    func head() throws(LibraryError) -> (CommitID, LibraryTree) {
        let name = String(decoding: try output(["rev-parse", "--verify", "HEAD^{commit}"]), as: UTF8.self)
        guard let commit = CommitID(String(name.prefix { !$0.isNewline })) else {
            throw LibraryError(.source, Texts.oddGitOutput)
        }
        return (
            commit,
            try GitTree.read(commit, folder) { words, input throws(LibraryError) in
                try self.output(words, input)
            }
        )
    }

    /// Makes an annotated tag.
    func tag(_ version: LibraryVersion, _ commit: CommitID, message: String) throws(LibraryError) {
        _ = try output(
            ["tag", "--annotate", "--cleanup=verbatim", "--file=-", "--", version.tag, commit.text], message)
    }

    private func output(_ words: [String], _ input: String = "") throws(LibraryError) -> [UInt8] {
        let end = try git.run(words, input: Array(input.utf8))
        guard end.status == 0 else {
            throw LibraryError(
                .source, Texts.gitFailed(folder, GitMessage.shown(end.errors, status: end.status)),
                hint: end.errors.contains("email address") ? Texts.nameYourself : nil)
        }
        return end.output
    }
}
