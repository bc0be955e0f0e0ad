import Foundation
import Testing

@testable import Libraries

/// A folder of its own, gone at the end.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("b24-lib-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { LibraryFiles.removeFolder(path) }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    func text(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    /// Runs git here, as nobody in particular.
    @discardableResult
    func git(_ words: String..., at folder: String = "") throws -> String {
        let scratch = try LibraryFiles.makeTemporaryFolder(in: path)
        defer { LibraryFiles.removeFolder(scratch) }
        let end = try Child.run(
            ["git", "-C", path + "/" + folder, "-c", "user.name=Test", "-c", "user.email=test@example.org"] + words,
            [
                "PATH=/usr/bin:/bin:/usr/local/bin", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
                "GIT_AUTHOR_DATE=2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE=2026-01-01T00:00:00Z", "HOME=" + path,
            ], in: scratch)
        try #require(end.status == 0, "git \(words): \(end.errors)")
        return String(decoding: end.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Makes a repository of a library and tags it.
    func publish(_ name: String, _ version: String, _ files: [String: String] = [:], toml: String = "") throws {
        if !has(name + "/.git") {
            try write(name + "/README.md", "# \(name)\n")
            try git("init", "--quiet", "--initial-branch=main", at: name)
        }
        try write(name + "/b24.toml", Self.manifest(name, version, toml))
        try write(name + "/lib/init.lua", "return { version = \"\(version)\" }\n")
        for (path, text) in files { try write(name + "/" + path, text) }
        try git("add", "--all", at: name)
        try git("commit", "--quiet", "--allow-empty", "-m", version, at: name)
        try git("tag", "v" + version, at: name)
    }

    static func manifest(_ name: String, _ version: String, _ rest: String = "") -> String {
        """
        [library]
        name = "\(name)"
        version = "\(version)"
        api = 1
        summary = "Library \(name)"
        summary_ru = "Библиотека \(name)"

        \(rest)
        """
    }

    func address(_ name: String) -> String { "file://\(path)/\(name)" }

    /// A desk for a project in `project`, with a store and a state beside it.
    func desk() throws -> LibraryDesk {
        let project = path + "/project"
        try FileManager.default.createDirectory(atPath: project, withIntermediateDirectories: true)
        return LibraryDesk(
            folder: project, store: Store(folder: path + "/store"),
            state: try ProjectState(stateFolder: path + "/state", project: project), canAsk: false)
    }

    /// Adds the newest version of a library to the project.
    @discardableResult
    func add(_ name: String) throws -> LibraryDesk {
        let desk = try desk()
        try desk.write(try desk.adding(.git(try GitSource(address(name))), nil).change)
        return desk
    }

    func catalogue(links: [LibraryName: String] = [:], allowsLinks: Bool = false) throws -> InstalledLibraries {
        InstalledLibraries(
            try LibraryProject(folder: path + "/project"), store: Store(folder: path + "/store"), links: links,
            allowsLinks: allowsLinks)
    }
}

/// The error that something ends with.
func failure(_ body: () throws -> Void) -> LibraryError? {
    do { try body() } catch { return error as? LibraryError }
    return nil
}
