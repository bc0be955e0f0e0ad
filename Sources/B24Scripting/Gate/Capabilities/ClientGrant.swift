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
        /// Who has allowed a library what it needs.
        case library(LibraryMark, arguments: [String])
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
    /// Of a library: the grant of the script. Its promise to write nothing holds for the whole run, its needs are its own.
    private let script: ClientGrant?
    private let state: Mutex<State>

    /// Everything, until a script says what it needs.
    init() {
        parent = nil
        script = nil
        state = Mutex(State())
    }

    /// What `parent` may do, until a script says that it needs less.
    init(within parent: ClientGrant) {
        self.parent = parent
        script = nil
        state = Mutex(State())
    }

    /// What a library was allowed: beside what the script that uses it may do, not within it.
    init(of library: LibraryMark, _ capabilities: Capabilities, arguments: [String], script: ClientGrant) {
        parent = nil
        self.script = script
        state = Mutex(
            State(
                bounds: .library(library, arguments: arguments), capabilities: capabilities,
                budget: WriteBudget(capabilities.maxWrites)))
    }

    /// What `parent` may do and `capabilities` name, both.
    init(narrowing parent: ClientGrant, to capabilities: Capabilities) {
        self.parent = parent
        script = nil
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
        if kind != .read, promisesToWriteNothing || script?.promisesToWriteNothing == true {
            throw CapabilityError.promised(method, kind)
        }
        if let capabilities, !isBasic, !capabilities.allow(method, kind) {
            switch bounds {
            case .narrowed?: throw CapabilityError.narrowed(method, kind)
            case .library(let library, _)?: throw CapabilityError.undeclared(method, kind, by: library)
            case .declared?, nil: throw CapabilityError.undeclared(method, kind)
            }
        }
        try parent?.admit(method, kind, isBasic: isBasic)
    }

    private var promisesToWriteNothing: Bool {
        if case .declared(let metadata, _)? = state.withLock({ $0.bounds }) { metadata.isReadOnly } else { false }
    }

    /// Takes room for writes that are sent together; all of them or none.
    func take(_ count: Int, _ method: String) throws {
        let (limit, bounds) = state.withLock { ($0.budget.take(count) ? nil : $0.budget.limit, $0.bounds) }
        if let limit {
            if case .library(let library, _)? = bounds { throw CapabilityError.spent(limit, method, by: library) }
            throw CapabilityError.spent(limit, method)
        }
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
        // What the person has named on the command line is for the script to open; a folder with a slash at its end.
        func isNamed(_ arguments: [String]) -> Bool {
            arguments.contains { argument in
                let value = argument.split(separator: "=", maxSplits: 1).last.map(String.init)
                return [argument, value].compactMap(\.self).contains { name in
                    !name.isEmpty && (name.hasSuffix("/") ? isIn([name]) : resolve(name) == real)
                }
            }
        }
        let files = capabilities?.files ?? []
        switch bounds {
        case .declared(let metadata, let arguments)?:
            let declared = Capabilities(metadata.needs).files
            if capabilities != nil || !declared.isEmpty || isStrict, !isNamed(arguments), !isIn(declared) {
                throw CapabilityError.undeclaredFile(path)
            }
        case .narrowed?: if capabilities != nil, !isIn(files) { throw CapabilityError.narrowedFile(path) }
        case .library(let library, let arguments)?:
            if !isNamed(arguments), !isIn(files) { throw CapabilityError.undeclaredFile(path, by: library) }
        case nil: if isStrict { throw CapabilityError.undeclaredFile(path) }
        }
        try parent?.admit(file: path, real: real, resolve: resolve)
    }
}
