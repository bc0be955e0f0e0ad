import Bitrix24
import JSON
import LuaRuntime

/// The parent's gate as the isolated process sees it: commands go there as they are, and are judged, recorded and sent
/// there.
struct ParentGate: Sendable {
    let link: ParentLink

    func call(_ command: Command, _ position: SourcePosition?, undocumented: Bool, onlyReads: Bool) async throws
        -> Response
    {
        var message = command.wire
        message.put(position)
        message.put(LoopItem.current?.stream)
        if LuaScope.current?.isConcurrent == true { message["concurrent"] = true }
        if undocumented { message["undocumented"] = true }
        if onlyReads { message["only_reads"] = true }
        return try Response(wire: JSONSlice(await link.ask(.call, message.wireBytes)))
    }

    func batch(
        _ commands: [(key: String, command: Command)], halt: Bool, _ position: SourcePosition?, isFree: Bool
    ) async throws -> [CommandOutcome] {
        var message: JSONObject = [
            "halt": .bool(halt), "free": .bool(isFree),
            "commands": .array(
                commands.map { entry in
                    var object = entry.command.wire
                    object.put("key", entry.key)
                    return .object(object)
                }),
        ]
        message.put(position)
        message.put(LoopItem.current?.stream)
        if LuaScope.current?.isConcurrent == true { message["concurrent"] = true }
        let outcomes = try JSONSlice(await link.ask(.batch, message.wireBytes))["outcomes"]?.elements ?? []
        guard outcomes.count == commands.count else { throw Wire.Odd(description: "outcomes") }
        return try outcomes.map { try CommandOutcome(wire: $0) }
    }

    /// Opens a list, planned objects included.
    func rows(_ command: Command, _ options: ListOptions, _ position: SourcePosition?) async throws -> ParentRows {
        var message = command.wire
        message.put(position)
        message.put("limit", options.limit)
        message.put("paging", options.paging?.rawValue)
        message["announces"] = .bool(options.announces)
        return ParentRows(number: try await link.ask(.openList, message).integer("list"), link: link)
    }

    func count(_ command: Command, _ position: SourcePosition?) async throws -> Int {
        var message = command.wire
        message.put(position)
        return try await link.ask(.count, message).integer("count", in: 0...Int.max)
    }

    /// The objects of a family that a dry run has planned.
    func planned(_ family: String) async throws -> [JSONObject] {
        try await link.ask(.planned, ["family": .string(family)]).array("objects").compactMap(\.objectValue)
    }

    func facts() async throws -> PortalFacts {
        let answer = try await link.ask(.facts)
        return PortalFacts(domain: try answer.text("domain"), plan: try answer.text("plan"))
    }

    func missing(_ scopes: [String]) async throws -> PortalError? {
        let answer = try await link.ask(.missingScopes, ["scopes": .array(scopes.map(JSONValue.string))])
        return try answer.optionalPart("error").map(PortalError.init)
    }

    func duration(ofRequests count: Int) async -> Double? {
        try? await link.ask(.duration, ["requests": .integer(Int64(count))]).optionalNumber("seconds")
    }

    // MARK: Resumable loops

    func beginLoop(_ name: String) async throws {
        _ = try await link.ask(.beginLoop, ["loop": .string(name)])
    }

    func step(_ loop: String, key: String) async throws -> WriteRecorder.ItemStep {
        let answer = try await link.ask(.stepLoop, ["loop": .string(loop), "item": .string(key)])
        switch try answer.text("step") {
        case "done": return .done(answer.object["result"])
        case "doubtful": return .doubtful(try PortalError(answer.part("error")))
        default: return .work(LoopItem(loop: loop, key: key))
        }
    }

    func ended(_ item: ItemRecord) async throws {
        var message: JSONObject = [
            "loop": .string(item.loop), "item": .string(item.key), "state": .string(item.state.rawValue),
        ]
        message["result"] = item.result
        message.put("error", item.error)
        _ = try await link.ask(.endItem, message)
    }
}

/// What scripts may know of the portal without a request.
struct PortalFacts: Sendable {
    /// `acme.bitrix24.com`
    var domain: String
    /// Of the rate limit.
    var plan: String
}

/// A list that the parent reads.
final class ParentRows: Sendable {
    private let number: Int
    private let link: ParentLink

    init(number: Int, link: ParentLink) {
        self.number = number
        self.link = link
    }

    deinit { link.say(.closeList, ["list": .integer(Int64(number))]) }

    /// The next page; `nil` after the last one.
    func next() async throws -> [JSONSlice]? {
        let message: JSONObject = ["list": .integer(Int64(number))]
        return try JSONSlice(await link.ask(.nextPage, message.wireBytes))["rows"]?.elements
    }
}
