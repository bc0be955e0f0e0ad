import Bitrix24
import JSON
import Localization
import LuaRuntime

/// REST calls on behalf of one call of a script: everything passes the gate with the script's position.
struct Desk: Sendable {
    let context: ModuleContext
    let position: SourcePosition?

    init(_ context: ModuleContext, _ call: HostCall) {
        self.init(context, position: call.position)
    }

    init(_ context: ModuleContext, position: SourcePosition?) {
        self.context = context
        self.position = position
    }

    /// Whether writes are only planned: what was not written cannot be read back from the portal.
    var isRehearsal: Bool { context.policy.dryRun }

    /// Sends one command.
    func send(_ method: String, _ parameters: JSONObject = [:]) async throws -> Response {
        try await context.gate.call(Command(method, parameters), position: position)
    }

    /// Sends one command; its result as a tree, for small answers that Swift reads.
    func ask(_ method: String, _ parameters: JSONObject = [:]) async throws -> JSONValue {
        try await send(method, parameters).result.value
    }

    /// Sends commands in order, in as few requests as possible.
    ///
    /// - Parameter isFree: they are worked out from the portal's state, and repeating them is harmless.
    func batch(_ commands: [Command], halt: Bool = false, isFree: Bool = false) async throws -> [CommandOutcome] {
        let keyed = commands.enumerated().map { (key: "c\($0)", command: $1) }
        return try await context.gate.batch(keyed, halt: halt, position: position, isFree: isFree)
    }

    /// A list, in a dry run that of a planned object too; nothing is read yet.
    func list(
        _ method: String, _ parameters: JSONObject = [:], limit: Int? = nil, paging: ListOptions.Paging? = nil,
        announces: Bool = true
    ) -> RowSource {
        var options = ListOptions()
        options.limit = limit
        options.paging = paging
        options.announces = announces
        return RowSource(context, Command(method, parameters), options, position: position)
    }

    /// All rows of a list.
    func rows(_ method: String, _ parameters: JSONObject = [:], limit: Int? = nil) async throws -> [JSONSlice] {
        let source = list(method, parameters, limit: limit)
        var rows: [JSONSlice] = []
        while let page = try await source.next() { rows += page }
        return rows
    }

    /// The total of a list. Never inlined: Swift 6.3.1 crashes where it splits an async closure with this body inside.
    @inline(never)
    func count(_ method: String, _ parameters: JSONObject = [:]) async throws -> Int {
        let command = Command(method, parameters)
        if let planned = context.gate.plannedRows(command) { return planned.count }
        return try await context.gate.count(command, position: position)
    }

    /// Looks at what has just been created, by `body`. A portal that fails meanwhile must not look as if nothing had been
    /// created: a script that tries again would create it twice.
    func readingBack<Value>(_ created: String, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PortalError {
            throw ModuleError(
                error.kind, DomainTexts.createdNotRead(created, error.message(.en), error.message(.ru)),
                hint: DomainTexts.createdNotReadHint, method: error.method, outcome: .unknown, cause: error)
        }
    }

    /// Says something on the console: to people, never to a pipe.
    func warn(_ text: LocalizedText) {
        context.talker.log(.warn, text[context.language])
    }
}

extension PortalError {
    /// Whether the portal said that there is no such thing.
    var isNotFound: Bool { kind == .notFound }
    /// Whether the caller is a guest, to whom all of CRM is closed: looking elsewhere would only give less.
    var isForExtranet: Bool { code.lowercased() == "allowed_only_intranet_user" }
    /// Whether the caller may not, as opposed to: it does not exist or does not work.
    var isAccessDenied: Bool { kind == .accessDenied }
    /// Whether the portal decided about this command: an observation, unlike a failure on the way or of the credential.
    var isVerdict: Bool {
        switch kind {
        case .authExpired, .authInvalid, .rateLimited, .overloaded, .operationTimeLimit, .serverError, .cancelled,
            .policyDenied:
            false
        default: kind == .notFound || status != nil
        }
    }
}
