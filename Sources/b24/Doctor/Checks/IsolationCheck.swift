import B24Scripting

/// What holds an isolated script on this machine.
enum IsolationCheck {
    static func look() -> Check { decide(.available) }

    /// - Parameter available: the layers that the system has.
    static func decide(_ available: IsolationLayers) -> Check {
        let lacking = IsolationLayers.essential.subtracting(available)
        guard lacking.isEmpty else {
            return .warning(.isolation, Texts.isolatesNot(lacking.names), fix: Texts.isolatesFix)
        }
        let missing = IsolationLayers.wanted.subtracting(available)
        guard missing.isEmpty else {
            return .warning(
                .isolation, Texts.isolatesLess(available.names, without: missing.names), fix: Texts.isolatesLessFix)
        }
        return .ok(.isolation, Texts.isolates(available.names))
    }
}
