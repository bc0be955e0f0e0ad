/// Asks once in a run for each library that a script requires, before anything of it runs; a refusal holds.
actor LibraryApprovals {
    private let approve: @Sendable ([ScriptLibrary]) async throws -> Void
    private var asked: [String: Task<Void, any Error>] = [:]

    init(_ approve: @escaping @Sendable ([ScriptLibrary]) async throws -> Void) { self.approve = approve }

    /// - Parameter libraries: a library and all that it needs, itself first.
    func check(_ libraries: [ScriptLibrary]) async throws {
        guard let first = libraries.first else { return }
        let approve = approve
        let task = asked[first.name] ?? Task { try await approve(libraries) }
        asked[first.name] = task
        do { try await task.value } catch let error as ScriptLibraryError { throw ModuleError(error) }
    }
}
