import Foundation
import Testing

/// A fenced block of a Markdown page, with the comments right above it that say how it is meant:
///
///     <!-- not run: a real portal is needed -->      the reason why nothing runs it
///     <!-- file: team/leave.lua -->                  it is written to a file, for later blocks of the page
///     <!-- exits: 4 -->                              with which code its last command, or `b24 check` of its file, ends
///     <!-- input: {webhook} -->                      what its commands read; {webhook} is one of the page's portal
///     <!-- hidden: {webhook} -->                     what its command `profile add` asks for on a terminal
///     <!-- until: Listening -->                      its command is interrupted when it has said that
struct CodeBlock: CustomTestStringConvertible {
    /// From the folder of the project.
    var page: String
    /// The line of the fence, from 1.
    var line: Int
    /// What stands behind the fence.
    var language: String
    var text: String
    /// The comments.
    var notes: [String: String] = [:]

    var testDescription: String { "\(page):\(line)" }

    /// The blocks of a page.
    static func all(of page: String) throws -> [CodeBlock] {
        blocks(in: try String(contentsOfFile: Repository.root + "/" + page, encoding: .utf8), page: page)
    }

    /// The blocks of a text.
    static func blocks(in text: String, page: String) -> [CodeBlock] {
        var blocks: [CodeBlock] = []
        var notes: [String: String] = [:]
        var open: CodeBlock?
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if var block = open {
                if line.hasPrefix("```") {
                    blocks.append(block)
                    open = nil
                } else {
                    block.text += line + "\n"
                    open = block
                }
            } else if line.hasPrefix("```") {
                open = CodeBlock(
                    page: page, line: index + 1, language: String(line.dropFirst(3)), text: "", notes: notes)
                notes = [:]
            } else if let note = note(line) {
                notes[note.name] = note.value
            } else {
                notes = [:]
            }
        }
        return blocks
    }

    /// `<!-- NAME: VALUE -->`
    private static func note(_ line: String) -> (name: String, value: String)? {
        guard line.hasPrefix("<!-- "), line.hasSuffix(" -->"), let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].dropLast(4)
        return (String(line[..<colon].dropFirst(5)), value.trimmingCharacters(in: .whitespaces))
    }

    /// With which code its last command, or the check of its file, ends.
    var exitCode: Int32 { notes["exits"].flatMap { Int32($0) } ?? 0 }

    /// A command of a `console` block and what the page says that it shows; `nil` when the page does not say.
    struct Step {
        var line: Int
        var command: String
        var output: String?
    }

    /// The commands of a `console` block. One that ends in a backslash goes on in the next line.
    var steps: [Step] {
        var steps: [Step] = []
        for (index, line) in text.components(separatedBy: "\n").dropLast().enumerated() {
            if line.hasPrefix("$ ") {
                steps.append(Step(line: self.line + 1 + index, command: String(line.dropFirst(2))))
            } else if let last = steps.last, last.output == nil, last.command.hasSuffix("\\") {
                steps[steps.count - 1].command += "\n" + line
            } else if !steps.isEmpty {
                steps[steps.count - 1].output = (steps[steps.count - 1].output ?? "") + line + "\n"
            }
        }
        return steps
    }
}
