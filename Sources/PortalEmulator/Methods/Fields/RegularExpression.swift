extension String {
    /// Whether a pattern as PHP writes it (`/^[A-Z]+$/i`) matches somewhere; `nil` for a pattern that can't be read.
    func firstMatch(ofPattern pattern: String) -> Bool? {
        var body = pattern
        var ignoresCase = false
        if let delimiter = pattern.first, "/#~".contains(delimiter), let end = pattern.lastIndex(of: delimiter),
            end > pattern.startIndex
        {
            ignoresCase = pattern[end...].contains("i")
            body = String(pattern[pattern.index(after: pattern.startIndex)..<end])
        }
        guard let regex = try? Regex(body) else { return nil }
        return firstMatch(of: ignoresCase ? regex.ignoresCase() : regex) != nil
    }
}
