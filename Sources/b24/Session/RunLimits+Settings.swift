import B24Scripting
import Credentials

extension RunLimits {
    /// The limits of a run. A prompt has no limit of time but those that somebody has set: a person sits there.
    init(_ settings: Settings, _ portal: Portal, isInteractive: Bool) {
        self.init()
        let profile = portal.profile
        memory = Limit(flag: settings.memoryLimit, profile: profile?.maxMemory, standard: memory?.amount)
        cpu = Limit(flag: settings.cpuLimit, profile: profile?.maxCPU, standard: isInteractive ? nil : .seconds(60))
        time = Limit(flag: settings.timeLimit, profile: profile?.maxTime)
    }

    /// The limits of a file of specs: one that hangs holds up no others for long.
    init(ofSpecs settings: Settings) {
        self.init()
        memory = Limit(flag: settings.memoryLimit, profile: nil, standard: memory?.amount)
        cpu = Limit(flag: settings.cpuLimit, profile: nil)
        time = Limit(flag: settings.timeLimit, profile: nil, standard: .seconds(60))
    }
}
