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

    @Test func delaysAreBoundedAndJitterLengthensThem() {
        #expect(RetryDecision(after: .rateLimited, attempt: 60, maximum: 99, isRead: true).delay == 30)
        #expect(RetryDecision(after: .rateLimited, attempt: 1, maximum: 5, isRead: true, jitter: 1).delay == 1.25)
        #expect(RetryDecision(after: .lost, attempt: 1, maximum: 1, isRead: true).delay == nil)
    }
}
