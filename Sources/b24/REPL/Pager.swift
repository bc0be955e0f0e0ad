#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import B24Scripting
import Localization

/// Shows a text that is longer than the screen in `$PAGER`, or in `less`.
struct Pager {
    let output: Output
    let environment: Environment

    /// Writes a text to standard output, through the pager when it does not fit the terminal.
    func show(_ text: String) {
        guard Terminal.inputIsTerminal, let size = Terminal.size,
            Self.rows(of: text, columns: size.columns) >= size.rows,
            let command
        else { return output.data(text) }
        do throws(Child.Failure) {
            try Interrupts.shared.yielding { () throws(Child.Failure) in try Child.run(command, input: text + "\n") }
        } catch {
            // A pager that is quit with Ctrl-C has shown what there was to see.
            if case .cannotStart = error { output.data(text) }
        }
    }

    /// `nil` when there is none, or it is switched off: `PAGER=cat` or `PAGER=""`.
    private var command: String? {
        if let pager = getenv("PAGER").map({ String(cString: $0) }) {
            return pager.isEmpty || pager == "cat" ? nil : pager
        }
        // -F leaves at once when all fits, -X leaves the text on the screen, -R lets colours through.
        return Self.isInstalled("less") ? "less -R -F -X" : nil
    }

    private static func isInstalled(_ program: String) -> Bool {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { access($0 + "/" + program, X_OK) == 0 }
    }

    /// Rows of the screen that a text takes.
    static func rows(of text: String, columns: Int) -> Int {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).reduce(0) { rows, line in
            rows + max(1, (TextWidth.of(line) + columns - 1) / max(1, columns))
        }
    }
}
