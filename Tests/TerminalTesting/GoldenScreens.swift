import Foundation
import Testing

/// Screens that were looked at once and stay so: one file with many, each below a line `=== name`.
///
/// With `B24_RECORD_SCREENS=1` in the environment the screens are written instead of compared; see
/// `Tests/b24Tests/Screens/README.md`.
package final class GoldenScreens {
    private let file: URL
    private let isRecording: Bool
    private var screens: [(name: String, text: String)] = []

    /// - Parameter file: where the screens are, in the folder of the tests.
    package init(_ file: URL) throws {
        self.file = file
        isRecording = ProcessInfo.processInfo.environment["B24_RECORD_SCREENS"] != nil
        if !isRecording { screens = Self.read(try String(contentsOf: file, encoding: .utf8)) }
    }

    /// Waits until the screen is the one of that name; or waits until it rests, and keeps it.
    package func expect(_ name: String, _ terminal: PseudoTerminal) throws {
        if isRecording {
            terminal.settle()
            return screens.append((name, terminal.screen.styled))
        }
        let wanted = try #require(screens.first { $0.name == name }?.text, "no screen is called \(name)")
        try terminal.wait("\(name):\n\(wanted)\n") { $0.screen.styled == wanted }
    }

    /// Writes what was recorded.
    package func finish() throws {
        guard isRecording else { return }
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let text = screens.map { "=== \($0.name)\n\($0.text)\n" }.joined(separator: "\n")
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private static func read(_ text: String) -> [(name: String, text: String)] {
        text.components(separatedBy: "=== ").dropFirst().map { part in
            let lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            var body = Array(lines.dropFirst())
            while body.last == "" { body.removeLast() }
            return (lines[0], body.joined(separator: "\n"))
        }
    }
}
