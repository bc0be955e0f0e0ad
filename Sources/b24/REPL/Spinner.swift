import Localization

/// Shows that something runs, and for how long, once it has run for a while: a line below everything else, on a terminal
/// only, gone when something is written or asked and at the end.
struct Spinner {
    /// How long an entry may take without a word.
    static let patience = Duration.milliseconds(300)
    private static let pace = Duration.milliseconds(100)
    private static let frames = Array("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")

    let output: Output
    let isOn: Bool
    let language: Language

    /// Runs `body`, with the line while it takes long.
    func during<T>(isolation: isolated (any Actor)? = #isolation, _ body: () async -> T) async -> T {
        guard isOn else { return await body() }
        let (output, language) = (output, language)
        let turning = Task {
            let start = ContinuousClock.now
            do {
                try await Task.sleep(for: Self.patience)
                var turn = 0
                while true {
                    output.status(Self.text(turn, elapsed: ContinuousClock.now - start, language))
                    turn += 1
                    try await Task.sleep(for: Self.pace)
                }
            } catch {
                // The entry has ended.
            }
        }
        let result = await body()
        turning.cancel()
        await turning.value
        output.status(nil)
        return result
    }

    /// `⠹ 1.2 s  Ctrl-C stops it`
    static func text(_ turn: Int, elapsed: Duration, _ language: Language) -> String {
        let hint = elapsed >= .seconds(2) ? "  " + Texts.howToStop[language] : ""
        return "\(frames[turn % frames.count]) \(seconds(elapsed)) \(Texts.secondsUnit[language])\(hint)"
    }

    /// `7 ms`, `12.3 s`
    static func duration(_ duration: Duration, _ language: Language) -> String {
        duration < .seconds(1)
            ? "\(Int(duration / .milliseconds(1))) \(Texts.millisecondsUnit[language])"
            : "\(seconds(duration)) \(Texts.secondsUnit[language])"
    }

    /// `0.4`, `12.3`
    static func seconds(_ duration: Duration) -> String {
        let tenths = Int(duration / .milliseconds(100))
        return "\(tenths / 10).\(tenths % 10)"
    }
}
