import Bitrix24
import JSON
import Synchronization

/// What a script says that its credential must have, looked at before its first write: a scope that is missing must not
/// be found out when half of the work is done.
final class Preflight: Sendable {
    private let scopes: ScopeNeeds
    private let needsAdmin: Bool
    /// The question, with its answer sooner or later: one for all writes of a run.
    private let asking = Mutex<Task<(any Error)?, any Error>?>(nil)

    /// - Returns: `nil` when nothing is needed.
    init?(_ metadata: ScriptMetadata, _ catalogue: MethodCatalogue) {
        scopes = ScopeNeeds(metadata.needs, catalogue)
        needsAdmin = metadata.needs.contains { $0.subject == .admin }
        if scopes.groups.isEmpty, !needsAdmin { return nil }
    }

    /// Asks the portal, at the first call.
    ///
    /// - Throws: what is missing, or why it could not be found out; that is asked for again at the next call.
    func check(_ client: @escaping @Sendable () async throws -> PortalClient) async throws {
        let task = asking.withLock { asking in
            if let asking { return asking }
            let new = Task { try await self.verdict(client()) }
            asking = new
            return new
        }
        let missing: (any Error)?
        do {
            missing = try await task.value
        } catch {
            asking.withLock { if $0 == task { $0 = nil } }
            throw error
        }
        if let missing { throw missing }
    }

    private func verdict(_ client: PortalClient) async throws -> (any Error)? {
        if !scopes.groups.isEmpty {
            let granted = try await ScopeCheck.granted(client.call(Command("scope")).result)
            if let missing = ScopeCheck.missing(scopes.missing(from: granted), client) { return missing }
        }
        if needsAdmin, try await client.call(Command("user.admin")).result.value != .bool(true) {
            return ModuleError(.accessDenied, CapabilityTexts.noAdmin, hint: CapabilityTexts.takeAdmin)
        }
        return nil
    }
}

/// What is said about scopes that a credential lacks.
enum ScopeCheck {
    /// The scopes of the answer of `scope`. Everybody has `basic`, and portals do not list it.
    static func granted(_ answer: JSONSlice) -> Set<String> {
        let listed = (answer.elements ?? []).compactMap { element -> String? in
            if case .string(let scope) = element.value { scope } else { nil }
        }
        return Set(listed).union(["basic"])
    }

    /// The error for scopes that are missing, also for one that neither the documentation nor the portal knows: that can
    /// never be granted. `nil` when none is missing.
    static func missing(_ scopes: [String], _ client: PortalClient) -> PortalError? {
        guard !scopes.isEmpty else { return nil }
        if let unknown = scopes.first(where: { ScopeNames.all[$0] == nil }) {
            var details = ["name": unknown]
            details["suggestion"] = ScopeNames.nearest(to: unknown)
            return PortalError(.scopeUnknown, details: details)
        }
        var details = ["scope": scopes.joined(separator: ", ")]
        if client.credential.isToken { details["credential"] = "token" }
        return PortalError(kind: .insufficientScope, details: details)
    }
}
