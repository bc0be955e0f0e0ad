public import Localization

/// A library that may be loaded: what is locked, checked against its own manifest, or linked.
public struct InstalledLibrary: Sendable, Hashable {
    /// Its name.
    public var name: LibraryName
    /// Its version.
    public var version: LibraryVersion
    /// Where it comes from.
    public var source: LibrarySource
    /// What its tag named.
    public var commit: CommitID?
    /// Its files.
    public var tree: TreeHash
    /// The number of the host's interface that it was written for.
    public var api: Int
    /// What it is for.
    public var summary: LocalizedText
    /// What it may do, with reasons: what the lock has frozen.
    public var capabilities: LibraryCapabilities
    /// Its scripts: the paths of their files by their names.
    public var commands: [String: String]
    /// The libraries that it may `require`.
    public var dependencies: [LibraryName]
    /// It is a folder that somebody works in: not locked, and not the same for others.
    public var isLinked: Bool
}

/// The libraries that a program may load.
public protocol LibraryCatalogue: Sendable {
    /// The names of all, sorted.
    var names: [LibraryName] { get }

    /// A library, checked.
    ///
    /// - Returns: `nil` when nobody knows one of that name.
    /// - Throws: ``LibraryError`` when it may not be loaded: not locked, changed, not signed.
    func library(named name: String) throws(LibraryError) -> InstalledLibrary?

    /// The bytes of a file of a library, such as `lib/deals.lua`; the very bytes that were hashed.
    ///
    /// `require "acme-crm"` means `lib/init.lua`, `require "acme-crm.deals"` means `lib/deals.lua` or else
    /// `lib/deals/init.lua`.
    ///
    /// - Returns: `nil` when the library has no such file.
    func module(_ path: String, of library: InstalledLibrary) throws(LibraryError) -> [UInt8]?

    /// The paths of all files of a library, sorted.
    func files(of library: InstalledLibrary) throws(LibraryError) -> [String]
}
