#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The little of a file system that the command needs, without Foundation: it would cost half of the start-up time.
enum Files {
    /// Why a file could not be read.
    struct Failure: Error {
        let code: Int32
        var isMissing: Bool { code == ENOENT || code == ENOTDIR }
        /// The system's own words.
        var reason: String { String(cString: strerror(code)) }
    }

    /// The whole content; `-` is standard input.
    ///
    /// - Parameter limit: reads no further than about so many bytes.
    static func read(_ path: String, upTo limit: Int = .max) throws(Failure) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            let count = chunk.withUnsafeMutableBytes { Self.systemRead(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes += chunk[..<count]
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw Failure(code: errno)
            }
        }
        return bytes
    }

    /// The content as text; bytes that are not UTF-8 are replaced.
    static func text(_ path: String) throws(Failure) -> String {
        String(decoding: try read(path), as: UTF8.self)
    }

    /// Writes a whole file.
    static func write(_ text: String, to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        try write(Array(text.utf8), descriptor)
    }

    /// Writes a whole file that is not there yet.
    static func writeNew(_ bytes: [UInt8], to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        try write(bytes, descriptor)
    }

    /// Writes a whole file that only its owner may read; whoever reads it meanwhile sees the old one.
    static func writePrivately(_ bytes: [UInt8], to path: String) throws(Failure) {
        try replace(bytes, at: path, mode: 0o600)
    }

    /// Writes a whole file; whoever reads it meanwhile sees the old one.
    static func replace(_ bytes: [UInt8], at path: String, mode: mode_t) throws(Failure) {
        let new = path + ".\(getpid()).new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        do throws(Failure) {
            try write(bytes, descriptor)
            close(descriptor)
        } catch {
            close(descriptor)
            unlink(new)
            throw error
        }
        guard rename(new, path) == 0 else { throw Failure(code: errno) }
    }

    /// Adds text to a file that is there.
    static func append(_ text: String, to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        try write(Array(text.utf8), descriptor)
    }

    /// Gives a file another name; one of that name that is there is lost.
    static func move(_ path: String, to new: String) throws(Failure) {
        guard rename(path, new) == 0 else { throw Failure(code: errno) }
    }

    /// Removes a file.
    static func remove(_ path: String) throws(Failure) {
        guard unlink(path) == 0 else { throw Failure(code: errno) }
    }

    /// A name that can be one of a file: everything but letters, digits, `-` and `_` by its code.
    static func safeName(_ name: String) -> String {
        name.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            return isPlain ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16)
        }.joined()
    }

    /// What is in a folder, folders with a slash at their end; nothing when it cannot be read.
    static func content(of folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            names.append(isFolder(folder + "/" + name) ? name + "/" : name)
        }
        return names
    }

    /// The permission bits, or `nil` when there is no such file.
    static func mode(_ path: String) -> UInt32? {
        var info = stat()
        return stat(path, &info) == 0 ? UInt32(info.st_mode) : nil
    }

    /// Whether something has that name, also a link that leads nowhere.
    static func exists(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0
    }

    /// Whether it is a link, wherever that leads.
    static func isLink(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && UInt32(info.st_mode) & UInt32(S_IFMT) == UInt32(S_IFLNK)
    }

    static func isFolder(_ path: String) -> Bool { (mode(path) ?? 0) & UInt32(S_IFMT) == UInt32(S_IFDIR) }

    /// Whether it is a file with a content of its own: reading a pipe or a device may wait for ever.
    static func isRegular(_ path: String) -> Bool { (mode(path) ?? 0) & UInt32(S_IFMT) == UInt32(S_IFREG) }

    /// Whether others than the owner may read or write the file.
    static func isOpenToOthers(_ path: String) -> Bool { (mode(path) ?? 0) & 0o077 != 0 }

    /// Makes a folder and those above it, by default for the owner alone.
    static func makeFolder(_ path: String, mode: mode_t = 0o700) throws(Failure) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw Failure(code: errno)
        }
        try makeFolder(String(path[..<slash]), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw Failure(code: errno) }
    }

    /// The working folder.
    static func currentFolder() throws(Failure) -> String {
        guard let buffer = getcwd(nil, 0) else { throw Failure(code: errno) }
        defer { free(buffer) }
        return String(cString: buffer)
    }

    /// Makes a folder the working folder.
    static func change(to folder: String) throws(Failure) {
        guard chdir(folder) == 0 else { throw Failure(code: errno) }
    }

    /// Whether this process may create files there.
    static func isWritable(_ path: String) -> Bool { access(path, W_OK | X_OK) == 0 }

    /// The folder that a path is in: `scripts` of `scripts/demo.lua`, `.` of `demo.lua`.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func write(_ bytes: [UInt8], _ descriptor: Int32) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw Failure(code: errno) }
        }
    }

    private static func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, buffer, count)
        #else
            Darwin.write(descriptor, buffer, count)
        #endif
    }

    private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer, count)
        #else
            Darwin.read(descriptor, buffer, count)
        #endif
    }
}
