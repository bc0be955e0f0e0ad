#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Bitrix24
import Localization

/// A program that keeps secrets, spoken to as git speaks to its own: the operation (`get`, `store`, `erase`) is the last
/// argument, `key=value` lines go to its standard input and come from its standard output. git's helpers can be used as
/// they are.
///
///     protocol=b24
///     host=acme            the profile
///     username=b24
///     password=...         the secret: to the program with store, from it with get
///
/// -> https://git-scm.com/docs/git-credential#IOFMT, https://git-scm.com/docs/gitcredentials#_custom_helpers
public struct HelperStore: CredentialStore {
    /// As the configuration has it.
    public let command: String
    private let home: String
    private let timeout: Duration

    /// - Parameters:
    ///   - command: a program with its arguments, or `!` and a line for the shell.
    ///   - home: what `~/` stands for.
    ///   - timeout: how long the program may take, a person's answer to its own question included.
    public init(command: String, home: String, timeout: Duration = .seconds(60)) {
        self.command = command
        self.home = home
        self.timeout = timeout
    }

    /// ``StoreKind/helper``
    public var kind: StoreKind { .helper }

    /// The secret of a profile: `nil` when the program ends well without a password.
    public func load(_ profile: String) throws(CredentialsError) -> Secret? {
        let output = try run("get", profile, nil)
        var password: String?
        for line in String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline) {
            if line.hasPrefix("password=") { password = String(line.dropFirst("password=".count)) }
            if line == "quit=1" || line == "quit=true" {
                throw CredentialsError(.failed, HelperTexts.quit(command), hint: HelperTexts.tryIt)
            }
        }
        return password.flatMap { $0.isEmpty ? nil : Secret($0) }
    }

    /// Keeps a secret.
    public func save(_ secret: Secret, for profile: String) throws(CredentialsError) {
        _ = try run("store", profile, secret)
    }

    /// Takes a secret away.
    public func erase(_ profile: String) throws(CredentialsError) { _ = try run("erase", profile, nil) }

    /// Whether the program is there; it is not started.
    public func check() throws(CredentialsError) {
        guard let program = try words().first, !Self.isThere(program) else { return }
        throw unavailable(program, ENOENT)
    }

    private func words() throws(CredentialsError) -> [String] {
        do {
            return try HelperCommand(command, home: home).words
        } catch {
            throw CredentialsError(.configuration, HelperTexts.malformed(command), hint: HelperTexts.form)
        }
    }

    private func run(_ operation: String, _ profile: String, _ secret: Secret?) throws(CredentialsError) -> [UInt8] {
        guard !profile.contains(where: { $0.isNewline || $0 == "\0" }),
            secret?.exposed.contains(where: \.isNewline) != true
        else { throw CredentialsError(.failed, HelperTexts.severalLines) }
        let words = try words()
        var input = "protocol=b24\nhost=\(profile)\nusername=b24\n"
        if let secret { input += "password=\(secret.exposed)\n" }
        let end: ChildProcess.End
        do {
            end = try ChildProcess.run(words + [operation], input: Array((input + "\n").utf8), timeout: timeout)
        } catch {
            switch error {
            case .start(let code): throw unavailable(words[0], code)
            case .timeout:
                throw CredentialsError(
                    .failed, HelperTexts.timeout(command, operation, Int(timeout / .seconds(1))),
                    hint: HelperTexts.tryIt)
            case .tooMuchOutput:
                throw CredentialsError(.failed, HelperTexts.tooMuch(command, operation), hint: HelperTexts.tryIt)
            }
        }
        guard end.status == 0 else {
            throw CredentialsError(
                .failed, HelperTexts.failed(command, operation, Int(end.status)), hint: HelperTexts.tryIt)
        }
        return end.output
    }

    private func unavailable(_ program: String, _ code: Int32) -> CredentialsError {
        CredentialsError(
            .storeUnavailable, HelperTexts.cannotStart(program, String(cString: strerror(code))), hint: HelperTexts.form
        )
    }

    private static func isThere(_ program: String) -> Bool {
        if program.contains("/") { return access(program, X_OK) == 0 }
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { access($0 + "/" + program, X_OK) == 0 }
    }
}

/// What is said about a credential helper.
enum HelperTexts {
    static func malformed(_ command: String) -> LocalizedText {
        LocalizedText(
            "credential_helper '\(command)' is empty, or its quotes are not closed",
            ru: "credential_helper «\(command)»: пусто или не закрыты кавычки")
    }
    static let form = LocalizedText(
        "credential_helper is a program with its arguments (\"pass-b24 --quiet\", \"/opt/keeper\"), or ! and a line for the shell.",
        ru:
            "credential_helper это программа с аргументами (\"pass-b24 --quiet\", \"/opt/keeper\") или ! и строка для оболочки."
    )
    static func cannotStart(_ program: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            "the credential helper '\(program)' does not start: \(reason)",
            ru: "программа хранения секретов «\(program)» не запускается: \(reason)")
    }
    static func failed(_ command: String, _ operation: String, _ status: Int) -> LocalizedText {
        LocalizedText(
            "the credential helper '\(command)' failed at '\(operation)', exit code \(status)",
            ru: "программа хранения секретов «\(command)» не выполнила «\(operation)», код завершения \(status)")
    }
    static func timeout(_ command: String, _ operation: String, _ seconds: Int) -> LocalizedText {
        LocalizedText(
            "the credential helper '\(command)' did not end '\(operation)' within \(seconds) s",
            ru: "программа хранения секретов «\(command)» не завершила «\(operation)» за \(seconds) с")
    }
    static func tooMuch(_ command: String, _ operation: String) -> LocalizedText {
        LocalizedText(
            "the credential helper '\(command)' wrote more than 1 MB at '\(operation)'",
            ru: "программа хранения секретов «\(command)» при «\(operation)» вывела больше 1 МБ")
    }
    static func quit(_ command: String) -> LocalizedText {
        LocalizedText(
            "the credential helper '\(command)' asked to stop",
            ru: "программа хранения секретов «\(command)» просит прекратить")
    }
    static let tryIt = LocalizedText(
        "Try it by hand: printf 'protocol=b24\\nhost=NAME\\nusername=b24\\n\\n' | HELPER get.",
        ru: "Проверьте вручную: printf 'protocol=b24\\nhost=ИМЯ\\nusername=b24\\n\\n' | ПРОГРАММА get.")
    static let severalLines = LocalizedText(
        "a credential helper takes one line: this secret or profile name has several",
        ru: "программа хранения секретов принимает одну строку, а в секрете или имени профиля их несколько")
}
