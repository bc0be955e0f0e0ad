#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import LineEditor
import Localization

/// Reads entries and says what it read.
enum Reading {
    static func variables() -> [String: String] {
        var result: [String: String] = [:]
        for name in ["TERM", "NO_COLOR", "EDITOR", "VISUAL", "TMPDIR", "PATH"] {
            if let value = getenv(name) { result[name] = String(cString: value) }
        }
        return result
    }

    static func configuration() -> LineEditor.Configuration {
        let environment = variables()
        var configuration = LineEditor.Configuration(
            environment: environment, language: getenv("RUSSIAN") == nil ? .en : .ru)
        configuration.highlighter = LuaHighlighter()
        configuration.fileSuffix = ".lua"
        configuration.status = { $0.hasSuffix("do") ? .incomplete(indentation: "  ") : .complete }
        configuration.completer = { request, deliver in
            let word = request.word { $0.isLetter || $0.isNumber || $0 == "." }
            let all = Tour.functions.filter { $0.text.hasPrefix(word) }
            deliver(Completions(replacing: word.count, all))
        }
        configuration.hinter = { context in
            switch context.lineBefore {
            case "b24.call(": return "method, params)"
            case "!crash": fatalError("as asked")
            case "!abort": abort()
            case "!segv": raise(SIGSEGV)
            case "!deep": print(depth(1))
            case "!exit": exit(3)
            case "!term": kill(getpid(), SIGTERM)
            case "!stop": kill(getpid(), SIGTSTP)
            default: break
            }
            return nil
        }
        return configuration
    }

    /// Until the stack is full.
    private static func depth(_ number: Int) -> Int { number == 0 ? 0 : depth(number + 1) + 1 }

    /// Takes SIGTERM as an application may: for itself, and with `_exit`.
    static func takeSignals() {
        signal(SIGTERM) { _ in
            LineEditor.restoreTerminal()
            _exit(42)
        }
    }

    static func run(_ configuration: LineEditor.Configuration) async {
        let editor = LineEditor(configuration)
        let history = configuration.history
        while true {
            switch await editor.read("> ") {
            case .line(".exit"): return
            case .line("progress"):
                Task.detached {
                    for step in 1...3 { editor.printAbove("step \(step)") }
                }
            case .line(let text):
                try? history?.add(text)
                editor.printAbove("read \(text.debugDescription)")
            case .cancelled: editor.printAbove("cancelled")
            case .end:
                editor.printAbove("end")
                return
            }
        }
    }
}
