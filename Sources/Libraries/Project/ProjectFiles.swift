#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The texts of a project's two files; `nil` where there is none.
struct ProjectFiles: Equatable {
    var manifest: String?
    var lock: String?

    init(manifest: String?, lock: String?) { (self.manifest, self.lock) = (manifest, lock) }

    init(folder: String) throws(LibraryError) {
        func text(_ name: String) throws(LibraryError) -> String? {
            try LibraryFiles.read(folder + "/" + name, atMost: TreeRules.largestTree).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        (manifest, lock) = (try text(Manifest.fileName), try text(Lock.fileName))
    }

    /// Tells one state from another.
    func digest() throws(LibraryError) -> String {
        try SHA256.hex(Array("\(manifest ?? "-")\0\(lock ?? "-")".utf8))
    }

    /// The lock first: a lock that has more than `b24.toml` asks for still runs, one that has less does not.
    func write(to folder: String) throws(LibraryError) {
        let before = try ProjectFiles(folder: folder)
        for (name, old, new) in [
            (Lock.fileName, before.lock, lock), (Manifest.fileName, before.manifest, manifest),
        ] where old != new {
            let path = folder + "/" + name
            if let new {
                try LibraryFiles.replace(path, with: Array(new.utf8))
            } else if unlink(path) != 0, errno != ENOENT {
                throw LibraryFiles.failure(Texts.cannotWrite(path, LibraryFiles.reason(errno)))
            }
        }
    }
}
