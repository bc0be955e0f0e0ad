/// What the failure of a batch says about other ways to get the same rows.
enum ListFailure {
    /// Whether every other request would meet it, too: smaller ones are no help.
    static func meetsAll(_ error: PortalError) -> Bool {
        switch error.kind {
        case .tls, .cancelled, .authExpired, .authInvalid, .planRequired, .portalDeleted, .overloaded, .rateLimited:
            true
        case .network: error.outcome == .refused
        default: false
        }
    }

    /// Whether the method, or the portal, takes no batch.
    static func forbidsBatches(_ error: PortalError) -> Bool {
        error.kind == .batchNested || error.kind == .batchTooLong
    }
}
