import Bitrix24
import Localization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An open file that closes itself. Owned by one user at a time.
final class File: Sendable {
    /// What it is opened for.
    enum Mode { case read, write }

    let path: String
    /// -1 when the parent has it.
    private let descriptor: Int32
    /// In the process of an isolated script: the file as its parent has it.
    private let parent: ParentFile?

    /// - Parameter keepingContent: leaves what is in a file that is opened for writing, until ``empty()``.
    /// - Throws: ``ModuleError``: not found, not permitted, a folder.
    init(_ path: String, _ mode: Mode, keepingContent: Bool = false) throws {
        self.path = path
        parent = nil
        let flags = mode == .read ? O_RDONLY : O_WRONLY | O_CREAT | (keepingContent ? 0 : O_TRUNC)
        descriptor = open(path, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        var status = stat()
        // Its descriptor is closed by `deinit`, which follows a throw from here.
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw Self.failure(path, EISDIR) }
    }

    /// A file that the parent has opened.
    init(_ path: String, _ file: ParentFile) {
        self.path = path
        parent = file
        descriptor = -1
    }

    deinit {
        guard descriptor >= 0 else { return }
        // By then the number may be another file's, of any thread: closing twice ruins what has nothing to do with it.
        let isClosed = close(descriptor) == 0
        assert(isClosed || errno != EBADF, "a file was closed twice")
    }

    /// Takes out what is in it.
    func empty() throws {
        var status = stat()
        // Pipes and the like have nothing to take out.
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        guard ftruncate(descriptor, 0) == 0 else { throw Self.failure(path, errno) }
    }

    /// Where the open file is, whatever its name was; `nil` where the system does not tell.
    var realPath: String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX) + 1) { buffer in
            buffer.initialize(repeating: 0)
            guard let base = buffer.baseAddress else { return nil }
            #if os(Linux)
                guard readlink("/proc/self/fd/\(descriptor)", base, buffer.count - 1) > 0 else { return nil }
            #else
                guard fcntl(descriptor, F_GETPATH, base) == 0 else { return nil }
            #endif
            return String(cString: base)
        }
    }

    /// Whether it is one of these files under another name (a hard link).
    func isSame(asOneOf paths: [String]) -> Bool {
        var own = stat()
        guard fstat(descriptor, &own) == 0 else { return false }
        return paths.contains { path in
            var other = stat()
            return stat(path, &other) == 0 && other.st_ino == own.st_ino && other.st_dev == own.st_dev
        }
    }

    /// The next bytes, at most `count`; empty at the end.
    func read(_ count: Int = 1 << 16) throws -> [UInt8] {
        if let parent { return try parent.read(count) }
        while true {
            var size = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                #if canImport(Glibc)
                    size = Glibc.read(descriptor, buffer.baseAddress, count)
                #elseif canImport(Musl)
                    size = Musl.read(descriptor, buffer.baseAddress, count)
                #else
                    size = Darwin.read(descriptor, buffer.baseAddress, count)
                #endif
                initialized = max(0, size)
            }
            if size >= 0 { return bytes }
            guard errno == EINTR else { throw Self.failure(path, errno) }
        }
    }

    /// All bytes from here on.
    func readAll() throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let bytes = try read()
            if bytes.isEmpty { return all }
            all += bytes
        }
    }

    /// Writes all bytes.
    func write(_ bytes: [UInt8]) throws {
        if let parent { return try parent.write(bytes) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let size = rest.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if size < 0, errno != EINTR { throw Self.failure(path, errno) }
            rest = rest.dropFirst(max(0, size))
        }
    }

    private static func failure(_ path: String, _ code: Int32) -> ModuleError {
        switch code {
        case ENOENT, ENOTDIR: ModuleError(.notFound, Texts.noFile(path))
        case EISDIR: ModuleError(.invalidArgument, Texts.isFolder(path))
        case EACCES, EPERM, EROFS: ModuleError(.accessDenied, Texts.fileDenied(path))
        default: ModuleError(.unknown, Texts.fileFailed(path, String(cString: strerror(code))))
        }
    }
}
