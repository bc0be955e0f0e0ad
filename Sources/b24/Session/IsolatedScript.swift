import B24Scripting

/// Scripts in processes of their own: this program once more, in a mode that the command line does not list.
enum IsolatedScript {
    static let mode = "isolated-script"

    /// How they are started; `nil` where the system does not tell where this program is.
    static var isolation: Isolation? {
        Isolation.ownProgram.map { Isolation(program: $0, arguments: [mode]) }
    }
}
