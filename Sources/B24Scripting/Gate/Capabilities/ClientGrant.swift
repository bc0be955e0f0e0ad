import Bitrix24
import Synchronization

/// What the holder of a client may do. The functions of one `b24` table, and every object that was got through them,
/// share one of these: whoever has the table has what it may do, whoever calls.
///
/// A grant that was narrowed from another may do what both may. Nothing widens one.
final class ClientGrant: Sendable {
    /// Who has set the bounds.
    enum Bounds: Sendable {
        /// The script, for itself: `@needs`, `@read_only`.
        case declared(ScriptMetadata, arguments: [String])
        /// Who has called `b24.only`.
        case narrowed
    }

    private struct State {
        var bounds: Bounds?
        /// `nil` where no method was named.
        var capabilities: Capabilities?
        var budget = WriteBudget(nil)
        /// No file is opened that the script does not declare, also when it declares nothing.
        var requiresDeclaredFiles = false
    }

    private let parent: ClientGrant?
    private let state: Mutex<State>

    /// Everything, until a script says what it needs.
    init() {
        parent = nil
        state = Mutex(State())
    }

    /// What `parent` may do and `capabilities` name, both.
    init(narrowing parent: ClientGrant, to capabilities: Capabilities) {
        self.parent = parent
        state = Mutex(
            State(bounds: .narrowed, capabilities: capabilities, budget: WriteBudget(capabilities.maxWrites)))
    }

    /// From now on the holder may do what a script says of itself; one that says nothing has no bounds of its own.
    /// How many writes it may make is the run's business (``WriteGuard``).
    func declare(_ metadata: ScriptMetadata, arguments: [String]) {
        let isBounded = metadata.needs.contains { need in
            switch need.subject {
            case .methods, .files: true
            case .scopes, .maxWrites, .admin: false
            }
        }
        state.withLock { state in
            state.bounds =
                isBounded || metadata.isReadOnly || state.requiresDeclaredFiles
                ? .declared(metadata, arguments: arguments) : nil
            state.capabilities = metadata.declaresMethods ? Capabilities(metadata.needs) : nil
        }
    }

    /// From now on only files are opened that a script declares, or that were named to it.
    func requireDeclaredFiles() { state.withLock { $0.requiresDeclaredFiles = true } }

    /// The files of each narrowed client on the way to the script's own, for whoever opens them.
    var fileBounds: [[String]] {
        let own: [String]? = state.withLock { state in
            if case .narrowed? = state.bounds { state.capabilities?.files } else { nil }
        }
        return (own.map { [$0] } ?? []) + (parent?.fileBounds ?? [])
    }

    /// Refuses what the holder may not call; nothing has been sent.
    ///
    /// - Parameter isBasic: it only tells the credential about itself.
    /// - Throws: ``ModuleError`` of kind `policyDenied`.
    func admit(_ method: String, _ kind: Need.Kind, isBasic: Bool) throws {
        let (bounds, capabilities) = state.withLock { ($0.bounds, $0.capabilities) }
        if case .declared(let metadata, _)? = bounds, metadata.isReadOnly, kind != .read {
            throw CapabilityError.promised(method, kind)
        }
        if let capabilities, !isBasic, !capabilities.allow(method, kind) {
            switch bounds {
            case .narrowed?: throw CapabilityError.narrowed(method, kind)
            case .declared?, nil: throw CapabilityError.undeclared(method, kind)
            }
        }
        try parent?.admit(method, kind, isBasic: isBasic)
    }

    /// Takes room for writes that are sent together; all of them or none.
    func take(_ count: Int, _ method: String) throws {
        let limit = state.withLock { $0.budget.take(count) ? nil : $0.budget.limit }
        if let limit { throw CapabilityError.spent(limit, method) }
        try parent?.take(count, method)
    }

    /// Refuses a file that the holder may not open.
    ///
    /// - Parameters:
    ///   - path: as the script has it.
    ///   - real: without symbolic links and `..`.
    ///   - resolve: brings a path into that form.
    func admit(file path: String, real: String, resolve: (String) -> String) throws {
        let (bounds, capabilities, isStrict) = state.withLock {
            ($0.bounds, $0.capabilities, $0.requiresDeclaredFiles)
        }
        func isIn(_ folders: [String]) -> Bool {
            folders.map { $0.hasSuffix("/") && $0 != "/" ? resolve(String($0.dropLast())) : resolve($0) }.contains {
                real == $0 || real.hasPrefix($0 == "/" ? $0 : $0 + "/")
            }
        }
        switch bounds {
        case .declared(let metadata, let arguments)?:
            let declared = Capabilities(metadata.needs).files
            // What the person has named on the command line is for the script to open; a folder with a slash at its end.
            let isNamed = arguments.contains { argument in
                let value = argument.split(separator: "=", maxSplits: 1).last.map(String.init)
                return [argument, value].compactMap(\.self).contains { name in
                    !name.isEmpty && (name.hasSuffix("/") ? isIn([name]) : resolve(name) == real)
                }
            }
            if capabilities != nil || !declared.isEmpty || isStrict, !isNamed, !isIn(declared) {
                throw CapabilityError.undeclaredFile(path)
            }
        case .narrowed?:
            if let capabilities, !isIn(capabilities.files) { throw CapabilityError.narrowedFile(path) }
        case nil: if isStrict { throw CapabilityError.undeclaredFile(path) }
        }
        try parent?.admit(file: path, real: real, resolve: resolve)
    }
}
