import Bitrix24

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Which files scripts do not get: the kernel's (they hold the environment of processes), b24's own (profiles,
/// secrets, history, trust), those that hold a webhook, and those for which their client has no grant.
struct ProtectedPaths: Sendable {
    /// As they were given: they are looked up when they are needed, for they may be made later.
    private let others: [String]
    private let grant: ClientGrant
    /// The process that opens files for this one, which has none.
    private let parent: ParentLink?

    /// - Parameters:
    ///   - others: files and folders beside the kernel's and b24's own.
    ///   - grant: what those may open who ask here.
    ///   - parent: opens files for this process.
    init(_ others: [String] = [], grant: ClientGrant = ClientGrant(), parent: ParentLink? = nil) {
        self.others = others
        self.grant = grant
        self.parent = parent
    }

    /// The same files for others.
    init(_ paths: ProtectedPaths, grant: ClientGrant) {
        self.init(paths.others, grant: grant, parent: paths.parent)
    }

    /// Opens a file for a script.
    ///
    /// What counts is the file that was opened, not the name: a link may have changed between a look at the name and
    /// the opening. The look comes first all the same, since opening alone may do something (a device, a new file).
    ///
    /// - Throws: ``ModuleError``: protected (kind `policyDenied`), or what opening it says.
    func open(_ path: String, _ mode: File.Mode) throws -> File {
        if let parent { return File(path, try ParentFile(path, mode, within: grant.fileBounds, parent)) }
        try check(path)
        let folders = folders
        let file = try File(path, mode, keepingContent: true)
        if file.isSame(asOneOf: folders) || file.realPath.map({ Self.isInside($0, folders) }) ?? false {
            throw Self.refusal(path)
        }
        if let real = file.realPath { try grant.admit(file: path, real: real, resolve: Self.resolve) }
        if mode == .write { try file.empty() }
        return file
    }

    /// Refuses a protected path by its name, symbolic links and `..` resolved.
    func check(_ path: String) throws {
        guard !path.utf8.contains(0) else { throw ModuleError(.invalidArgument, Texts.noFile(path)) }
        let real = Self.resolve(path)
        if Self.isInside(real, folders) { throw Self.refusal(path) }
        try grant.admit(file: path, real: real, resolve: Self.resolve)
    }

    /// Whether a script at level trusted does not get a file, or may not take it away: files of the kernel and of b24. What
    /// clients have a grant for says nothing here: whoever has Lua's `io` may start programs, too.
    func isHeld(_ path: String, isTakenAway: Bool) -> Bool {
        let real = Self.resolve(path)
        if real.hasPrefix("/dev/") {
            return !Self.harmlessDevices.contains { real == $0 || real.hasPrefix($0 + "/") }
        }
        let folders = folders
        return Self.isInside(real, folders) || Self.isSame(real, asOneOf: folders)
            || isTakenAway && folders.contains { $0.hasPrefix(real == "/" ? real : real + "/") }
    }

    private static let harmlessDevices = [
        "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/shm",
    ]

    /// Whether it is one of these files under another name (a hard link).
    private static func isSame(_ path: String, asOneOf paths: [String]) -> Bool {
        var own = stat()
        guard stat(path, &own) == 0 else { return false }
        return paths.contains { path in
            var other = stat()
            return stat(path, &other) == 0 && other.st_ino == own.st_ino && other.st_dev == own.st_dev
        }
    }

    private static func isInside(_ path: String, _ folders: [String]) -> Bool {
        folders.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    private static func refusal(_ path: String) -> ModuleError {
        ModuleError(.policyDenied, Texts.protectedPath(path))
    }

    /// The folders and files, resolved as the paths are that they are compared with.
    private var folders: [String] {
        let home = Self.variable("HOME") ?? "/"
        // Both the folders of now and the usual ones: b24 may have been started with other settings.
        let own = [
            ("XDG_CONFIG_HOME", ".config"), ("XDG_STATE_HOME", ".local/state"), ("XDG_DATA_HOME", ".local/share"),
        ].flatMap { [Self.variable($0), home + "/" + $1].compactMap { $0 } }
        return ["/proc", "/dev", "/sys"] + (own.map { $0 + "/b24" } + others).map(Self.resolve)
    }

    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The path that is really opened. Its last parts need not exist yet (a file to be written).
    private static func resolve(_ path: String) -> String {
        var existing = path.hasPrefix("/") ? path : "./" + path
        var rest: [Substring] = []
        var links = 0
        while true {
            if let real = realPath(existing) {
                return rest.isEmpty ? real : (real == "/" ? "" : real) + "/" + rest.joined(separator: "/")
            }
            guard let slash = existing.lastIndex(of: "/"), existing != "/" else { return path }
            if let target = linkTarget(existing), links < 40 {
                // To a file that is not there yet; opening it for writing makes it.
                links += 1
                existing = target.hasPrefix("/") ? target : existing[..<slash] + "/" + target
                continue
            }
            rest.insert(existing[existing.index(after: slash)...], at: 0)
            existing = slash == existing.startIndex ? "/" : String(existing[..<slash])
        }
    }

    private static func linkTarget(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX) + 1) { buffer in
            buffer.initialize(repeating: 0)
            guard let base = buffer.baseAddress, readlink(path, base, buffer.count - 1) > 0 else { return nil }
            return String(cString: base)
        }
    }

    private static func realPath(_ path: String) -> String? {
        guard let buffer = realpath(path, nil) else { return nil }
        defer { free(buffer) }
        return String(cString: buffer)
    }
}
