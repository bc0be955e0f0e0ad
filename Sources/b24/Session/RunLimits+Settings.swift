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
}
