/// What becomes of one library when a lock is written.
public struct LibraryChange: Sendable {
    /// Its name.
    public let name: LibraryName
    /// What is locked; `nil` for a new library.
    public let old: LockedLibrary?
    /// What will be; `nil` for one that goes.
    public let new: LockedLibrary?
    /// The files of both, as far as they are here.
    let oldTree: LibraryTree?
    let newTree: LibraryTree?

    /// What it may do then and may not now, with reasons.
    public var wider: LibraryCapabilities.Difference {
        guard let new else { return LibraryCapabilities.Difference() }
        let before = old?.capabilities ?? LibraryCapabilities()
        var difference = before.difference(to: new.capabilities)
        difference.added.reasons = (try? newTree?.manifest().library?.capabilities.reasons) ?? [:]
        return difference
    }

    /// What it may do now and may not then.
    public var narrower: LibraryCapabilities.Difference {
        guard let new, let old else { return LibraryCapabilities.Difference() }
        return new.capabilities.difference(to: old.capabilities)
    }

    /// The files that differ; `nil` when the old ones are not here.
    public var files: [FileChange]? {
        guard let oldTree, let newTree else { return nil }
        return Set(oldTree.files.keys).union(newTree.files.keys).sorted().compactMap { path in
            let (before, after) = (oldTree.files[path], newTree.files[path])
            return before == after ? nil : FileChange(path: path, before: before, after: after)
        }
    }

    /// What its CHANGELOG.md says about the versions in between.
    public var changelog: [String] {
        guard let newTree, let new else { return [] }
        let text = newTree.files.first { $0.key.lowercased() == "changelog.md" }?.value
        return Changelog.lines(String(decoding: text ?? [], as: UTF8.self), after: old?.version, upTo: new.version)
    }
}

/// A file that differs between two versions.
public struct FileChange: Sendable, Hashable {
    /// Its path.
    public let path: String
    /// Lines that came.
    public let added: Int
    /// Lines that went.
    public let removed: Int
    /// Whether the older version does not have it.
    public let isNew: Bool
    /// Whether the newer version does not have it.
    public let isGone: Bool

    init(path: String, before: [UInt8]?, after: [UInt8]?) {
        func lines(_ bytes: [UInt8]?) -> [String] {
            String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init)
        }
        self.path = path
        isNew = before == nil
        isGone = after == nil
        var old = lines(before)
        var new = lines(after)
        if old.last == "" { old.removeLast() }
        if new.last == "" { new.removeLast() }
        let difference = new.difference(from: old)
        (added, removed) = (difference.insertions.count, difference.removals.count)
    }
}

/// The part of a change log that is about some versions.
enum Changelog {
    static let mostLines = 30

    /// - Parameters:
    ///   - text: Markdown with a heading for each version, the newest first, such as `## 1.4.2`.
    ///   - after: the version that is known already; `nil` for none.
    static func lines(_ text: String, after old: LibraryVersion?, upTo new: LibraryVersion) -> [String] {
        var result: [String] = []
        var isWanted = false
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init) {
            if line.hasPrefix("#"), let version = version(line) {
                isWanted = version <= new && (old.map { version > $0 } ?? (version == new))
            }
            if isWanted { result.append(line.filter { !$0.isControl }) }
        }
        while result.last?.allSatisfy(\.isWhitespace) == true { result.removeLast() }
        return result.count <= mostLines ? result : result.prefix(mostLines) + ["…"]
    }

    /// The first version in a heading: `## [1.4.2] - 2026-10-01`.
    private static func version(_ heading: String) -> LibraryVersion? {
        heading.split { !($0.isASCII && ($0.isNumber || $0 == ".")) }.lazy
            .compactMap { LibraryVersion(String($0)) }.first
    }
}
