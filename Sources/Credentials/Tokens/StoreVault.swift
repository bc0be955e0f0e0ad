#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

public import Bitrix24
import Dispatch

/// The token of a profile in a ``CredentialStore``, with a lock that all processes of the user respect.
public struct StoreVault: TokenVault {
    private let store: any CredentialStore
    private let profile: String
    private let lockPath: String

    /// - Parameters:
    ///   - store: where the profile's secret is.
    ///   - profile: its name.
    ///   - lockFolder: a folder that all processes of the user share; made when it is missing.
    public init(store: any CredentialStore, profile: String, lockFolder: String) {
        self.store = store
        self.profile = profile
        // Names may hold anything; a file name may not.
        let name = profile.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                String(UnicodeScalar(byte))
            default: "_" + String(byte, radix: 16)
            }
        }.joined()
        lockPath = lockFolder + "/" + name.prefix(200) + ".lock"
    }

    /// `true`
    public var isLasting: Bool { true }

    /// Runs something while no other process renews this profile's token. The kernel lets go of the lock of a process that
    /// ends, however that happens.
    public func withLock<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        let lock = try await take()
        defer { close(lock) }
        return try await body()
    }

    /// The token that is kept; `nil` when it was erased.
    public func load() async throws -> PortalToken? {
        let secret: Secret?
        do throws(CredentialsError) {
            secret = try store.load(profile)
        } catch {
            throw VaultError(error.text, hint: error.hint)
        }
        guard let secret, case .token(let token) = try StoredCredential(text: secret) else { return nil }
        return token
    }

    /// Keeps a token.
    public func save(_ token: PortalToken) async throws {
        do throws(CredentialsError) {
            try store.save(StoredCredential.token(token).text, for: profile)
        } catch {
            throw VaultError(error.text, hint: error.hint)
        }
    }

    /// Waits for the lock on a thread that nobody else needs.
    private func take() async throws -> Int32 {
        let descriptor: Int32
        do throws(PrivateFile.Failure) {
            try PrivateFile.makeFolder(PrivateFile.folder(of: lockPath))
            descriptor = openFile(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw PrivateFile.Failure(path: lockPath, code: errno) }
        } catch {
            throw VaultError(Texts.cannotLock(error.path, error.reason), hint: Texts.correctOwner)
        }
        let code: Int32 = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                while flock(descriptor, LOCK_EX) != 0 {
                    if errno != EINTR { return continuation.resume(returning: errno) }
                }
                continuation.resume(returning: 0)
            }
        }
        guard code == 0 else {
            close(descriptor)
            throw VaultError(Texts.cannotLock(lockPath, String(cString: strerror(code))), hint: Texts.correctOwner)
        }
        return descriptor
    }
}
