import B24Scripting
import Bitrix24

/// The portals of profiles beside that of the run, opened when they are first asked.
actor OtherProfiles {
    private let context: Context
    private var connections: [String: PortalConnection] = [:]

    init(_ context: Context) { self.context = context }

    /// - Throws: a complaint for a profile that is not there, and what opening it throws.
    func open(_ name: String) async throws -> ScriptSession.OtherProfile {
        let portal = try Portal.named(name, context.environment)
        let connection = connections[name] ?? PortalConnection(portal, context)
        connections[name] = connection
        return ScriptSession.OtherProfile(client: try await connection.client(), rules: portal.rules)
    }

    func close() async {
        for connection in connections.values { await connection.close() }
        connections = [:]
    }
}
