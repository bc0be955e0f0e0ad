import Testing

@testable import PortalEmulator

@Suite struct TextFoldingTests {
    @Test(arguments: [
        ("", "", true), ("", "%", true), ("a", "", false), ("abc", "abc", true), ("abc", "ABC", false),
        ("abc", "a%", true),
        ("abc", "%c", true), ("abc", "%b%", true), ("abc", "a_c", true), ("abc", "a__", true), ("abc", "a_", false),
        ("abc", "%_c", true), ("aXbXc", "a%X%c", true), ("aaab", "%aab", true), ("aaab", "%aac", false),
        ("100%", "100\\%", true), ("1000", "100\\%", false), ("a_b", "a\\_b", true), ("axb", "a\\_b", false),
        ("Ёлка", "_лка", true), ("a\\b", "a\\\\b", true),
    ])
    func like(text: String, pattern: String, isMatch: Bool) {
        #expect(TextFolding.matches(Array(text)[...], Array(pattern)[...]) == isMatch)
    }
}
