import Bitrix24
import Localization

/// What a long job costs, said before it begins: nobody should wonder for an hour whether it hangs.
enum JobEstimate {
    /// Shorter jobs need no words, in seconds.
    private static let worthSaying = 10.0

    /// How many requests so many commands take when fifty share one.
    static func requests(packing commands: Int) -> Int { (commands + 49) / 50 }

    /// Says how many requests a job takes at least and how long the portal's rate makes that, when it is long.
    ///
    /// - Parameters:
    ///   - items: how many things are worked on.
    ///   - what: what these are.
    ///   - requests: how many requests that takes at least.
    static func announce(items: Int, _ what: Thing = .item, requests: Int, _ context: ModuleContext) async {
        guard !context.policy.dryRun, requests > 1,
            let seconds = await context.gate.duration(ofRequests: requests, connects: what == .command),
            seconds >= worthSaying
        else { return }
        context.talker.log(.info, text(items: items, what, requests: requests, seconds: seconds)[context.language])
    }

    /// What a job is made of.
    enum Thing { case item, command }

    static func text(items: Int, _ what: Thing = .item, requests: Int, seconds: Double) -> LocalizedText {
        LocalizedText(
            "\(items) \(what == .item ? "items" : "commands") take at least \(requests) requests: about \(PortalNotice.clock(seconds)) at the portal's rate.",
            ru:
                "\(what == .item ? "Элементов" : "Команд"): \(items), запросов не меньше \(requests): примерно \(PortalNotice.clock(seconds)) при лимите портала."
        )
    }
}
