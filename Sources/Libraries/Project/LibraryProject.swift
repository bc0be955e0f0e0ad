/// A folder with a `b24.toml` and a `b24.lock`: what scripts in it, and below it, may `require`.
public struct LibraryProject: Sendable {
    /// Where it is, absolute.
    public let folder: String
    /// What its `b24.toml` says.
    public let manifest: Manifest
    /// What its `b24.lock` says; empty when there is none.
    public let lock: Lock

    /// `b24.toml`
    public var manifestFile: String { folder + "/" + Manifest.fileName }
    /// `b24.lock`
    public var lockFile: String { folder + "/" + Lock.fileName }

    /// Reads both files of a folder.
    ///
    /// - Parameters:
    ///   - folder: of the project.
    ///   - ignoringBadLock: takes a lock that is no lock for an empty one: it is going to be written anew.
    /// - Throws: ``LibraryError``, of kind `notFound` when there is no `b24.toml`.
    public init(folder: String, ignoringBadLock: Bool = false) throws(LibraryError) {
        let file = folder + "/" + Manifest.fileName
        guard let bytes = try LibraryFiles.read(file, atMost: TreeRules.largestFile) else {
            throw LibraryError(.notFound, Texts.noProject(folder), hint: Texts.startProject)
        }
        let lockFile = folder + "/" + Lock.fileName
        self.folder = folder
        manifest = try Manifest(bytes, path: file)
        do throws(LibraryError) {
            lock =
                try LibraryFiles.read(lockFile).map { bytes throws(LibraryError) in try Lock(bytes, path: lockFile) }
                ?? Lock()
        } catch {
            guard ignoringBadLock, error.kind != .failed else { throw error }
            lock = Lock()
        }
    }

    /// The folder with a `b24.toml` that a folder is in, going up to the home folder or the root; neither of them is one
    /// unless it is where the search began.
    ///
    /// - Parameters:
    ///   - folder: absolute.
    ///   - home: the home folder.
    public static func folder(above folder: String, home: String) -> String? {
        let (start, home) = (LibraryFiles.real(folder) ?? folder, LibraryFiles.real(home) ?? home)
        var folder = start
        while true {
            if folder == start || folder != home, LibraryFiles.kind(folder + "/" + Manifest.fileName) != nil {
                return folder
            }
            if folder == home || folder == "/" || folder == "." { return nil }
            folder = LibraryFiles.folder(of: folder)
        }
    }

    /// The keys whose signatures count, and whether one is needed.
    func signatureRule() throws(LibraryError) -> SignatureRule {
        guard manifest.signatures.areRequired else {
            return SignatureRule(areRequired: false, allowed: AllowedSigners())
        }
        let path = folder + "/" + manifest.signatures.allowedSigners
        guard let bytes = try LibraryFiles.read(path, atMost: TreeRules.largestFile) else {
            throw LibraryError(.signature, Texts.noSigners(path), hint: Texts.signerForm)
        }
        return SignatureRule(areRequired: true, allowed: try AllowedSigners(bytes, path: path))
    }
}
