import Bitrix24

/// A file of mode 0600 with the secrets as they are: for machines that have nothing better, and only when asked for.
public struct PlainFileStore: CredentialStore {
    /// The file.
    public let path: String

    /// - Parameter path: made at the first ``save(_:for:)``, with its folders.
    public init(path: String) { self.path = path }

    /// ``StoreKind/plainFile``
    public var kind: StoreKind { .plainFile }

    /// The secret of a profile.
    public func load(_ profile: String) throws(CredentialsError) -> Secret? { try table()[profile] }

    /// Keeps a secret.
    public func save(_ secret: Secret, for profile: String) throws(CredentialsError) {
        try change { $0[profile] = secret }
    }

    /// Takes a secret away, and the file with the last one.
    public func erase(_ profile: String) throws(CredentialsError) {
        guard PrivateFile.mode(path) != nil else { return }
        try change { $0[profile] = nil }
    }

    /// Whether the file, if there is one, can be read and is closed to others.
    public func check() throws(CredentialsError) { _ = try table() }

    private func change(_ body: (inout SecretTable) -> Void) throws(CredentialsError) {
        try FileLock.holding(path) { () throws(CredentialsError) in
            var table = try table()
            body(&table)
            do throws(PrivateFile.Failure) {
                if table.isEmpty {
                    try PrivateFile.remove(path)
                } else {
                    try PrivateFile.replace(path, with: table.bytes)
                }
            } catch {
                throw CredentialsError(.failed, Texts.cannotWrite(error.path, error.reason), hint: Texts.correctOwner)
            }
        }
    }

    private func table() throws(CredentialsError) -> SecretTable {
        guard let bytes = try SecretFile.read(path) else { return SecretTable() }
        do {
            return try SecretTable(bytes)
        } catch .newer {
            throw CredentialsError(.damaged, Texts.newerFile(path), hint: Texts.updateProgram)
        } catch {
            throw CredentialsError(.damaged, Texts.damagedFile(path), hint: Texts.addProfilesAgain(path))
        }
    }
}

/// A file that holds secrets.
enum SecretFile {
    /// The content; `nil` when there is no such file.
    ///
    /// - Throws: when others than the owner can read or write it, or when it can't be read.
    static func read(_ path: String) throws(CredentialsError) -> [UInt8]? {
        if let mode = PrivateFile.mode(path), mode & 0o077 != 0 {
            throw CredentialsError(.insecure, Texts.openToOthers(path), hint: Texts.closeToOthers(path))
        }
        do {
            return try PrivateFile.read(path)
        } catch {
            throw CredentialsError(.failed, Texts.cannotRead(path, error.reason), hint: Texts.correctOwner)
        }
    }
}
