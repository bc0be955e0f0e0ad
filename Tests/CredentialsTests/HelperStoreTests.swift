import Bitrix24
import Foundation
import Localization
import Testing

@testable import Credentials

@Suite struct HelperStoreTests {
    @Test(arguments: [
        ("pass-b24", ["pass-b24"]), ("  a  b\tc ", ["a", "b", "c"]), ("a \"b c\" 'd \"e'", ["a", "b c", "d \"e"]),
        ("a b\\ c \"\\\"\" '\\'", ["a", "b c", "\"", "\\"]), ("~/bin/x ~/y", ["/home/anna/bin/x", "~/y"]),
        ("a $HOME `id` $(id) ; rm *", ["a", "$HOME", "`id`", "$(id)", ";", "rm", "*"]), ("a ''", ["a", ""]),
        ("!pass show b24", ["/bin/sh", "-c", "pass show b24 \"$@\"", "pass show b24"]),
    ])
    func commandLines(_ text: String, _ words: [String]) throws {
        #expect(try HelperCommand(text, home: "/home/anna").words == words)
    }

    @Test(arguments: ["", "  ", "!", "! ", "a \"b", "a 'b", "a \\", "''"])
    func oddCommandLines(_ text: String) {
        #expect(throws: HelperCommand.Problem.self) { try HelperCommand(text, home: "/") }
        let error = #expect(throws: CredentialsError.self) { try HelperStore(command: text, home: "/").load("acme") }
        #expect(error?.kind == .configuration)
    }

    /// A helper that keeps everything in a file and writes down how it was called.
    private func helper(_ folder: TemporaryFolder) throws -> HelperStore {
        let program = try folder.write(
            "keeper",
            """
            #!/bin/sh
            # The last argument is the operation.
            for operation in "$@"; do :; done
            echo "$@" >> "$(dirname "$0")/calls"
            tr '\\0' ' ' < /proc/$$/cmdline >> "$(dirname "$0")/calls" 2>/dev/null
            file=$(dirname "$0")/kept
            input=$(cat)
            host=$(printf '%s\\n' "$input" | sed -n 's/^host=//p')
            case $operation in
            get) [ -f "$file.$host" ] && { echo username=b24; sed 's/^/password=/' "$file.$host"; } ;;
            store) printf '%s\\n' "$input" | sed -n 's/^password=//p' > "$file.$host" ;;
            erase) rm -f "$file.$host" ;;
            esac
            exit 0
            """, mode: 0o700)
        // Through the shell: a file that was just written may still be open for writing in a child of another test.
        return HelperStore(command: "sh '\(program)' --for 'b24 portals'", home: "/")
    }

    @Test func aSecretComesBackAndGoes() throws {
        let folder = try TemporaryFolder()
        let store = try helper(folder)
        try store.check()
        #expect(try store.load("acme") == nil)
        try store.save(Secret("{\"version\":1,\"x\":\"sup3rs3cret=1\"}"), for: "acme")
        try store.save(Secret("two"), for: "мой офис")
        #expect(try store.load("acme")?.exposed == "{\"version\":1,\"x\":\"sup3rs3cret=1\"}")
        #expect(try store.load("мой офис")?.exposed == "two")
        try store.erase("acme")
        #expect(try store.load("acme") == nil)
        let calls = try folder.text("calls")
        #expect(calls.contains("--for b24 portals get\n"))
        // No secret in what `ps` shows.
        #expect(!calls.contains("sup3rs3cret"))
    }

    @Test func anyHelperOfGitWillDo() throws {
        let folder = try TemporaryFolder()
        let store = HelperStore(command: "git credential-store --file '\(folder.path)/git'", home: "/")
        guard (try? ChildProcess.run(["git", "--version"], input: [], timeout: .seconds(30))) != nil else {
            // Nothing of b24 needs git.
            return
        }
        #expect(try store.load("acme") == nil)
        try store.save(Secret("a b=c/@:%"), for: "acme")
        #expect(try store.load("acme")?.exposed == "a b=c/@:%")
        try store.erase("acme")
        #expect(try store.load("acme") == nil)
    }

    @Test(arguments: [
        ("/nowhere/keeper", CredentialsError.Kind.storeUnavailable, "does not start"),
        ("!exit 3 #", .failed, "exit code 3"), ("!kill -9 $$ #", .failed, "exit code 137"),
        ("!echo quit=1 #", .failed, "asked to stop"), ("!yes #", .failed, "more than 1 MB"),
    ])
    func failures(command: String, kind: CredentialsError.Kind, text: String) {
        let error = #expect(throws: CredentialsError.self) { try HelperStore(command: command, home: "/").load("acme") }
        #expect(error?.kind == kind)
        #expect(error?.text.en.contains(text) == true, "\(error?.text.en ?? "")")
        #expect(error?.hint != nil)
    }

    @Test func oneThatHangsIsEnded() throws {
        let store = HelperStore(command: "!exec sleep 3600 #", home: "/", timeout: .milliseconds(200))
        let error = #expect(throws: CredentialsError.self) { try store.load("acme") }
        #expect(error?.text.en.contains("did not end 'get'") == true)
        let quiet = HelperStore(command: "!exec >&-; exec sleep 3600 #", home: "/", timeout: .milliseconds(200))
        #expect(throws: CredentialsError.self) { try quiet.save(Secret("x"), for: "acme") }
    }

    @Test func aMissingProgramIsFoundWithoutStartingIt() {
        let error = #expect(throws: CredentialsError.self) {
            try HelperStore(command: "no-such-program-of-b24", home: "/").check()
        }
        #expect(error?.kind == .storeUnavailable)
    }

    @Test func whatIsNotOneLineIsRefused() {
        let store = HelperStore(command: "cat", home: "/")
        #expect(throws: CredentialsError.self) { try store.save(Secret("a\nprotocol=https"), for: "acme") }
        #expect(throws: CredentialsError.self) { try store.load("a\nhost=b") }
    }
}
