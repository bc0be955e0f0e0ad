import B24Scripting
import Bitrix24
import Localization
import LuaRuntime

/// Runs one script after the other.
struct Desk {
    /// Who calls the portal.
    let credential: Credential
    /// What scripts may do there.
    let rules: ScriptSession.Policy

    /// A script that says more than this is stopped.
    static let mostLines = 20

    /// How a script has ended.
    struct Ending {
        var isGood: Bool
        var text: String
    }

    /// Runs a script to its end. What it prints appears as it is printed.
    func run(_ path: String) async throws -> Ending {
        let credential = credential
        let (lines, printed) = AsyncStream<String>.makeStream()

        var configuration = ScriptSession.Configuration { PortalClient(credential: credential) }
        configuration.portalName = "Acme"
        configuration.policy = rules
        configuration.limits.cpu = .init(.seconds(10))
        configuration.functions = { portal in Contracts.functions(portal) }
        configuration.console.output = { printed.yield($0) }
        let session = try ScriptSession(configuration)

        let script = Task {
            defer { printed.finish() }
            return try await session.run(file: path)
        }
        var count = 0
        for await line in lines where count < Self.mostLines {
            print("  " + line)
            count += 1
            if count == Self.mostLines { script.cancel() }
        }
        return ending(of: path, await script.result)
    }

    /// The ending in words.
    private func ending(of path: String, _ result: Result<ScriptSession.Outcome, any Error>) -> Ending {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        do {
            let outcome = try result.get()
            let failures = outcome.failures.count
            return Ending(
                isGood: failures == 0, text: "\(name): done" + (failures == 0 ? "" : ", \(failures) failures"))
        } catch let failure as LuaFailure where failure.kind == .interrupted {
            return Ending(isGood: false, text: "\(name): stopped after \(Self.mostLines) lines")
        } catch {
            let word = ScriptError.kind(of: error) == .policyDenied ? "refused" : "failed"
            return Ending(isGood: false, text: "\(name): \(word)\n" + ScriptError.report(error, language: .en))
        }
    }
}
