import GRDB
import JSON
import Localization

/// A portal that stands in for another one asks it what it does not hold.
extension Engine {
    /// Takes objects over.
    func importer(_ database: Database, now: Int64) -> Importer {
        Importer(database: database, facts: facts, baseline: baseline, now: now)
    }

    /// The answer of the origin to a command that could run here.
    ///
    /// - Returns: `nil` when it is to run here, with everything that it needs.
    /// - Throws: the origin's refusal.
    func originAnswer(to command: OriginCommand, _ database: Database) throws -> Reply? {
        guard let origin else { return nil }
        return try carryOut(origin.prepare(command), database)
    }

    /// The answer of the origin to a command that is not acted out here.
    ///
    /// - Parameter refusal: what this portal says to it.
    /// - Throws: `refusal`, or that of the origin.
    func standIn(for command: OriginCommand, _ refusal: any Error, _ database: Database) throws -> Reply {
        guard let origin, RESTError.isOfMissingMethod(refusal),
            let reply = try carryOut(origin.standIn(for: command), database)
        else { throw refusal }
        return reply
    }

    private func carryOut(_ step: OriginStep, _ database: Database) throws -> Reply? {
        switch step {
        case .run(let objects):
            if !objects.isEmpty { try importer(database, now: Int64(clock.now())).add(objects) }
            return nil
        case .answer(let result, let total, let next): return Reply(result, total: total, next: next)
        case .refuse(let refusal):
            throw RESTError(
                refusal.code, LocalizedText(refusal.description, ru: refusal.description), status: refusal.status)
        }
    }
}

extension RESTError {
    /// Whether an error says that there is no such method here.
    static func isOfMissingMethod(_ error: any Error) -> Bool {
        guard let error = error as? RESTError else { return false }
        return error.codeText == "NOT_EMULATED" || error.codeText == "ERROR_METHOD_NOT_FOUND"
    }
}
