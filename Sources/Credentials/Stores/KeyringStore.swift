#if !canImport(Security)
    import Bitrix24
    import CSecretService
    import Localization

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #endif

    /// The keyring of a Linux session: the Secret Service, which GNOME Keyring, KWallet and KeePassXC are.
    public struct KeyringStore: CredentialStore {
        private let mayAsk: Bool

        /// - Parameter mayAsk: whether the keyring may show its dialogue to unlock itself; without a graphical session it could
        ///   not, and would be waited for in vain.
        public init(mayAsk: Bool) { self.mayAsk = mayAsk }

        /// ``StoreKind/keyring``
        public var kind: StoreKind { .keyring }

        /// Whether the session has a bus on which a keyring could be.
        public static var hasSession: Bool {
            if let address = getenv("DBUS_SESSION_BUS_ADDRESS"), address.pointee != 0 { return true }
            guard let folder = getenv("XDG_RUNTIME_DIR"), folder.pointee != 0 else { return false }
            return access(String(cString: folder) + "/bus", F_OK) == 0
        }

        /// Whether the session has screens on which a dialogue can show.
        public static var hasScreen: Bool {
            for name in ["WAYLAND_DISPLAY", "DISPLAY"] {
                if let value = getenv(name), value.pointee != 0 { return true }
            }
            return false
        }

        /// The secret of a profile.
        public func load(_ profile: String) throws(CredentialsError) -> Secret? {
            var error = b24_keyring_error()
            var text: UnsafeMutablePointer<CChar>?
            let status = b24_keyring_load(profile, mayAsk, &text, &error)
            defer { b24_keyring_free(text) }
            if status == B24_KEYRING_NONE { return nil }
            try check(status, error)
            return text.map { Secret(String(cString: $0)) }
        }

        /// Keeps a secret.
        public func save(_ secret: Secret, for profile: String) throws(CredentialsError) {
            var error = b24_keyring_error()
            let status = b24_keyring_save(profile, "b24: \(profile)", secret.exposed, mayAsk, &error)
            try check(status, error)
        }

        /// Takes a secret away.
        public func erase(_ profile: String) throws(CredentialsError) {
            var error = b24_keyring_error()
            let status = b24_keyring_erase(profile, mayAsk, &error)
            if status != B24_KEYRING_NONE { try check(status, error) }
        }

        /// Whether the keyring is there and open; asks nobody.
        public func check() throws(CredentialsError) {
            var error = b24_keyring_error()
            let status = b24_keyring_check(&error)
            try check(status, error)
        }

        private func check(_ status: b24_keyring_status, _ error: b24_keyring_error) throws(CredentialsError) {
            let reason = withUnsafePointer(to: error.text) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: error.text)) {
                    String(cString: $0)
                }
            }
            switch status {
            case B24_KEYRING_OK, B24_KEYRING_NONE: return
            case B24_KEYRING_NO_LIBRARY:
                throw CredentialsError(
                    .storeUnavailable, KeyringTexts.noLibrary, hint: KeyringTexts.installLibrary)
            case B24_KEYRING_NO_SERVICE:
                throw CredentialsError(
                    .storeUnavailable, KeyringTexts.noService(reason), hint: KeyringTexts.startService)
            case B24_KEYRING_NO_COLLECTION:
                throw CredentialsError(
                    .storeUnavailable, KeyringTexts.noCollection, hint: KeyringTexts.makeCollection)
            case B24_KEYRING_LOCKED:
                throw CredentialsError(.storeLocked, KeyringTexts.locked, hint: KeyringTexts.unlock)
            default: throw CredentialsError(.failed, KeyringTexts.failed(reason), hint: KeyringTexts.otherStore)
            }
        }
    }
#endif
