import B24Scripting
import Bitrix24
import JSON
import Journal

/// What is run, for the record.
struct RunSource: Sendable {
    /// `run`, `eval`, `call`, `repl`.
    var command: String
    /// A script's file, the Lua of `eval`, the method of `call`.
    var script: String?
    var scriptHash: String?
    /// The whole text of what is run.
    var text: String?
    var arguments: [String] = []

    /// - Parameter text: what to call it in the list of runs.
    init(_ command: String, text: String? = nil) {
        self.command = command
        script = text.map { String($0.prefix(200)) }
        self.text = text
    }

    /// A script in a file.
    init(script: String, text: String, arguments: [String]) {
        command = "run"
        self.script = script
        scriptHash = ContentHash(text.utf8).description
        self.text = text
        self.arguments = arguments
    }

    /// The facts on record. What is a credential in them is left out.
    func facts(_ context: Context, profile: String, domain: String?) throws -> RunFacts {
        var facts = RunFacts(
            command: command, folder: try Files.currentFolder(), profile: profile, version: B24.version)
        facts.script = script.map(Redaction.redact)
        facts.scriptHash = scriptHash
        facts.arguments = Self.redacted(arguments)
        facts.areArgumentsRedacted = facts.arguments != arguments
        facts.domain = domain
        facts.flags = context.settings.recordedFlags
        return facts
    }

    /// What the audit says of the run. The Lua of `eval` may hold what the audit must not: it is known by its hash alone.
    func auditFacts(_ context: Context, profile: String) -> AuditFacts {
        var facts = AuditFacts(profile: profile, command: command, version: B24.version)
        if command != "eval" { facts.script = script.map(Redaction.redact) }
        if command != "call" { facts.text = text }
        facts.holdsValues = context.settings.auditsValues
        return facts
    }

    static func redacted(_ arguments: [String]) -> [String] { arguments.map(Redaction.redact) }
}

extension Settings {
    /// The flags on which it depends what a script does.
    var recordedFlags: JSONObject {
        var flags = JSONObject()
        if assumesYes { flags["yes"] = true }
        if hasNoInput { flags["no_input"] = true }
        if keepsNoBefores { flags["no_undo"] = true }
        if continuesOnError { flags["on_error"] = "continue" }
        flags["max_writes"] = maxWrites.map { .integer(Int64($0)) }
        if !rules.allow.isEmpty { flags["allow"] = .array(rules.allow.map { .string($0.description) }) }
        if !rules.deny.isEmpty { flags["deny"] = .array(rules.deny.map { .string($0.description) }) }
        flags["sandbox"] = sandbox.map { .string($0.rawValue) }
        flags["timeout"] = timeout.map { .number($0.inSeconds) }
        flags["max_cpu"] = cpuLimit.map { .number($0.inSeconds) }
        flags["max_time"] = timeLimit.map { .number($0.inSeconds) }
        flags["max_memory"] = memoryLimit.map { .integer(Int64($0)) }
        return flags
    }

    /// Takes over the flags of a run; what this command line says for itself stays.
    mutating func take(_ flags: JSONObject) {
        assumesYes = assumesYes || flags["yes"] == true
        hasNoInput = hasNoInput || flags["no_input"] == true
        keepsNoBefores = keepsNoBefores || flags["no_undo"] == true
        continuesOnError = continuesOnError || flags["on_error"] == "continue"
        timeout = timeout ?? flags["timeout"]?.numberValue.map { .seconds($0) }
        cpuLimit = cpuLimit ?? flags["max_cpu"]?.numberValue.map { .seconds($0) }
        timeLimit = timeLimit ?? flags["max_time"]?.numberValue.map { .seconds($0) }
        maxWrites = maxWrites ?? flags["max_writes"]?.integerValue.map { Int($0) }
        // A run that goes on may never do more than when it began.
        let recorded = { (name: String) in
            (flags[name]?.arrayValue ?? []).compactMap(\.stringValue).compactMap { MethodRules.Rule($0) }
        }
        if case let allowed = recorded("allow"), !allowed.isEmpty { rules.allow = allowed }
        rules.deny += recorded("deny")
        sandbox = sandbox ?? flags["sandbox"]?.stringValue.flatMap(SandboxLevel.init)
        memoryLimit = memoryLimit ?? flags["max_memory"]?.integerValue.map { Int($0) }
    }
}

extension Duration {
    fileprivate var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
