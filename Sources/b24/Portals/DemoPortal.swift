import Bitrix24
import Localization
import PortalEmulator

/// The built-in `demo` profile: a portal inside this process, on loopback, its data in the data folder.
struct DemoPortal: Sendable {
    let webhook: Secret
    private let portal: LocalPortal

    static func open(_ context: Context) async throws -> DemoPortal {
        let folder = context.environment.demoFolder
        let portal = try await start(configuration(context, folder: folder), folder: folder)
        return DemoPortal(webhook: Secret(try await portal.webhook(.admin, scopes: nil)), portal: portal)
    }

    func stop() async {
        do { try await portal.stop() } catch {
            // The data is written at every call; what can fail here is closing a socket on the way out.
        }
    }

    static func configuration(_ context: Context, folder: String?) -> LocalPortal.Configuration {
        var configuration = LocalPortal.Configuration()
        configuration.dataFolder = folder
        configuration.language = context.language
        return configuration
    }

    /// Starts a local portal over a folder that is made when it is missing.
    static func start(_ configuration: LocalPortal.Configuration, folder: String?) async throws -> LocalPortal {
        if let folder {
            do {
                try Files.makeFolder(folder)
            } catch {
                throw Complaint.failure(Texts.cannotMakeFolder(folder, error.reason))
            }
        }
        do {
            return try await LocalPortal.start(configuration)
        } catch let error as LocalPortalError {
            throw Complaint.failure(Texts.cannotStartPortal(error.text))
        } catch {
            throw Complaint.failure(Texts.cannotStartPortal(Texts.verbatim("\(error)")))
        }
    }
}
