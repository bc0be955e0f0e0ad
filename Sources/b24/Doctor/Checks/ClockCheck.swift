import Bitrix24

/// Whether this machine's clock agrees with the portal's.
enum ClockCheck {
    /// - Parameter skew: by how many seconds the portal's clock is ahead; `nil` when its answer does not tell.
    static func decide(_ skew: Double?) -> Check {
        guard let skew else { return .skipped(.clock, Texts.noDate) }
        let seconds = Int(skew.rounded())
        guard abs(seconds) > ClockDifference.harmless else { return .ok(.clock, Texts.clockAgrees) }
        return .warning(.clock, ClockDifference.text(seconds: seconds), fix: Texts.setClock)
    }
}
