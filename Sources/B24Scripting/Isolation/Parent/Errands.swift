import Bitrix24
import JSON
import LuaRuntime
import Synchronization

/// What an isolated script has done for it: each of its messages, read strictly, becomes a call of the same functions that
/// scripts of other levels use.
final class Errands: Sendable {
    let context: ModuleContext
    private let modules: ModuleLoader
    let files: ErrandFiles
    private let lists = Mutex(Lists())
    /// What was thrown that the child knows by a number only.
    private let foreign = Mutex<[any Error]>([])
    /// Bytes of failures so far.
    let failureSize = Mutex(0)

    private struct Lists {
        var last = 0
        var open: [Int: RowSource] = [:]
    }

    /// Lists that may be open at a time.
    private static let mostLists = 10_000

    init(_ context: ModuleContext, _ modules: ModuleLoader) {
        self.context = context
        self.modules = modules
        files = ErrandFiles(context)
    }

    /// What a message asks for, done.
    func answer(_ frame: Frame) async -> Frame {
        do {
            try Task.checkCancellation()
            if frame.kind == .readFile { return Frame(.bytes, id: frame.id, try await files.read(Wire(frame.payload))) }
            if frame.kind == .writeFile {
                try await files.write(frame.payload)
                return Frame(.result, id: frame.id, JSONObject().wireBytes)
            }
            return Frame(.result, id: frame.id, try await done(frame.kind, Wire(frame.payload)))
        } catch {
            return failed(frame.id, error)
        }
    }

    private func failed(_ id: UInt64, _ error: any Error) -> Frame {
        switch error {
        case let error as PortalError: return Frame(.portalError, id: id, error.wire.wireBytes)
        case let error as ModuleError: return Frame(.moduleError, id: id, error.wire.wireBytes)
        case is CancellationError:
            return Frame(.portalError, id: id, PortalError(kind: .cancelled).wire.wireBytes)
        default:
            let number = foreign.withLock { foreign in
                if foreign.count < 1000 { foreign.append(error) }
                return foreign.count - 1
            }
            let text = ForeignError(number: number, description: LiveSecrets.hide(in: String(describing: error)))
            return Frame(.foreignError, id: id, text.wire.wireBytes)
        }
    }

    /// What the script has returned, or failed with.
    ///
    /// - Throws: ``Wire/Odd``.
    func result(_ wire: Wire) throws -> Result<[LuaValue], LuaFailure> {
        if let failure = try wire.optionalPart("failure") {
            return .failure(
                try LuaFailure(failure, language: context.language) { number in
                    foreign.withLock { $0.indices.contains(number) ? $0[number] : nil }
                })
        }
        return .success(try wire.array("results", most: 1000).map { try LuaValue(wire: $0) })
    }

    private func done(_ kind: FrameKind, _ wire: Wire) async throws -> [UInt8] {
        switch kind {
        case .call: try await call(wire).wireBytes
        case .batch: try await batch(wire)
        case .openList: try openList(wire).wireBytes
        case .nextPage: try await nextPage(wire)
        case .count: try await count(wire).wireBytes
        case .planned: try await planned(wire).wireBytes
        case .facts: try await facts().wireBytes
        case .missingScopes: try await missingScopes(wire).wireBytes
        case .duration: try await duration(wire).wireBytes
        case .beginLoop, .stepLoop, .endItem: try await loop(kind, wire).wireBytes
        case .ask: try await ask(wire).wireBytes
        case .sleep: try await sleep(wire).wireBytes
        case .module: try await module(wire).wireBytes
        case .openFile: try await files.open(wire).wireBytes
        default: throw Wire.Odd(description: "\(kind)")
        }
    }

    // MARK: REST

    /// What the command belongs to, as the gate looks for it.
    private func scope(_ wire: Wire) throws -> LuaScope? {
        let item = try wire.stream().flatMap { stream in
            stream.loop.flatMap { loop in stream.item.map { LoopItem(loop: loop, key: $0) } }
        }
        let isConcurrent = try wire.optionalFlag("concurrent") ?? false
        return item == nil && !isConcurrent ? nil : LuaScope(object: item, isConcurrent: isConcurrent)
    }

    private func call(_ wire: Wire) async throws -> Response {
        let (command, position) = (try wire.command(), try wire.position())
        let undocumented = try wire.optionalFlag("undocumented") ?? false
        let onlyReads = try wire.optionalFlag("only_reads") ?? false
        return try await LuaScope.$current.withValue(try scope(wire)) {
            try await context.gate.call(command, position: position, undocumented: undocumented, onlyReads: onlyReads)
        }
    }

    private func batch(_ wire: Wire) async throws -> [UInt8] {
        let commands = try wire.array("commands", most: 100_000).map { value in
            guard let object = value.objectValue.map(Wire.init) else { throw Wire.Odd(description: "commands") }
            return (key: try object.text("key", most: Wire.longestName), command: try object.command())
        }
        let (halt, isFree, position) = (try wire.flag("halt"), try wire.flag("free"), try wire.position())
        let outcomes = try await LuaScope.$current.withValue(try scope(wire)) {
            try await context.gate.batch(commands, halt: halt, position: position, isFree: isFree)
        }
        var writer = WireWriter()
        writer.put("outcomes", array: outcomes.map { $0.wireBytes[...] })
        return writer.finished()
    }

    private func openList(_ wire: Wire) throws -> JSONObject {
        var options = ListOptions()
        options.limit = try wire.optionalInteger("limit", in: 0...Int.max)
        options.paging = try wire.optionalText("paging").map { text in
            guard let paging = ListOptions.Paging(rawValue: text) else { throw Wire.Odd(description: "paging") }
            return paging
        }
        options.announces = try wire.flag("announces")
        let source = RowSource(context, try wire.command(), options, position: try wire.position())
        return try lists.withLock { lists in
            guard lists.open.count < Self.mostLists else { throw Wire.Odd(description: "lists") }
            lists.last += 1
            lists.open[lists.last] = source
            return ["list": .integer(Int64(lists.last))]
        }
    }

    private func nextPage(_ wire: Wire) async throws -> [UInt8] {
        let number = try wire.integer("list", in: 0...Int.max)
        guard let source = lists.withLock({ $0.open[number] }) else { throw Wire.Odd(description: "list") }
        var writer = WireWriter()
        if let rows = try await source.next() { writer.put("rows", array: rows.map(\.bytes)) }
        return writer.finished()
    }

    func closeList(_ number: Int) { lists.withLock { $0.open[number] = nil } }

    private func count(_ wire: Wire) async throws -> JSONObject {
        let (command, position) = (try wire.command(), try wire.position())
        if let planned = context.gate.plannedRows(command) { return ["count": .integer(Int64(planned.count))] }
        return ["count": .integer(Int64(try await context.gate.count(command, position: position)))]
    }

    private func planned(_ wire: Wire) async throws -> JSONObject {
        let objects = try await context.gate.planned(try wire.text("family", most: Wire.longestName))
        return ["objects": .array(objects.map(JSONValue.object))]
    }

    private func facts() async throws -> JSONObject {
        let facts = try await context.gate.facts()
        return ["domain": .string(facts.domain), "plan": .string(facts.plan)]
    }

    private func missingScopes(_ wire: Wire) async throws -> JSONObject {
        let error = try await context.gate.missing(try wire.texts("scopes", most: 1000))
        return error.map { ["error": .object($0.wire)] } ?? [:]
    }

    private func duration(_ wire: Wire) async throws -> JSONObject {
        let seconds = await context.gate.duration(ofRequests: try wire.integer("requests", in: 0...Int.max))
        return seconds.map { ["seconds": .number($0)] } ?? [:]
    }

    // MARK: Resumable loops

    private func loop(_ kind: FrameKind, _ wire: Wire) async throws -> JSONObject {
        let name = try wire.text("loop", most: Wire.longestName)
        if kind == .beginLoop {
            try await context.gate.beginLoop(name)
            return [:]
        }
        let key = try wire.text("item", most: Wire.longestName)
        guard kind == .endItem else { return try await step(name, key) }
        var record = ItemRecord(loop: name, key: key, state: try wire.word("state"))
        record.result = wire.object["result"].map(JournalText.redacted)
        record.error = try wire.optionalText("error").map(ChildText.clean)
        try await context.gate.ended(record)
        return [:]
    }

    private func step(_ loop: String, _ key: String) async throws -> JSONObject {
        switch try await context.gate.step(loop, key: key) {
        case .done(let result):
            var answer: JSONObject = ["step": "done"]
            answer["result"] = result
            return answer
        case .work: return ["step": "work"]
        case .doubtful(let error): return ["step": "doubtful", "error": .object(error.wire)]
        }
    }

    // MARK: The rest

    private func ask(_ wire: Wire) async throws -> JSONObject {
        guard !context.policy.noInput else { return [:] }
        let question = ChildText.clean(try wire.text("text", most: 1 << 16))
        let (console, promise) = (context.console, Promise<Bool?>())
        // A person may take longer than the script lives.
        let answer = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                promise.take(continuation)
                Task { promise.settle(.success(await console.ask(question))) }
            }
        } onCancel: {
            promise.settle(.failure(CancellationError()))
        }
        return answer.map { ["answer": .bool($0)] } ?? [:]
    }

    private func sleep(_ wire: Wire) async throws -> JSONObject {
        let seconds = try wire.number("seconds")
        try await Task.sleep(for: .seconds(min(max(0, seconds), 1e9)))
        return [:]
    }

    private func module(_ wire: Wire) async throws -> JSONObject {
        let name = try wire.text("name", most: Wire.longestName)
        let modules = modules
        guard let chunk = try await OwnThread.value({ try modules.load(name) }) else { return [:] }
        // There is one pair of hands in that process: nothing would keep a library's rights from the script.
        guard chunk.environment == nil else {
            throw ModuleError(.policyDenied, IsolationTexts.noLibraries(name), hint: IsolationTexts.noLibrariesHint)
        }
        return ["name": .string(chunk.name), "source": .string(chunk.source)]
    }
}
