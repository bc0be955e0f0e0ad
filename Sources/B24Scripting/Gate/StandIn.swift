public import Bitrix24
import Synchronization

/// Plays the methods that nobody acts out in a rehearsal: reads go to the portal, writes are written down as in a dry run
/// and answered with plausible objects that later calls understand.
public final class StandIn: Sendable {
    /// Sends a read to the portal.
    public typealias Send = @Sendable (Command) async throws -> Response

    private let rehearsal = Rehearsal()
    private let writes = Mutex<[PlannedWrite]>([])

    /// Nothing was written yet.
    public init() {}

    /// The answer to a command.
    ///
    /// - Parameters:
    ///   - command: what the script has called.
    ///   - send: is given reads only.
    /// - Throws: ``/Bitrix24/PortalError``: what the portal says, or that something was deleted here.
    public func answer(_ command: Command, send: Send) async throws -> Response {
        let planned = try rehearsal.answer(command, command.effect, nil)
        writes.withLock { $0 += rehearsal.takePlan() }
        if let planned { return planned }
        return rehearsal.overlaid(try await send(command), of: command)
    }

    /// The writes, in order; none of them was sent.
    public var plan: [PlannedWrite] { writes.withLock { $0 } }
}
