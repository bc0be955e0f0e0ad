#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder for the data of one portal; it vanishes with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/b24-portal-test.XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit {
        for name in ["portal.sqlite", "portal.sqlite-wal", "portal.sqlite-shm"] { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}
