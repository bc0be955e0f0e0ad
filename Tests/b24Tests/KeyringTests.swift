#if os(Linux)
    import Foundation
    import PortalEmulator
    import Testing

    /// The Secret Service, played by a real keyring daemon.
    @Suite struct KeyringTests {
        private let home: Home
        private static let url = "https://acme.bitrix24.com/rest/1/sup3rs3cretcode/"

        init() throws { home = try Home() }

        private func b24(_ keyring: PrivateKeyring, _ arguments: String..., input: String = "") async throws -> Run {
            let running = try home.start(arguments, environment: keyring.environment)
            running.write(input)
            running.closeInput()
            return await running.end()
        }

        @Test func aSecretLivesInTheKeyring() async throws {
            let portal = try await LocalPortal.start()
            let webhook = try await portal.webhook()
            let keyring = try await PrivateKeyring(home)
            let added = try await b24(keyring, "profile", "add", "acme", "--webhook-stdin", input: webhook + "\n")
            #expect(added.status == 0, "\(added)")
            #expect(added.errors.contains("kept in the keyring"))
            // Other programs find it where it should be.
            #expect(try await keyring.lookup("acme").contains(webhook.split(separator: "/").last ?? "?"))
            #expect(!home.has(".local/share/b24/credentials.sealed"))
            #expect(try await b24(keyring, "call", "user.current").status == 0)
            #expect(try await b24(keyring, "profile", "rename", "acme", "офис").status == 0)
            #expect(try await keyring.lookup("acme").isEmpty)
            #expect(try await b24(keyring, "call", "user.current").status == 0)
            #expect(try await b24(keyring, "doctor").output.contains("keyring: there for офис"))
            #expect(try await b24(keyring, "profile", "remove", "офис", "--yes").status == 0)
            #expect(try await keyring.lookup("офис").isEmpty)
            try await portal.stop()
        }

        @Test func aLockedKeyringIsSaidAndNothingWeakerTaken() async throws {
            do {
                let open = try await PrivateKeyring(home)
                let added = try await b24(
                    open, "profile", "add", "acme", "--webhook-stdin", "--no-check", input: Self.url + "\n")
                #expect(added.status == 0, "\(added)")
            }
            let locked = try await PrivateKeyring(home, .locked)
            let call = try await b24(locked, "call", "user.current")
            #expect(call.status == 1, "\(call)")
            #expect(
                call.errors.contains("the keyring is locked") && call.errors.contains("gnome-keyring-daemon --unlock"))
            let another = try await b24(
                locked, "profile", "add", "box", "--webhook-stdin", "--no-check", input: Self.url + "\n")
            #expect(another.status == 1)
            #expect(another.errors.contains("the keyring is locked"))
            #expect(!home.has(".local/share/b24/credentials.sealed"))
            let removed = try await b24(locked, "profile", "remove", "acme", "--yes")
            #expect(removed.status == 1)
            #expect(removed.errors.contains("--keep-secret"))
            #expect(try await b24(locked, "profile", "list").output.contains("acme"))
            #expect(try await b24(locked, "doctor", "--lang", "ru").output.contains("связка ключей заблокирована"))
            #expect(try await b24(locked, "profile", "remove", "acme", "--yes", "--keep-secret").status == 0)
        }

        @Test func aSessionWithoutAKeyringHasTheEncryptedFile() async throws {
            let keyring = try await PrivateKeyring(home, .none)
            let running = try home.start(
                ["profile", "add", "acme", "--webhook-stdin", "--no-check"],
                environment: keyring.environment.merging(["B24_PASSPHRASE": "test"]) { first, _ in first })
            running.write(Self.url + "\n")
            running.closeInput()
            let run = await running.end()
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("kept in an encrypted file") && run.errors.contains("No keyring"))
            let asked = try await b24(
                keyring, "profile", "add", "box", "--webhook-stdin", "--no-check", "--store", "keyring",
                input: Self.url + "\n")
            #expect(asked.status == 1)
            #expect(asked.errors.contains("no keyring answers"))
        }
    }
#endif
