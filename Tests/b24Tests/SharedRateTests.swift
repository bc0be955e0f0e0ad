import B24Scripting
import Bitrix24
import Foundation
import PortalEmulator
import Testing

/// Several `b24` processes and one limit of the portal.
@Suite struct SharedRateTests {
    @Test func processesCountInOneFile() async throws {
        let portal = try await LocalPortal.start()
        let home = try Home()
        let webhook = try await portal.webhook()
        let environment = ["B24_WEBHOOK_URL": webhook]
        let script = "for i = 1, 5 do b24.call('server.time') end"
        async let one = home.b24("eval", script, environment: environment)
        async let other = home.b24("eval", script, environment: environment)
        let runs = try await [one, other]
        #expect(runs.map(\.status) == [0, 0], "\(runs.map(\.errors))")
        let folder = home.path + "/.local/state/b24/rate"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.count == 1, "\(files)")
        let file = try #require(files.first)
        // Who counts, and for whom, but no secret; and for its owner alone.
        #expect(file.hasPrefix("127.0.0.1_"))
        let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        let code = try #require(webhook.split(separator: "/").last)
        #expect(text.hasPrefix("b24-rate-1 50.0 2.0 ") && !text.contains(code), "\(text)")
        let mode = { (path: String) throws in
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(folder) == 0o700)
        #expect(try mode(folder + "/" + file) == 0o600)
        try await portal.stop()
    }

    @Test func theBuiltInPortalNeedsNoFile() async throws {
        let home = try Home()
        #expect(try await home.b24("eval", "return b24.call('server.time')").status == 0)
        #expect(!home.has(".local/state/b24/rate"))
    }
}
