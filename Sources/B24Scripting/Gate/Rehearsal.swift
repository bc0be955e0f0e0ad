import Bitrix24
import JSON
import LuaRuntime
import Synchronization

/// A dry run: reads go to the portal, writes are written down and answered with stand-ins, so that the script goes on.
///
/// What was planned is remembered: reading back a planned object gives it, a planned change shows in the object that
/// the portal returns, and a planned deletion makes it not found. Stand-in ids are negative: no portal has those.
final class Rehearsal: Sendable {
    typealias Send = @Sendable (Command) async throws -> Response

    private struct State {
        var plan: [PlannedWrite] = []
        var draft = Draft()
    }

    private let state = Mutex(State())

    /// The writes since they were last taken. What they made is still remembered.
    func takePlan() -> [PlannedWrite] {
        state.withLock { state in
            defer { state.plan = [] }
            return state.plan
        }
    }

    /// The answer to a command that does not go to the portal: a write, or a read of what is only planned; `nil` when
    /// the portal has to be asked.
    ///
    /// - Throws: ``PortalError`` of kind `notFound` for what the plan deletes.
    func answer(
        _ command: Command, _ effect: MethodCatalogue.Effect, _ position: SourcePosition?,
        by library: LibraryMark? = nil
    ) throws -> Response? {
        if effect != .read {
            return Response(planned: record(command, effect, position, library))
        }
        switch state.withLock({ $0.draft.read(command) }) {
        case .planned(let result): return Response(planned: result)
        case .deleted: throw PortalError(kind: .notFound, method: command.method, outcome: .refused)
        case .portal: return nil
        }
    }

    /// The portal's answer with the planned changes shown in it.
    func overlaid(_ response: Response, of command: Command) -> Response {
        var response = response
        let changed = state.withLock { state in
            state.draft.overlay(command, response.result) ?? state.draft.overlayList(command, response)
        }
        if let changed { response.result = changed }
        return response
    }

    /// Runs a batch that contains writes: one command after the other, `$result` references resolved here.
    func batch(
        _ commands: [((key: String, command: Command), MethodCatalogue.Effect)], halt: Bool,
        _ position: SourcePosition?, by library: LibraryMark? = nil, send: @escaping Send
    ) async throws -> [CommandOutcome] {
        var results: [String: JSONSlice] = [:]
        var outcomes: [CommandOutcome] = []
        var stoppedBy: String?
        for ((key, command), effect) in commands {
            if let stoppedBy {
                outcomes.append(.notRun(because: stoppedBy))
                continue
            }
            switch ResultReference.resolve(command.parameters, results) {
            case .failure(let missing):
                outcomes.append(.notRun(because: missing.key))
            case .success(let parameters):
                do {
                    let command = Command(command.method, parameters, restVersion: command.restVersion)
                    let response =
                        if let planned = try answer(command, effect, position, by: library) { planned } else {
                            overlaid(try await send(command), of: command)
                        }
                    results[key] = response.result
                    outcomes.append(.done(response))
                } catch let error as PortalError {
                    // Everything else (there is no connection to be had) concerns all commands.
                    outcomes.append(.failed(error))
                    if halt { stoppedBy = key }
                }
            }
        }
        return outcomes
    }

    /// The rows of a list under a planned object; `nil` when the portal has to be asked.
    func rows(of command: Command) -> [JSONSlice]? {
        guard case .planned(let result) = state.withLock({ $0.draft.read(command) }) else { return nil }
        guard case .object(let object) = result, case .array(let rows)? = object.members.first?.value else { return [] }
        return rows.map(JSONSlice.init(writing:))
    }

    /// The objects of a family (`crm.type`) that exist in the plan only.
    func added(to family: String) -> [JSONObject] { state.withLock { $0.draft.added(to: family) } }

    private func record(
        _ command: Command, _ effect: MethodCatalogue.Effect, _ position: SourcePosition?, _ library: LibraryMark?
    ) -> JSONValue {
        state.withLock {
            let before = $0.draft.planned(command)
            let result = $0.draft.write(command)
            var write = PlannedWrite(
                command: command, effect: effect, position: position?.description,
                object: PlannedObject(command, result))
            write.draft = before
            write.library = library
            $0.plan.append(write)
            return result
        }
    }
}

extension PlannedObject {
    /// - Parameter result: the stand-in answer.
    init(_ command: Command, _ result: JSONValue) {
        let shape = ResultShape(command.method)
        self.init()
        family = shape.family
        entityTypeID = command.parameters.text("entityTypeId")
        id = command.parameters.text("id", "ID")
        guard ["add", "import"].contains(shape.verb) else { return }
        let made = shape.single.flatMap { result[$0]?["id"] } ?? result
        id = JSONObject([("id", made)]).text("id")
    }
}

extension Response {
    /// The answer of a rehearsal; nothing was sent, which `attempts == 0` says.
    init(planned result: JSONValue) {
        self.init(
            result: JSONSlice(writing: result), total: nil, next: nil, time: nil, status: 200, attempts: 0,
            requestID: "")
    }
}

extension JSONSlice {
    /// The text of a value.
    init(writing value: JSONValue) {
        do {
            try self.init(JSONWriter.bytes(value))
        } catch {
            preconditionFailure("The writer wrote what the reader refuses: \(error)")
        }
    }
}
