import Foundation
import Testing

import LineEditor
import Localization

/// The example of the documentation is this code.
@Suite struct ExampleTests {
    private static func example(
        stateFolder: String, variables: [String: String], withoutSecrets: @escaping @Sendable (String) -> String,
        isUnfinished: @escaping @Sendable (String) -> Bool,
        known: @escaping @Sendable (Substring) -> [CompletionCandidate],
        asked: @escaping @Sendable (Substring) async -> [CompletionCandidate], run: (String) async -> String
    ) async {
        // example
        let history = HistoryFile(path: stateFolder + "/history", rule: HistoryRule { withoutSecrets($0) })
        var configuration = LineEditor.Configuration(environment: variables, language: .ru)
        configuration.highlighter = LuaHighlighter(theme: configuration.theme)
        configuration.history = history
        configuration.fileSuffix = ".lua"
        configuration.status = { isUnfinished($0) ? .incomplete(indentation: "  ") : .complete }
        configuration.hinter = { context in context.lineBefore.hasSuffix("b24.call(") ? "method, params)" : nil }
        configuration.completer = { request, deliver in
            let word = request.word { $0.isLetter || $0 == "." }
            deliver(Completions(replacing: word.count, known(word)))
            Task { deliver(Completions(replacing: word.count, await asked(word))) }
        }
        let editor = LineEditor(configuration)
        while true {
            switch await editor.read(Prompt(StyledText("acme> ", TextStyle(6)))) {
            case .line(let entry):
                do { try history.add(entry) } catch { editor.printAbove("\(error)") }
                editor.printAbove(await run(entry))
            case .cancelled: editor.printAbove("Ctrl-D leaves.")
            case .end: return
            }
        }
        // end
    }

    @Test func theDocumentationShowsThisCode() throws {
        let here = URL(fileURLWithPath: #filePath)
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let source = try String(
            contentsOf: root.appendingPathComponent("Sources/LineEditor/LineEditor.swift"), encoding: .utf8)
        let shown = source.split(separator: "\n").drop { $0 != "/// ```swift" }.dropFirst().prefix { $0 != "/// ```" }
            .map { String($0.dropFirst(4)) }
        let compiled = try String(contentsOf: here, encoding: .utf8).split(separator: "\n")
            .drop { $0 != "        // example" }.dropFirst().prefix { $0 != "        // end" }.map {
                String($0.dropFirst(8))
            }
        #expect(!shown.isEmpty)
        #expect(shown == compiled)
    }
}
