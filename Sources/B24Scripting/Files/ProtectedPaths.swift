import Bitrix24

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Which files scripts do not get: the kernel's (they hold the environment of processes) and b24's own (profiles,
/// secrets, history, trust).
enum ProtectedPaths {
    /// Refuses a protected path, symbolic links and `..` resolved.
    static func check(_ path: String) throws {
        let resolved = resolve(path)
        for folder in folders where resolved == folder || resolved.hasPrefix(folder + "/") {
            throw ModuleError(.policyDenied, Texts.protectedPath(path))
        }
    }

    /// The folders, resolved as the paths are that they are compared with.
    private static var folders: [String] {
        let home = variable("HOME") ?? "/"
        // Both the folders of now and the usual ones: b24 may have been started with other settings.
        let own = [
            ("XDG_CONFIG_HOME", ".config"), ("XDG_STATE_HOME", ".local/state"), ("XDG_DATA_HOME", ".local/share"),
        ].flatMap { [variable($0), home + "/" + $1].compactMap { $0 } }
        return ["/proc", "/dev", "/sys"] + own.map { resolve($0 + "/b24") }
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The path that is really opened. Its last parts need not exist yet (a file to be written).
    private static func resolve(_ path: String) -> String {
        var existing = path.hasPrefix("/") ? path : "./" + path
        var rest: [Substring] = []
        while true {
            if let real = realPath(existing) {
                return rest.isEmpty ? real : (real == "/" ? "" : real) + "/" + rest.joined(separator: "/")
            }
            guard let slash = existing.lastIndex(of: "/"), existing != "/" else { return path }
            rest.insert(existing[existing.index(after: slash)...], at: 0)
            existing = slash == existing.startIndex ? "/" : String(existing[..<slash])
        }
    }

    private static func realPath(_ path: String) -> String? {
        guard let buffer = realpath(path, nil) else { return nil }
        defer { free(buffer) }
        return String(cString: buffer)
    }
}
