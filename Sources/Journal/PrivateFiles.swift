#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Localization

/// Folders and files for their owner alone.
enum PrivateFiles {
    /// Why it did not work, in the system's words.
    struct Failure: Error {
        let path: String
        let code: Int32
        var reason: LocalizedText { Texts.reason(code) }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(Failure) {
        if mkdir(path, 0o700) == 0 { return }
        switch errno {
        case EEXIST:
            var info = stat()
            guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
                throw Failure(path: path, code: ENOTDIR)
            }
        case ENOENT:
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
                throw Failure(path: path, code: ENOENT)
            }
            try makeFolder(String(path[..<slash]))
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure(path: path, code: errno) }
        case let code: throw Failure(path: path, code: code)
        }
    }

    /// Opens a file, made when it is missing, and takes away what others may do with it.
    static func open(_ path: String) throws(Failure) -> Int32 {
        #if canImport(Darwin)
            let descriptor = Darwin.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        #elseif canImport(Musl)
            let descriptor = Musl.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        #else
            let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        #endif
        guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
        guard fchmod(descriptor, 0o600) == 0 else {
            let code = errno
            close(descriptor)
            throw Failure(path: path, code: code)
        }
        return descriptor
    }

    /// Makes a database's file before SQLite does: its side files get the rights of the main one.
    ///
    /// A file that is there is not opened: closing it would drop the locks that SQLite has on it in this process.
    static func prepare(_ path: String) throws(Failure) {
        guard exists(path) else {
            close(try open(path))
            return
        }
        // Of somebody else's file SQLite will say what there is to say.
        _ = chmod(path, 0o600)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
