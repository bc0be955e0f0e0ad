/// Chance without a stream: a number that depends on the seed, the fault and the count of its matches alone. Whatever
/// other methods do in between, the n-th match of a fault falls the same way.
struct FaultDice: Sendable {
    let seed: UInt64

    /// What a number is for: the same match needs independent ones.
    enum Purpose: UInt64 { case rate, latency }

    /// A number from 0 (included) to 1 (excluded).
    ///
    /// - Parameters:
    ///   - fault: its place in the list.
    ///   - match: the number of the matching request, from 1.
    func roll(fault: Int, match: Int, for purpose: Purpose) -> Double {
        var state = Self.mixed(seed)
        for part in [UInt64(fault), UInt64(match), purpose.rawValue] { state = Self.mixed(state ^ Self.mixed(part)) }
        return Double(state >> 11) * 0x1p-53
    }

    /// The output function of SplitMix64.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var bits = value &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
