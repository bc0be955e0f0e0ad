#if canImport(Security)
    import Bitrix24
    import Localization
    import Security

    /// The login keychain of macOS. Asks through the system's own dialogue when the keychain is locked.
    public struct KeyringStore: CredentialStore {
        private let mayAsk: Bool

        /// - Parameter mayAsk: whether the system may show its dialogue.
        public init(mayAsk: Bool) { self.mayAsk = mayAsk }

        /// ``StoreKind/keyring``
        public var kind: StoreKind { .keyring }

        /// A Mac always has a keychain.
        public static var hasSession: Bool { true }
        /// The system knows by itself.
        public static var hasScreen: Bool { true }

        /// The secret of a profile.
        public func load(_ profile: String) throws(CredentialsError) -> Secret? {
            var query = query(profile)
            query[kSecReturnData] = true
            query[kSecMatchLimit] = kSecMatchLimitOne
            var result: CFTypeRef?
            let status = SecItemCopyMatching(query as CFDictionary, &result)
            if status == errSecItemNotFound { return nil }
            try check(status)
            guard let result, CFGetTypeID(result) == CFDataGetTypeID() else { return nil }
            let data = unsafeDowncast(result, to: CFData.self)
            let bytes = UnsafeBufferPointer(start: CFDataGetBytePtr(data), count: CFDataGetLength(data))
            return Secret(String(decoding: bytes, as: UTF8.self))
        }

        /// Keeps a secret.
        public func save(_ secret: Secret, for profile: String) throws(CredentialsError) {
            let data = Self.data(secret.exposed)
            let update = [kSecValueData: data] as CFDictionary
            var status = SecItemUpdate(query(profile) as CFDictionary, update)
            if status == errSecItemNotFound {
                var item = query(profile)
                item[kSecAttrLabel] = "b24: \(profile)"
                item[kSecValueData] = data
                status = SecItemAdd(item as CFDictionary, nil)
            }
            try check(status)
        }

        /// Takes a secret away.
        public func erase(_ profile: String) throws(CredentialsError) {
            let status = SecItemDelete(query(profile) as CFDictionary)
            if status != errSecItemNotFound { try check(status) }
        }

        /// Whether the keychain answers; asks nobody.
        public func check() throws(CredentialsError) {
            var query = query("")
            query[kSecUseAuthenticationUI] = kSecUseAuthenticationUISkip
            let status = SecItemCopyMatching(query as CFDictionary, nil)
            if status != errSecItemNotFound { try check(status) }
        }

        private static func data(_ text: String) -> CFData {
            let bytes = Array(text.utf8)
            return CFDataCreate(nil, bytes, bytes.count)
        }

        private func query(_ profile: String) -> [CFString: Any] {
            var query: [CFString: Any] = [
                kSecClass: kSecClassGenericPassword, kSecAttrService: "b24", kSecAttrAccount: profile,
            ]
            if !mayAsk { query[kSecUseAuthenticationUI] = kSecUseAuthenticationUIFail }
            return query
        }

        private func check(_ status: OSStatus) throws(CredentialsError) {
            switch status {
            case errSecSuccess: return
            case errSecInteractionNotAllowed, errSecAuthFailed, errSecUserCanceled:
                throw CredentialsError(.storeLocked, KeyringTexts.locked, hint: KeyringTexts.unlock)
            default:
                let words = SecCopyErrorMessageString(status, nil) as String?
                throw CredentialsError(
                    .failed, KeyringTexts.failed(words ?? "OSStatus \(status)"), hint: KeyringTexts.otherStore)
            }
        }
    }
#endif
