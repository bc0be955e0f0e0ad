import Bitrix24
import Foundation
import PortalEmulator
import Testing

/// A portal with an application, a home where tokens will be kept in a store, and the browser of whoever signs in.
final class SignInScene: Sendable {
    /// A place for secrets, as the configuration names it.
    enum Store: String, CaseIterable, Sendable { case plainFile, encryptedFile, helper }

    let home: Home
    let portal: LocalPortal
    let application: LocalPortal.Application
    let environment: [String: String]
    static let passphrase = "pl4nted-passphrase-of-the-test"

    /// - Parameter helperSays: lines of the shell that the credential helper runs first.
    init(
        _ store: Store = .plainFile, helperSays: @Sendable (Home) -> String = { _ in "" },
        change: @Sendable (inout LocalPortal.Configuration) -> Void = { _ in }
    ) async throws {
        home = try Home()
        var configuration = LocalPortal.Configuration()
        configuration.enforcesLimits = false
        // A code lives 30 seconds: on a busy machine they would pass.
        let began = Date().timeIntervalSince1970
        configuration.clock = PortalClock { began }
        change(&configuration)
        portal = try await LocalPortal.start(configuration)
        application = try await portal.application(scopes: ["crm", "user"])
        switch store {
        case .plainFile:
            try home.config("store = 'plain-file'\n")
            environment = [:]
        case .encryptedFile:
            try home.config("store = 'encrypted-file'\n")
            environment = ["B24_PASSPHRASE": Self.passphrase]
        case .helper:
            let helper = try home.write("helper.sh", helperSays(home) + Self.helper(home.path + "/kept"))
            try home.config("credential_helper = 'sh \(helper)'\n")
            environment = [:]
        }
    }

    /// Keeps a secret in a file named after its profile.
    private static func helper(_ folder: String) -> String {
        """

        mkdir -p \(folder)
        while IFS= read -r line && [ -n "$line" ]; do
          case $line in
            host=*) host=${line#host=} ;;
            password=*) password=${line#password=} ;;
          esac
        done
        case $1 in
          get) if [ -f \(folder)/$host ]; then printf 'password=%s\\n' "$(cat \(folder)/$host)"; fi ;;
          store) printf '%s' "$password" > \(folder)/$host ;;
          erase) rm -f \(folder)/$host ;;
        esac

        """
    }

    func b24(_ arguments: String..., input: String = "") async throws -> Run {
        let running = try home.start(arguments, environment: environment)
        running.write(input)
        running.closeInput()
        return await running.end()
    }

    /// Starts `b24 auth login --profile acme` that waits for the browser.
    ///
    /// - Returns: the page to open, and the address where b24 waits.
    func startLogin() async throws -> (program: RunningProgram, page: String, address: String) {
        let program = try home.start(
            [
                "auth", "login", "--profile", "acme", "--portal", portal.address, "--client-id", application.clientID,
                "--secrets-stdin", "--port", "0", "--no-browser",
            ], environment: environment)
        program.write(application.clientSecret + "\n")
        program.closeInput()
        let words = await program.errors(until: "waits for the browser").split(whereSeparator: \.isWhitespace)
        let page = try #require(words.first { $0.contains("/oauth/authorize/") })
        let address = try #require(words.first { $0.hasPrefix("http://127.0.0.1:") && $0.hasSuffix("/") })
        var application = application
        application.redirectAddress = String(address)
        try await portal.update(application)
        return (program, String(page), String(address))
    }

    /// Opens a page as a browser does, and follows where it leads.
    func open(_ page: String) async throws -> HTTPResponse {
        let answer = try await CurlTransport.shared.send(HTTPRequest(method: "GET", url: page))
        guard let next = answer.header("location") else { return answer }
        return try await CurlTransport.shared.send(HTTPRequest(method: "GET", url: next))
    }

    /// Signs in by the browser.
    func login() async throws -> Run {
        let (program, page, _) = try await startLogin()
        #expect(try await open(page).status == 200)
        return await program.end()
    }

    /// Every file under the home that holds a text, by name.
    func files(with text: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: home.path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            FileManager.default.contents(atPath: home.path + "/" + name)
                .map { String(decoding: $0, as: UTF8.self).contains(text) } ?? false
        }
    }
}
