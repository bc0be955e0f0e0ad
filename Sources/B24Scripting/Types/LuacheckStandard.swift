import Bitrix24
import LuaRuntime

/// What luacheck has to know to find names that are not there: the globals of scripts with what is in them, taken from the
/// registry and from live Lua states. `.luacheckrc` holds it between two marks, so that it can be renewed.
public enum LuacheckStandard {
    static let begin = "-- b24: begin. b24 types renews these lines."
    static let end = "-- b24: end"

    /// The standards `b24` (scripts at level `team`), `b24_trusted` (what `trusted` has besides) and `b24_spec` (the words
    /// of specs), between the marks.
    ///
    /// - Throws: ``/LuaRuntime/LuaVM/Unavailable``.
    public static func block() async throws -> String {
        let team = try await globals(.team)
        let trusted = try await globals(.trusted)
        var lines = [begin]
        lines += standard("b24", team)
        lines += standard("b24_trusted", trusted.filter { name, value in team[name] != value })
        var words = Dictionary(SpecFile.words.map { ($0, Value.open) }) { $1 }
        // Not Lua's own function there.
        words["assert"] = .open
        lines += standard("b24_spec", words)
        return (lines + [end]).joined(separator: "\n") + "\n"
    }

    /// A text with its block renewed; `nil` when it has none.
    public static func renewed(_ text: String, _ block: String) -> String? {
        guard let start = text.range(of: begin), let last = text.range(of: end + "\n", after: start.upperBound) else {
            return nil
        }
        return text[..<start.lowerBound] + block + text[last.upperBound...]
    }

    // MARK: Globals

    private indirect enum Value: Equatable {
        /// Nothing is in it.
        case function
        /// Whatever is in it, if anything.
        case open
        case table([String: Value])
    }

    private static func globals(_ level: SandboxLevel) async throws -> [String: Value] {
        var configuration = ScriptSession.Configuration(connect: { throw PortalError(kind: .cancelled) })
        configuration.sandbox = level
        let session = try ScriptSession(configuration)
        var globals: [String: Value] = [:]
        for member in await session.members(of: []) where member.name != "b24" {
            var value = member.type == "function" ? Value.function : .open
            if member.type == "table", member.name != "_G" {
                var fields: [String: Value] = [:]
                for field in await session.members(of: [member.name]) {
                    fields[field.name] = field.type == "function" ? .function : .open
                }
                value = .table(fields)
            }
            globals[member.name] = value
        }
        await session.close()
        globals["b24"] = module
        return globals
    }

    /// From the registry: what is asked from a portal has no fields before.
    private static var module: Value {
        let values = Families.all.flatMap { $0.values(.documentation) }.map { ($0.name, Value.open) }
        let names = ScriptSession.functions.map { ($0.name, Value.function) } + values
        return table(
            of: names.filter { $0.0.hasPrefix("b24.") }.map {
                ($0.0.split(separator: ".").dropFirst().map(String.init)[...], $0.1)
            })
    }

    private static func table(of paths: [(rest: ArraySlice<String>, value: Value)]) -> Value {
        var members: [String: [(rest: ArraySlice<String>, value: Value)]] = [:]
        for path in paths {
            if let first = path.rest.first {
                members[first, default: []].append((path.rest.dropFirst(), path.value))
            }
        }
        return .table(
            members.mapValues { paths in
                // b24.spa is a function that has others.
                let inner = paths.filter { !$0.rest.isEmpty }
                return inner.isEmpty ? paths[0].value : table(of: inner)
            })
    }

    // MARK: Lua

    private static func standard(_ name: String, _ globals: [String: Value]) -> [String] {
        var lines = ["stds.\(name) = { read_globals = {"]
        for name in globals.keys.sorted() { lines += entry(name, globals[name] ?? .open, indent: "  ") }
        return lines + ["} }"]
    }

    private static func entry(_ name: String, _ value: Value, indent: String) -> [String] {
        let key = StubText.isName(name) ? name : "[\(StubText.quoted(name))]"
        let fields: [String: Value]
        switch value {
        case .open: return ["\(indent)\(key) = { other_fields = true },"]
        case .function: return ["\(indent)\(key) = {},"]
        case .table(let members): fields = members
        }
        var lines = ["\(indent)\(key) = { fields = {"]
        for name in fields.keys.sorted() { lines += entry(name, fields[name] ?? .open, indent: indent + "  ") }
        return lines + ["\(indent)} },"]
    }
}

extension String {
    fileprivate func range(of part: String, after start: String.Index? = nil) -> Range<String.Index>? {
        self[(start ?? startIndex)...].firstRange(of: part)
    }
}
