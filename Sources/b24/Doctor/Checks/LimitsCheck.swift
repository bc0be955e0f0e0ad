import Bitrix24

/// How far the portal's limits are used up, as all b24 of this machine count together.
enum LimitsCheck {
    /// - Parameters:
    ///   - load: `nil` for a portal without a limit.
    ///   - pressed: methods near the limit of run time.
    static func decide(_ load: PortalClient.Load?, _ pressed: [(method: String, seconds: Double)]) -> Check {
        if let first = pressed.max(by: { $0.seconds < $1.seconds }) {
            return .warning(.limits, Texts.methodsPressed(pressed.map(\.method)), fix: Texts.waitFor(first.seconds))
        }
        guard let load else { return .ok(.limits, Texts.noRateLimit) }
        let free = max(0, load.burst - load.used)
        guard free < load.burst / 5 else { return .ok(.limits, Texts.rateIs(load)) }
        return .warning(.limits, Texts.rateIs(load), fix: Texts.waitFor((load.used - load.burst / 2) / load.rate))
    }
}
