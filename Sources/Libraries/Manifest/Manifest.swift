public import Localization
import TOML

/// A `b24.toml`: what a library says of itself, what a project needs, or both.
///
/// ```toml
/// [library]
/// name = "acme-crm"
/// version = "1.4.2"
/// api = 1
/// summary = "Deal helpers"
/// summary_ru = "Помощники по сделкам"
///
/// [dependencies]
/// acme-common = { git = "https://git.acme.ru/b24/common", version = "2.1" }
///
/// [capabilities]
/// read = ["crm.item.*"]
/// write = ["crm.item.update"]
/// max_writes = 500
/// [capabilities.why]
/// "crm.item.update" = "moves deals between stages"
///
/// [commands]
/// move-stage = "commands/move-stage.lua"
/// ```
public struct Manifest: Sendable {
    /// The name of the file.
    public static let fileName = "b24.toml"
    /// What of the host a library may rely on; a library for another number is not loaded.
    public static let hostAPI = 1

    /// What a library says of itself.
    public struct Library: Sendable, Hashable {
        /// Its name.
        public var name: LibraryName
        /// Its version, which is also that of its tag.
        public var version: LibraryVersion
        /// The number of the host's interface that it was written for: ``Manifest/hostAPI``.
        public var api: Int
        /// What it is for.
        public var summary: LocalizedText
        /// What it may do.
        public var capabilities = LibraryCapabilities()
        /// Scripts to run, by their names.
        public var commands: [String: String] = [:]
    }

    /// One library that is needed.
    public struct Dependency: Sendable, Hashable {
        /// Its name.
        public var name: LibraryName
        /// Where it comes from.
        public var source: LibrarySource
        /// The least version; `nil` for a folder or an archive, which have one.
        public var requirement: VersionRequirement?

        /// A dependency.
        public init(name: LibraryName, source: LibrarySource, requirement: VersionRequirement? = nil) {
            (self.name, self.source, self.requirement) = (name, source, requirement)
        }
    }

    /// How a project looks at signatures.
    public struct Signatures: Sendable, Hashable {
        /// Whether a library without one is refused.
        public var areRequired = false
        /// The file of the keys that count, from the folder of `b24.toml`.
        public var allowedSigners = "allowed_signers"
    }

    /// `nil` for a project that is no library itself.
    public var library: Library?
    /// What it needs, sorted by name.
    public var dependencies: [Dependency] = []
    /// `require_signatures`, `allowed_signers`
    public var signatures = Signatures()

    /// Reads a manifest. What is not understood is an error with its line: nothing is silently without effect.
    ///
    /// - Parameters:
    ///   - bytes: of the file.
    ///   - path: for messages.
    public init(_ bytes: [UInt8], path: String) throws(LibraryError) {
        self = try ManifestReader(path: path).manifest(try TableReader.root(bytes, path: path))
    }
}
