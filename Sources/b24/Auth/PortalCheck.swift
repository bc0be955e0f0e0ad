import Bitrix24
import Localization
import Synchronization

/// Whether an address leads to a portal, found out before anything secret is asked for.
struct PortalCheck: Sendable {
    let context: Context

    /// Calls the portal with a token that nobody has: a portal refuses it in its own words; anything else does not.
    ///
    /// - Throws: ``PortalError``: the address is none, nothing can be reached there, or what answers is no Bitrix24 that
    ///   could be worked with.
    /// - Returns: the address to go on with, `https://acme.bitrix24.com`: the new one of a portal that has moved.
    func check(_ address: String) async throws(PortalError) -> String {
        let token = try PortalToken(portal: address, accessToken: Secret("none"))
        let moved = Mutex<String?>(nil)
        var options = context.clientOptions()
        options.maximumAttempts = 2
        options.hasMoved = { _, new in moved.withLock { $0 = new } }
        let client = PortalClient(credential: Credential(token), options: options)
        do {
            _ = try await client.call(Command("profile"))
        } catch {
            guard Self.isOfPortal(error) else {
                var error = error
                // Nobody has called a method.
                error.method = nil
                throw error
            }
        }
        return moved.withLock { $0 } ?? token.portal
    }

    /// Whether a working portal says this about a token.
    private static func isOfPortal(_ error: PortalError) -> Bool {
        switch error.kind {
        case .authInvalid, .authExpired, .insufficientScope, .applicationContext, .rateLimited: !error.code.isEmpty
        default: false
        }
    }
}
