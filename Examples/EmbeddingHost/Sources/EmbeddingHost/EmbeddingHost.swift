import B24Scripting
import Bitrix24
import Foundation
import Localization
import PortalEmulator

/// Acme's duty desk: runs the scripts of its staff, one after the other, on Acme's portal.
///
///     EmbeddingHost publish.lua tidy.lua
///
/// `ACME_WEBHOOK` names the portal; without it there is a local one to practise on. `ACME_HOUR` stands in for the clock.
/// Ends with 0 when all scripts have done their work, else with 1.
@main
struct EmbeddingHost {
    static func main() async {
        let environment = ProcessInfo.processInfo.environment
        let hour = environment["ACME_HOUR"].flatMap { Int($0) } ?? Calendar.current.component(.hour, from: Date())
        do {
            let credential = try await credential(environment["ACME_WEBHOOK"])
            let desk = Desk(credential: credential, rules: houseRules(hour: hour))
            var failed = 0
            for path in CommandLine.arguments.dropFirst() {
                let ending = try await desk.run(path)
                print(ending.text)
                if !ending.isGood { failed += 1 }
            }
            exit(failed == 0 ? 0 : 1)
        } catch {
            print("EmbeddingHost: " + ScriptError.report(error, language: .en))
            exit(1)
        }
    }

    /// Who calls the portal: the holder of a webhook, or the administrator of a local portal.
    static func credential(_ webhook: String?) async throws -> Credential {
        if let webhook { return try Credential(webhook: Secret(webhook)) }
        let portal = try await LocalPortal.start()
        return try Credential(webhook: Secret(try await portal.webhook(.admin)))
    }
}
