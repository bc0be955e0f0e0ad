import LuaRuntime

/// What a run may use of the machine at most, and who has said so. The strictest word counts.
///
/// What is standard counts where neither the flag nor the profile says anything. A script can only lower what there is.
public struct RunLimits: Sendable, Equatable {
    /// One limit.
    public struct Limit<Amount: Comparable & Sendable>: Sendable, Equatable {
        /// How much.
        public var amount: Amount
        /// Who has set it.
        public var origin: LimitOrigin

        /// The strictest of what the flag and the profile say; what is standard when neither says anything.
        public init?(flag: Amount?, profile: Amount?, standard: Amount? = nil) {
            switch (flag, profile) {
            case (let flag?, let profile?): self.init(min(flag, profile), profile < flag ? .profile : .flag)
            case (let flag?, nil): self.init(flag, .flag)
            case (nil, let profile?): self.init(profile, .profile)
            case (nil, nil):
                guard let standard else { return nil }
                self.init(standard, .standard)
            }
        }

        /// A limit.
        public init(_ amount: Amount, _ origin: LimitOrigin = .standard) {
            self.amount = amount
            self.origin = origin
        }

        /// The stricter one of a limit and what the script says; `nil` when neither is there.
        static func lowered(_ limit: Limit?, by amount: Amount?) -> Limit? {
            guard let amount else { return limit }
            if let limit, limit.amount <= amount { return limit }
            return Limit(amount, .script)
        }
    }

    /// Bytes of Lua's memory.
    public var memory: Limit<Int>?
    /// Time that Lua computes; waiting for the portal, for people and for programs is not counted.
    public var cpu: Limit<Duration>?
    /// Time from the beginning to the end.
    public var time: Limit<Duration>?

    /// No limits but the standard memory.
    public init() { memory = Limit(LuaVM.Limits().memory, .standard) }

    /// Those of a machine; who has set them is not known.
    init(_ limits: LuaVM.Limits) {
        memory = Limit(limits.memory)
        cpu = limits.cpuTime.map { Limit($0) }
        time = limits.wallTime.map { Limit($0) }
    }

    /// The same, with what a script says of itself.
    func lowered(by script: ScriptLimits) -> RunLimits {
        var limits = self
        limits.memory = Limit.lowered(memory, by: script.memory)
        limits.cpu = Limit.lowered(cpu, by: script.cpu)
        limits.time = Limit.lowered(time, by: script.time)
        return limits
    }

    /// In the machine's form; what is no matter of people stays as it is.
    func applied(to limits: LuaVM.Limits) -> LuaVM.Limits {
        var result = limits
        result.memory = memory?.amount ?? 0
        result.cpuTime = cpu?.amount
        result.wallTime = time?.amount
        return result
    }
}

/// Who has set a limit.
public enum LimitOrigin: Sendable {
    /// b24 itself.
    case standard
    /// `--max-...`
    case flag
    /// `max_...` of the profile.
    case profile
    /// `@limit`, or `@needs max_writes`, of the script.
    case script
}
