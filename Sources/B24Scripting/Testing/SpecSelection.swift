/// Which tests run, and in which order.
public struct SpecSelection: Sendable {
    /// Texts of which one must be in a test's name; none lets all through.
    public var filters: [String] = []
    /// Tags of which a test must have one; none lets all through.
    public var tags: Set<String> = []
    /// Tags that a test must not have.
    public var excludedTags: Set<String> = []
    /// Mixes the order; the same seed gives the same one.
    public var seed: UInt64?

    /// All tests, in their order.
    public init() {}

    /// The tests that run, in their order.
    public func choose(_ tests: [SpecTest]) -> [SpecTest] {
        let chosen = tests.filter { test in
            let lowered = test.name.lowercased()
            return (filters.isEmpty || filters.contains { lowered.contains($0.lowercased()) })
                && (tags.isEmpty || !tags.isDisjoint(with: test.tags)) && excludedTags.isDisjoint(with: test.tags)
        }
        return mixed(chosen)
    }

    /// Things in the order that the seed gives them; as they are without one.
    public func mixed<Element>(_ elements: [Element]) -> [Element] {
        guard let seed else { return elements }
        var generator = Generator(state: seed)
        return elements.shuffled(using: &generator)
    }

    /// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
