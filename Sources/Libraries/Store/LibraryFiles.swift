#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Localization

/// The little of a file system that libraries need. Links are never followed below a folder that is walked.
enum LibraryFiles {
    /// The content; `nil` when there is no such file.
    static func read(_ path: String, atMost limit: Int = .max) throws(LibraryError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure(Texts.cannotRead(path, reason(errno)))
        }
        defer { close(descriptor) }
        var info = stat()
        var bytes: [UInt8] = []
        if fstat(descriptor, &info) == 0 { bytes.reserveCapacity(min(Int(info.st_size) + 1, limit, 1 << 24)) }
        var chunk = [UInt8](repeating: 0, count: 1 << 15)
        while true {
            let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes += chunk[..<count]
                guard bytes.count <= limit else { throw failure(Texts.largeFile(path, limit >> 20)) }
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw failure(Texts.cannotRead(path, reason(errno)))
            }
        }
    }

    /// Puts new content in the place of a file: who reads it meanwhile sees the old one, whole.
    ///
    /// - Parameter mode: of a new file; one that is there keeps its own.
    static func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o644) throws(LibraryError) {
        var template = (folder(of: path) + "/.b24-XXXXXX").utf8CString.map { $0 }
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(Texts.cannotWrite(path, reason(errno))) }
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var info = stat()
        let mode = stat(path, &info) == 0 ? info.st_mode & 0o7777 : mode
        let isWritten = write(bytes, descriptor) && fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isWritten else {
            unlink(temporary)
            throw failure(Texts.cannotWrite(path, reason(code)))
        }
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw failure(Texts.cannotWrite(path, reason(code)))
        }
    }

    /// Writes a new file; refuses one that is there.
    static func create(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(LibraryError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(Texts.cannotWrite(path, reason(errno))) }
        defer { close(descriptor) }
        guard write(bytes, descriptor) else { throw failure(Texts.cannotWrite(path, reason(errno))) }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String, mode: mode_t = 0o700) throws(LibraryError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, folder(of: path) != path, folder(of: path) != "." else {
            throw failure(Texts.cannotWrite(path, reason(errno)))
        }
        try makeFolder(folder(of: path), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure(Texts.cannotWrite(path, reason(errno))) }
    }

    /// A new folder beside others, for its owner alone.
    static func makeTemporaryFolder(in folder: String) throws(LibraryError) -> String {
        try makeFolder(folder)
        var template = (folder + "/.new-XXXXXX").utf8CString.map { $0 }
        guard mkdtemp(&template) != nil else { throw failure(Texts.cannotWrite(folder, reason(errno))) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What is there, a link not being followed.
    enum Kind: Sendable { case file(size: Int), folder, link, other }

    static func kind(_ path: String) -> Kind? {
        var info = stat()
        guard lstat(path, &info) == 0 else { return nil }
        switch info.st_mode & S_IFMT {
        case S_IFREG: return .file(size: Int(info.st_size))
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .other
        }
    }

    static func isFolder(_ path: String) -> Bool { if case .folder? = kind(path) { true } else { false } }

    /// The names in a folder, sorted. A name that is no UTF-8 becomes one that no library may have.
    static func names(in folder: String) throws(LibraryError) -> [String] {
        guard let stream = opendir(folder) else { throw failure(Texts.cannotRead(folder, reason(errno))) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Takes a folder away with all that is in it. A link in it is taken away, not followed.
    static func removeFolder(_ path: String) {
        guard case .folder? = kind(path) else { return }
        chmod(path, 0o700)
        for name in (try? names(in: path)) ?? [] {
            let inner = path + "/" + name
            if isFolder(inner) { removeFolder(inner) } else { unlink(inner) }
        }
        rmdir(path)
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Without links and `..`; `nil` when there is no such file.
    static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func failure(_ text: LocalizedText) -> LibraryError { LibraryError(.failed, text) }

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func write(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return false }
        }
        return true
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
