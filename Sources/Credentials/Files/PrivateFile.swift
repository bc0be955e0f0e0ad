#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files that are read whole and replaced whole: who reads one sees the old content or the new, never a part.
enum PrivateFile {
    /// Why it did not work, in the system's words.
    struct Failure: Error {
        let path: String
        let code: Int32
        var reason: String { String(cString: strerror(code)) }
    }

    /// The content; `nil` when there is no such file.
    static func read(_ path: String) throws(Failure) -> [UInt8]? {
        let descriptor = openFile(path, O_RDONLY | O_CLOEXEC, 0)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Failure(path: path, code: errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = chunk.withUnsafeMutableBytes { readBytes(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes += chunk[..<count]
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw Failure(path: path, code: errno)
            }
        }
    }

    /// The permission bits; `nil` when there is no such file.
    static func mode(_ path: String) -> mode_t? {
        var info = stat()
        return stat(path, &info) == 0 ? info.st_mode & 0o7777 : nil
    }

    /// Puts new content in the place of a file. It is on the disk when this returns.
    ///
    /// A symbolic link stays one: what it names is replaced. Mode and, for root, owner stay as they were; a new file is its
    /// owner's alone, as are the folders that are made for it.
    static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
        let path = try target(of: path)
        let folder = folder(of: path)
        try makeFolder(folder)
        var template = (folder + "/.b24-XXXXXX").utf8CString.map { $0 }
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Failure(path: folder, code: errno) }
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do throws(Failure) {
            defer { close(descriptor) }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            try write(bytes, descriptor, path)
            var info = stat()
            if stat(path, &info) == 0 {
                _ = fchown(descriptor, info.st_uid, info.st_gid)
                guard fchmod(descriptor, info.st_mode & 0o7777) == 0 else { throw Failure(path: path, code: errno) }
            }
            guard fsync(descriptor) == 0 else { throw Failure(path: path, code: errno) }
            guard rename(temporary, path) == 0 else { throw Failure(path: path, code: errno) }
        } catch {
            unlink(temporary)
            throw error
        }
        synchronize(folder: folder)
    }

    /// Takes a file away; does nothing when there is none.
    static func remove(_ path: String) throws(Failure) {
        let path = try target(of: path)
        guard unlink(path) == 0 || errno == ENOENT else { throw Failure(path: path, code: errno) }
        synchronize(folder: folder(of: path))
    }

    /// The folder that a path is in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a folder and those above it, for the owner alone.
    static func makeFolder(_ path: String) throws(Failure) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw Failure(path: path, code: errno)
        }
        try makeFolder(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure(path: path, code: errno) }
    }

    /// Where symbolic links lead, also to a file that does not exist yet.
    static func target(of path: String) throws(Failure) -> String {
        var path = path
        for _ in 0..<32 {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
            let count = readlink(path, &buffer, Int(PATH_MAX))
            guard count >= 0 else { return path }
            let link = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            path = link.hasPrefix("/") ? link : folder(of: path) + "/" + link
        }
        throw Failure(path: path, code: ELOOP)
    }

    private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw Failure(path: path, code: errno)
            }
        }
    }

    /// The new name of a file is on the disk when its folder is. Not every file system can do that; the file itself is safe.
    private static func synchronize(folder: String) {
        let descriptor = openFile(folder, O_RDONLY | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

// The names of the system's functions, which members of a type would hide.

func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }

func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
