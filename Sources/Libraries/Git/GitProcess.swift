#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs the system's git: words, never a shell.
struct GitProcess: Sendable {
    /// For its input and output, and the repository that it works in.
    let folder: String
    /// Whether a person can be asked for a password.
    let canAsk: Bool
    /// The transports that it may use.
    let transports: String
    /// The repository; `nil` for one in ``folder``.
    var repository: String?

    /// - Parameter words: after `git` and the options that make it harmless.
    func run(_ words: [String], input: [UInt8] = []) throws(LibraryError) -> Child.End {
        try Child.run(
            ["git"] + GitRules.options(repository: repository ?? folder + "/repository") + words,
            GitRules.environment(Self.environment, canAsk: canAsk, transports: transports), in: folder, input: input)
    }

    private static var environment: [String] {
        var variables: [String] = []
        var next = environ
        while let variable = next.pointee {
            variables.append(String(cString: variable))
            next += 1
        }
        return variables
    }
}
