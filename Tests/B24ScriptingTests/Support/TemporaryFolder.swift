#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@testable import B24Scripting

/// A folder that goes away with its last user: with exactly the files and folders that were named to it.
///
/// It never walks the disk. A clean-up that lists what it finds and follows what it lists can leave its folder
/// through a link; one that only takes back what it made cannot.
final class TemporaryFolder: Sendable {
    let path: String
    private let files: [String]
    private let folders: [String]

    /// - Parameters:
    ///   - files: names of all files that a test makes in it, by itself or through a script.
    ///   - folders: names of the folders in it, outer before inner; made at once.
    init(files: [String], folders: [String] = []) {
        var template = Array("/tmp/b24-tests-XXXXXX\0".utf8CString)
        path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        self.files = files
        self.folders = folders
        for folder in folders { mkdir(path + "/" + folder, 0o700) }
    }

    deinit {
        // Neither call follows a link in the last part, and rmdir takes empty folders only.
        for file in files { unlink(path + "/" + file) }
        for folder in folders.reversed() { rmdir(path + "/" + folder) }
        rmdir(path)
    }

    /// Writes one of the files.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        precondition(files.contains(name), "\(name) is not among the files that will be removed")
        try File(path + "/" + name, .write).write(bytes)
        return path + "/" + name
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    func read(_ name: String) throws -> String {
        String(decoding: try File(path + "/" + name, .read).readAll(), as: UTF8.self)
    }
}
