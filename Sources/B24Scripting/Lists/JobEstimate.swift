import Bitrix24
import Localization

/// What a long job costs, said before it begins: nobody should wonder for an hour whether it hangs.
enum JobEstimate {
    /// Shorter jobs need no words, in seconds.
    private static let worthSaying = 10.0

    /// Says how many requests a job takes at least and how long the portal's rate makes that, when it is long.
    ///
    /// - Parameters:
    ///   - items: how many things are worked on.
    ///   - requests: how many requests that takes at least.
    static func announce(items: Int, requests: Int, _ context: ModuleContext) async {
        guard !context.policy.dryRun, let seconds = await context.gate.duration(ofRequests: requests),
            seconds >= worthSaying
        else { return }
        context.talker.log(.info, text(items: items, requests: requests, seconds: seconds)[context.language])
    }

    static func text(items: Int, requests: Int, seconds: Double) -> LocalizedText {
        LocalizedText(
            "\(items) items take at least \(requests) requests: about \(PortalNotice.clock(seconds)) at the portal's rate.",
            ru:
                "Элементов: \(items), запросов не меньше \(requests): примерно \(PortalNotice.clock(seconds)) при лимите портала."
        )
    }
}
