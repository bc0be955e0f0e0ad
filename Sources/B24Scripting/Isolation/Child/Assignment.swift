import Bitrix24
import JSON
import Localization
import LuaRuntime

/// What an isolated process is told before it takes its rights away: nothing of the script.
struct IsolationSetup: Equatable {
    /// Bytes.
    var memory: Int
    /// Seconds of CPU time; 0 for no limit.
    var processTime: Int
    /// What TZ is to be.
    var zone: String?

    var wire: JSONObject {
        var object: JSONObject = [
            "memory": .integer(Int64(memory)), "cpu": .integer(Int64(processTime)),
        ]
        object.put("zone", zone)
        return object
    }

    init(memory: Int, processTime: Int, zone: String?) {
        self.memory = memory
        self.processTime = processTime
        self.zone = zone
    }

    init(_ wire: Wire) throws {
        memory = try wire.integer("memory", in: 0...Int.max)
        processTime = try wire.integer("cpu", in: 0...Int.max)
        zone = try wire.optionalText("zone")
    }
}

/// What it is told then: the script, and what the session is like. No credential is in it.
struct Assignment {
    var chunk: LuaChunk
    /// An entry whose results are for display, rather than a script.
    var isEntry: Bool
    var arguments: [String]
    var language: Language
    var portalName: String
    var limits: LuaVM.Limits
    var policy: ScriptSession.Policy
    var width: Int
    var isTerminal: Bool

    var wire: JSONObject {
        var object: JSONObject = [
            "name": .string(chunk.name), "source": .string(chunk.source), "entry": .bool(isEntry),
            "arguments": .array(arguments.map(JSONValue.string)), "language": .string(language.rawValue),
            "portal": .string(portalName), "width": .integer(Int64(width)), "terminal": .bool(isTerminal),
        ]
        // The parent's gate decides; these are what scripts can see of it.
        object["policy"] = [
            "dry_run": .bool(policy.dryRun), "read_only": .bool(policy.readOnly), "yes": .bool(policy.assumeYes),
            "no_input": .bool(policy.noInput), "continues": .bool(policy.continuesOnError),
            "read_only_by": .string(policy.readOnlyOrigin.rawValue), "profile": .string(policy.profile),
        ]
        var bounds: JSONObject = [
            "memory": .integer(Int64(limits.memory)), "source": .integer(Int64(limits.source)),
            "subject": .integer(Int64(limits.patternSubject)), "pattern": .integer(Int64(limits.pattern)),
        ]
        bounds["cpu"] = limits.cpuTime.map { .number($0 / .seconds(1)) }
        bounds["wall"] = limits.wallTime.map { .number($0 / .seconds(1)) }
        bounds.put("instructions", limits.instructions)
        object["limits"] = .object(bounds)
        return object
    }
}

extension Assignment {
    init(_ wire: Wire) throws {
        chunk = LuaChunk(name: try wire.text("name"), source: try wire.text("source"))
        isEntry = try wire.flag("entry")
        arguments = try wire.texts("arguments")
        language = try wire.word("language")
        portalName = try wire.text("portal")
        width = try wire.integer("width", in: 0...Int.max)
        isTerminal = try wire.flag("terminal")
        let rules = try wire.part("policy")
        policy = ScriptSession.Policy()
        policy.dryRun = try rules.flag("dry_run")
        policy.readOnly = try rules.flag("read_only")
        policy.readOnlyOrigin = try rules.word("read_only_by")
        policy.profile = try rules.text("profile")
        policy.assumeYes = try rules.flag("yes")
        policy.noInput = try rules.flag("no_input")
        policy.continuesOnError = try rules.flag("continues")
        let bounds = try wire.part("limits")
        limits = LuaVM.Limits()
        limits.memory = try bounds.integer("memory", in: 0...Int.max)
        limits.source = try bounds.integer("source", in: 0...Int.max)
        limits.patternSubject = try bounds.integer("subject", in: 0...Int.max)
        limits.pattern = try bounds.integer("pattern", in: 0...Int.max)
        limits.cpuTime = try bounds.optionalNumber("cpu").map { .seconds($0) }
        limits.wallTime = try bounds.optionalNumber("wall").map { .seconds($0) }
        limits.instructions = try bounds.optionalInteger("instructions", in: 0...Int.max)
    }
}
