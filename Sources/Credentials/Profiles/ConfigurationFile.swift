import Localization
import TOML

/// The configuration's file: read whole, changed in place under a lock.
///
/// ```swift
/// let file = ConfigurationFile(path: "/home/anna/.config/b24/config.toml")
/// try file.edit { $0.defaultProfile = "acme" }
/// ```
public struct ConfigurationFile: Sendable {
    /// The file. A symbolic link is followed, also when it is written.
    public let path: String

    /// - Parameter path: need not exist.
    public init(path: String) { self.path = path }

    private var reader: ConfigurationReader { ConfigurationReader(path: path) }

    /// What it says; an empty configuration when there is no file.
    ///
    /// - Throws: of kind `configuration`, with file and line.
    public func load() throws(CredentialsError) -> Configuration {
        guard let bytes = try bytes() else { return Configuration() }
        return try reader.configuration(try reader.document(bytes))
    }

    /// What a change did, so that it can be taken back.
    public struct Change: Sendable {
        let before: [UInt8]?
        let after: [UInt8]
    }

    /// Changes it; comments, order and spelling of everything else stay. The result is read again before it is written, and
    /// written only when it says what was wanted: all or nothing.
    ///
    /// - Parameters:
    ///   - renaming: a profile that gets another name, and that name; done before `body`.
    ///   - body: changes the configuration as it is now, which another process may have changed since the last look.
    /// - Throws: of kind `configuration` when the file is written in a form that has no place for the change.
    @discardableResult
    public func edit(
        renaming: (old: String, new: String)? = nil, _ body: (inout Configuration) throws(CredentialsError) -> Void
    ) throws(CredentialsError) -> Change {
        try FileLock.holding(path) { () throws(CredentialsError) in
            let before = try bytes()
            var document = try reader.document(before ?? [])
            if let renaming {
                guard let text = document.renamingTable(["profiles", renaming.old], to: renaming.new) else {
                    throw unchangeable
                }
                document = try reader.document(Array(text.utf8))
            }
            let current = try reader.configuration(document)
            var wanted = current
            try body(&wanted)
            if wanted != current { document = try ConfigurationEdit(reader: reader).apply(wanted, to: document) }
            guard try reader.configuration(document) == wanted else { throw unchangeable }
            if document.bytes != before { try write(document.bytes) }
            return Change(before: before, after: document.bytes)
        }
    }

    /// Takes a change back; when somebody else has changed the file since then, it stays as it is.
    ///
    /// - Returns: whether it was taken back.
    @discardableResult
    public func takeBack(_ change: Change) throws(CredentialsError) -> Bool {
        try FileLock.holding(path) { () throws(CredentialsError) in
            guard try bytes() == change.after else { return false }
            try write(change.before ?? [])
            return true
        }
    }

    /// The number of the line, from 1, on which a profile sets a key.
    public func line(of key: String, profile: String) -> Int? {
        guard let bytes = try? bytes(), let document = try? TOMLDocument(bytes),
            case .table(let profiles)? = document.root["profiles"]?.node.value,
            case .table(let entry)? = profiles[profile]?.node.value
        else { return nil }
        return entry[key]?.key.position.line
    }

    private var unchangeable: CredentialsError {
        CredentialsError(
            .configuration, ConfigurationTexts.unchangeable(path), hint: ConfigurationTexts.writeAsSection)
    }

    private func bytes() throws(CredentialsError) -> [UInt8]? {
        do {
            return try PrivateFile.read(path)
        } catch {
            throw CredentialsError(.configuration, Texts.cannotRead(path, error.reason), hint: Texts.correctOwner)
        }
    }

    private func write(_ bytes: [UInt8]) throws(CredentialsError) {
        do {
            try PrivateFile.replace(path, with: bytes)
        } catch {
            throw CredentialsError(.failed, Texts.cannotWrite(error.path, error.reason), hint: Texts.correctOwner)
        }
    }
}
