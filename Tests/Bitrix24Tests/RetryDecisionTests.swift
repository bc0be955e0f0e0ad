import Testing

@testable import Bitrix24

@Suite struct RetryDecisionTests {
    @Test(
        arguments: [
            // The portal refused because of its rate: both are repeated, with growing delays.
            (.rateLimited, 1, true, 1.0), (.rateLimited, 2, false, 2.0), (.rateLimited, 4, false, 8.0),
            (.rateLimited, 5, false, nil),
            // Nothing was sent: both are repeated, a few times.
            (.notSent, 1, false, 0.5), (.notSent, 2, true, 1.0), (.notSent, 3, true, nil),
            // The answer was lost: only reads.
            (.lost, 1, true, 0.5), (.lost, 2, true, 1.0), (.lost, 3, true, nil), (.lost, 1, false, nil),
            // The counter of run time: only when its end is known.
            (.operationTimeLimit(wait: 40), 1, false, 41.0), (.operationTimeLimit(wait: nil), 1, true, nil),
            (.operationTimeLimit(wait: 40), 5, true, nil),
            (.cannotConnect, 1, true, nil), (.final, 1, true, nil), (.final, 1, false, nil),
        ] as [(RetryDecision.Event, Int, Bool, Double?)])
    func table(event: RetryDecision.Event, attempt: Int, isRead: Bool, delay: Double?) {
        let decision = RetryDecision(after: event, attempt: attempt, maximum: 5, isRead: isRead)
        #expect(decision.delay == delay)
    }

    /// A write with a key is sent again only when the first one can't be running any more.
    @Test(
        arguments: [
            // The connection was cut at once: the cloud may be at work for a minute.
            (.lost, 1, 0, 65), (.lost, 1, 40, 25), (.lost, 2, 64.5, 1.0),
            // The wait was longer than that, or the portal itself has answered.
            (.lost, 1, 75, 0.5), (.lost, 1, .infinity, 0.5), (.lost, 3, .infinity, nil),
            // The others do not change.
            (.rateLimited, 1, 0, 1), (.notSent, 1, 0, 0.5), (.final, 1, .infinity, nil),
            (.cannotConnect, 1, .infinity, nil),
        ] as [(RetryDecision.Event, Int, Double, Double?)])
    func writesWithAKey(event: RetryDecision.Event, attempt: Int, age: Double, delay: Double?) {
        let decision = RetryDecision(after: event, attempt: attempt, maximum: 5, isRead: false, keyAge: age)
        #expect(decision.delay == delay)
    }

    @Test func delaysAreBoundedAndJitterLengthensThem() {
        #expect(RetryDecision(after: .rateLimited, attempt: 60, maximum: 99, isRead: true).delay == 30)
        #expect(RetryDecision(after: .rateLimited, attempt: 1, maximum: 5, isRead: true, jitter: 1).delay == 1.25)
        #expect(RetryDecision(after: .lost, attempt: 1, maximum: 1, isRead: true).delay == nil)
    }
}
