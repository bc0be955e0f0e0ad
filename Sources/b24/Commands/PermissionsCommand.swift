import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime

/// `b24 permissions probe|checklist|explain|audience|set`: `spa.permissions` without writing Lua.
struct PermissionsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "permissions", abstract: Texts.aboutPermissions[.ofProcess],
            discussion: Texts.discussionPermissions[.ofProcess],
            subcommands: [
                PermissionsProbeCommand.self, PermissionsChecklistCommand.self, PermissionsExplainCommand.self,
                PermissionsAudienceCommand.self, PermissionsSetCommand.self,
            ])
    }

    /// Calls a method of `spa.permissions`.
    ///
    /// - Parameters:
    ///   - arguments: Lua values, each as a literal.
    ///   - columns: the order of the members of rows; others come after them.
    ///   - telling: what a person gets, who has named no format, in place of a table of the rows.
    static func run(
        _ method: String, of spa: String, _ arguments: [LuaValue], columns: [String] = [], _ context: Context,
        telling: (([JSONValue]) -> String)? = nil
    ) async throws -> ExitStatus {
        let formatter = LuaFormatter(width: .max)
        let values = arguments.map { formatter.format($0) }.joined(separator: ", ")
        let lua = "return b24.spa(\(formatter.format(Self.spa(spa)))).permissions:\(method)(\(values))"
        let host = try ScriptHost(context, recording: .new(RunSource("permissions", text: method)))
        let session = host.session
        var result = await host.gather {
            try await session.evaluate(lua, chunkName: "permissions")
        }
        result.results = result.results.map { ordered($0, columns) }
        result.error = result.error?.withoutPosition
        if let telling, !context.settings.wantsEnvelope, context.settings.format == nil,
            case .array(let rows)? = result.results.first?.jsonValue
        {
            result.results = [.string(telling(rows))]
        }
        return await host.end(Presenter(context: context).show(result))
    }

    /// Tables of Lua have no order.
    private static func ordered(_ value: LuaValue, _ columns: [String]) -> LuaValue {
        guard case .array(let rows) = value.jsonValue, !columns.isEmpty else { return value }
        return LuaValue(
            inOrder: .array(
                rows.map { row in
                    guard case .object(let record) = row else { return row }
                    var sorted = JSONObject()
                    for column in columns where record[column] != nil { sorted[column] = record[column] }
                    for member in record.members where sorted[member.key] == nil { sorted[member.key] = member.value }
                    return .object(sorted)
                }))
    }

    /// A smart process by type id or title.
    static func spa(_ text: String) -> LuaValue { Int64(text).map { .integer($0) } ?? .string(text) }

    /// `CODE:ACTION:LEVEL[@FUNNEL][#STAGE]` as a grant of `spa.permissions`.
    static func grant(_ text: String) throws -> LuaValue {
        var rest = Substring(text)
        var fields: [(String, LuaValue?)] = []
        for (mark, name) in [("#", "stage"), ("@", "funnel")] {
            guard let range = rest.firstRange(of: mark) else { continue }
            fields.append((name, .string(String(rest[range.upperBound...]))))
            rest = rest[..<range.lowerBound]
        }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw Complaint.usage(Texts.oddGrant(text)) }
        for (name, part) in zip(["code", "action", "level"], parts) {
            fields.append((name, .string(String(part))))
        }
        return table(fields)
    }

    static func table(_ fields: [(String, LuaValue?)]) -> LuaValue {
        .table(LuaTable(fields: fields.compactMap { name, value in value.map { (name, $0) } }))
    }

    static func list(_ values: [LuaValue]) -> LuaValue? {
        values.isEmpty ? nil : .table(LuaTable(marker: .array, array: values))
    }
}

/// Which grants are meant.
struct GrantOptions: ParsableArguments {
    @Option(name: .customLong("grant"), help: help(Texts.optionGrant))
    var grants: [String] = []

    func list() throws -> LuaValue? { PermissionsCommand.list(try grants.map { try PermissionsCommand.grant($0) }) }
}

/// `b24 permissions probe`
struct PermissionsProbeCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "probe", abstract: Texts.aboutPermissionsProbe[.ofProcess],
            discussion: Texts.discussionPermissionsProbe[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentSPAs))
    var spas: [String]

    @Option(help: help(Texts.optionProbeProfiles), completion: .own(.profileList))
    var profiles: [String] = []

    @Option(help: help(Texts.optionProbeSample))
    var sample: Int = 3

    @Flag(help: help(Texts.optionHTML))
    var html = false

    func validate() throws {
        if sample < 0 { throw ValidationError(Texts.oddSample[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        let names = profiles.flatMap { $0.split(separator: ",").map(String.init) }
        let options = PermissionsCommand.table([
            ("profiles", PermissionsCommand.list(names.map { .string($0) })),
            ("spas", PermissionsCommand.list(spas.dropFirst().map(PermissionsCommand.spa))),
            ("sample", .integer(Int64(sample))),
            ("format", html ? .string("html") : nil),
        ])
        return try await PermissionsCommand.run(
            "probe", of: spas[0], [options], columns: ["spa", "object", "title", "check"] + names, context)
    }
}

/// `b24 permissions checklist`
struct PermissionsChecklistCommand: HostCommand {
    /// `--as`
    enum Form: String, ExpressibleByArgument, CaseIterable { case text, markdown, html }

    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "checklist", abstract: Texts.aboutPermissionsChecklist[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var wish: GrantOptions

    @Argument(help: help(Texts.argumentSPA))
    var spa: String

    @Flag(help: help(Texts.optionReplace))
    var replace = false

    @Option(name: .customLong("as"), help: help(Texts.optionChecklistForm))
    var form: Form = .text

    func execute(_ context: Context) async throws -> ExitStatus {
        let options = PermissionsCommand.table([
            ("grants", try wish.list()), ("replace", replace ? .boolean(true) : nil),
            ("format", .string(form.rawValue)),
        ])
        return try await PermissionsCommand.run("checklist", of: spa, [options], context)
    }
}

/// `b24 permissions explain`
struct PermissionsExplainCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "explain", abstract: Texts.aboutPermissionsExplain[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var wish: GrantOptions

    @Argument(help: help(Texts.argumentSPA))
    var spa: String

    @Argument(help: help(Texts.argumentExplainedUser))
    var user: String

    @Argument(
        help: help(Texts.argumentExplainedAction),
        completion: .list(["read", "add", "update", "delete", "import", "export", "automation"]))
    var action: String = "read"

    @Option(help: help(Texts.optionExplainFunnel))
    var funnel: String?

    @Option(help: help(Texts.optionExplainStage))
    var stage: String?

    @Option(help: help(Texts.optionExplainItem))
    var item: Int?

    func execute(_ context: Context) async throws -> ExitStatus {
        let options = PermissionsCommand.table([
            ("funnel", funnel.map { .string($0) }), ("stage", stage.map { .string($0) }),
            ("item", item.map { .integer(Int64($0)) }), ("grants", try wish.list()),
        ])
        return try await PermissionsCommand.run(
            "explain", of: spa, [.string(user), .string(action), options],
            columns: ["object", "title", "action", "allowed", "level", "by", "text"], context, telling: Self.paragraphs)
    }

    /// The sentences say everything, and are too long for a table.
    private static func paragraphs(_ rows: [JSONValue]) -> String {
        rows.map { row in
            let title = row["title"]?.stringValue ?? ""
            let object = row["object"]?.stringValue ?? ""
            return (title.isEmpty ? object : "\(title) (\(object))") + "\n  " + (row["text"]?.stringValue ?? "")
        }.joined(separator: "\n")
    }
}

/// `b24 permissions audience`
struct PermissionsAudienceCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "audience", abstract: Texts.aboutPermissionsAudience[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Argument(help: help(Texts.argumentSPA))
    var spa: String

    @Argument(help: help(Texts.argumentAudienceCodes))
    var codes: [String] = []

    @Flag(help: help(Texts.optionHTML))
    var html = false

    func execute(_ context: Context) async throws -> ExitStatus {
        let options = PermissionsCommand.table([
            ("codes", PermissionsCommand.list(codes.map { .string($0) })), ("format", html ? .string("html") : nil),
        ])
        return try await PermissionsCommand.run(
            "audience", of: spa, [options], columns: ["code", "audience", "user", "name", "through"], context)
    }
}

/// `b24 permissions set`
struct PermissionsSetCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "set", abstract: Texts.aboutPermissionsSet[.ofProcess],
            discussion: Texts.discussionPermissionsSet[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions
    @OptionGroup var wish: GrantOptions

    @Argument(help: help(Texts.argumentSPA))
    var spa: String

    @Flag(help: help(Texts.optionReplace))
    var replace = false

    @Option(help: help(Texts.optionGrantMethod))
    var method: String?

    func execute(_ context: Context) async throws -> ExitStatus {
        let options = PermissionsCommand.table([
            ("grants", try wish.list()), ("replace", replace ? .boolean(true) : nil),
            ("method", method.map { .string($0) }),
        ])
        return try await PermissionsCommand.run("set", of: spa, [options], context)
    }
}
