import Bitrix24
import JSON
import LuaRuntime

extension Wire {
    /// Bytes of a method's name, a chunk's, a loop's, a key's.
    static let longestName = 1000

    /// `{"m": "crm.type.get", "p": {"id": 13}, "v": 3}`
    func command() throws -> Command {
        let method = try text("m", most: Self.longestName)
        let version = try optionalInteger("v").map { number in
            guard let version = RESTVersion(rawValue: number) else { throw Odd(description: "v") }
            return version
        }
        return Command(method, try part("p").object, restVersion: version)
    }

    /// Where the script was. A name that would do something to a terminal is none.
    func position() throws -> SourcePosition? {
        guard let file = try optionalText("file", most: Self.longestName) else { return nil }
        let line = try integer("line")
        guard file.unicodeScalars.allSatisfy({ $0.value >= 32 && !(0x7F...0x9F).contains($0.value) }) else {
            throw Odd(description: "file")
        }
        return SourcePosition(file: file, line: line)
    }

    /// The part of the run to which a write belongs.
    func stream() throws -> WriteStream? {
        guard let loop = try optionalText("loop", most: Self.longestName) else { return nil }
        return WriteStream(loop: loop, item: try text("item", most: Self.longestName))
    }
}

extension Command {
    /// As ``Wire/command()`` reads it.
    var wire: JSONObject {
        var object: JSONObject = ["m": .string(method), "p": .object(parameters)]
        object.put("v", restVersion?.rawValue)
        return object
    }
}

extension JSONObject {
    mutating func put(_ position: SourcePosition?) {
        put("file", position?.file)
        put("line", position?.line)
    }

    mutating func put(_ stream: WriteStream?) {
        guard let loop = stream?.loop, let item = stream?.item else { return }
        put("loop", loop)
        put("item", item)
    }
}

extension Response {
    /// As `init(wire:)` reads it.
    var wireBytes: [UInt8] {
        var writer = WireWriter()
        var facts: JSONObject = [
            "status": .integer(Int64(status)), "attempts": .integer(Int64(attempts)), "id": .string(requestID),
        ]
        facts.put("total", total)
        facts.put("next", next)
        if isReconciled { facts["reconciled"] = true }
        writer.put("facts", .object(facts))
        if let time { writer.put("time", time) }
        writer.put("result", result)
        return writer.finished()
    }

    init(wire: JSONSlice) throws {
        guard let result = wire["result"], let facts = wire["facts"]?.value.objectValue.map(Wire.init) else {
            throw Wire.Odd(description: "result")
        }
        self.init(
            result: result, total: try facts.optionalInteger("total", in: Int.min...Int.max),
            next: try facts.optionalInteger("next", in: Int.min...Int.max), time: wire["time"],
            status: try facts.integer("status"), attempts: try facts.integer("attempts"),
            requestID: try facts.text("id"))
        isReconciled = try facts.optionalFlag("reconciled") ?? false
    }
}

extension CommandOutcome {
    var wireBytes: [UInt8] {
        var writer = WireWriter()
        switch self {
        case .done(let response): writer.put("done", response.wireBytes[...])
        case .failed(let error): writer.put("failed", .object(error.wire))
        case .notRun(let because): writer.put("because", because.map(JSONValue.string) ?? .null)
        }
        return writer.finished()
    }

    init(wire: JSONSlice) throws {
        if let response = wire["done"] {
            self = .done(try Response(wire: response))
        } else if let error = wire["failed"]?.value.objectValue {
            self = .failed(try PortalError(Wire(error)))
        } else {
            self = .notRun(because: wire["because"]?.value.stringValue)
        }
    }
}
