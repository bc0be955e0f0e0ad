/// What makes a file a spec.
public enum SpecFile {
    /// The end of its name.
    public static let ending = "_spec.lua"

    /// The globals that it has beside those of other scripts (`b24.spec` puts them there).
    static let words: Set<String> = [
        "describe", "context", "expose", "insulate", "it", "spec", "test", "pending", "finally", "before_each",
        "after_each",
        "setup", "lazy_setup", "strict_setup", "teardown", "lazy_teardown", "strict_teardown", "spy", "stub", "mock",
        "match",
    ]
}
