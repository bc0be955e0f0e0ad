import Foundation
import Testing

/// The console in a browser without a screen: its script runs, its policy refuses nothing that is its own, and what
/// people called things stays text.
@Suite(.enabled(if: Browser.isAvailable, Browser.need)) struct ConsoleInBrowserTests {
    @Test func pagesWorkWhole() async throws {
        // A browser needs more of a machine than b24 does. One that cannot even show nothing has nothing to say of our pages.
        guard try await Browser.works() else { return Browser.report() }
        let home = try Home()
        let running = try home.start(["--json", "portal", "serve", "--data", ":memory:", "--seed", "empty"])
        let line = await running.output(until: "\n")
        let envelope = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let data = try #require(envelope["data"] as? [String: Any])
        let console = try #require(data["console"] as? String)
        let webhook = try #require((data["webhooks"] as? [String: String])?["admin"])

        let name = "<script>document.title = 'taken'</script><b onclick='x'>Office</b>"
        let write = #"b24.call("crm.automatedsolution.add", { fields = { title = [[\#(name)]] } })"#
        let run = try await home.b24("eval", write, environment: ["B24_WEBHOOK_URL": webhook])
        #expect(run.status == 0, "\(run)")

        let overview = try await Browser.open(console, home)
        #expect(overview.page.contains("<html lang=\"en\" class=\"is-live\">"), "\(overview)")
        #expect(overview.page.contains("<title>Overview · Local portal</title>"))
        #expect(overview.page.contains("&lt;script&gt;document.title"))
        #expect(!overview.page.contains("<b onclick"))
        #expect(!overview.messages.contains("Content Security Policy"), "\(overview.messages)")

        let log = try await Browser.open(console + "log?view=writes&lang=ru", home)
        #expect(log.page.contains("<html lang=\"ru\" class=\"is-live\">"))
        #expect(log.page.contains("crm.automatedsolution.add") && log.page.contains("выполнен"))

        running.signal(SIGINT)
        #expect(await running.end().status == 0)
    }
}

/// Chromium without a screen.
enum Browser {
    static let need: Comment = "needs chromium: Tools/install-dependencies tests"

    private static let program = ["chromium", "chromium-browser"].lazy.map { "/usr/bin/" + $0 }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    static var isAvailable: Bool { program != nil }

    /// Whether it shows an empty page here.
    static func works() async throws -> Bool {
        let nothing = try await open("about:blank", try Home())
        return nothing.page.contains("<html>")
    }

    static func report() {
        withKnownIssue("the browser does not work on this machine") { Issue.record("\(need)") }
    }

    /// The page as it is after its scripts, and what the browser said about it.
    static func open(_ address: String, _ home: Home) async throws -> (page: String, messages: String) {
        let running = try home.start(
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-breakpad", "--disable-sync",
                "--user-data-dir=\(home.path)/chromium", "--lang=en", "--enable-logging=stderr", "--dump-dom", address,
            ], program: try #require(program, "\(need)"))
        running.closeInput()
        let run = await running.end()
        return (run.output, run.errors)
    }
}
