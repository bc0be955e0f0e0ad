import ArgumentParser

/// Colour, where it is wanted.
struct Style: Sendable {
    let isOn: Bool

    func bold(_ text: String) -> String { paint(text, "1") }
    func dim(_ text: String) -> String { paint(text, "2") }
    func red(_ text: String) -> String { paint(text, "1;31") }
    func green(_ text: String) -> String { paint(text, "32") }
    func yellow(_ text: String) -> String { paint(text, "33") }
    func cyan(_ text: String) -> String { paint(text, "36") }

    private func paint(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

/// `--color`
enum ColourChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case auto, always, never

    /// `auto` means a terminal that can show colour, and no `NO_COLOR`; that counts "when present and not an empty
    /// string" (https://no-color.org).
    ///
    /// - Parameter variables: of the process: `NO_COLOR`, `TERM`.
    func isOn(terminal: Bool, _ variables: [String: String]) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb" && terminal
        }
    }
}

/// `--log-format`
enum LogFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json
}
