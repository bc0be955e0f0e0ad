import Foundation
import PortalEmulator
import TOML
import Testing

/// Runs the blocks of one page, in their order, in one home folder: what a block leaves, the next one finds.
final class PageRun {
    private let home: Home
    private let folder: String
    private var portal: LocalPortal?
    /// The Swift that blocks have to be pieces of.
    private let program: String

    /// What the portal that stands in for a real one is called on pages.
    private static let shownAddress = "acme.bitrix24.com"

    init(program: String) throws {
        self.program = program
        home = try Home()
        folder = home.path + "/work"
        try home.write("work/.keep", "")
        for name in ["Examples", "scripts", "stdlib"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/" + name, withDestinationPath: Repository.root + "/" + name)
        }
    }

    func run(_ block: CodeBlock) async throws {
        let place = SourceLocation(
            fileID: "docs/\(block.page)", filePath: Repository.root + "/" + block.page, line: block.line, column: 1)
        func complain(_ text: String) { Issue.record("\(block.testDescription): \(text)", sourceLocation: place) }

        let unknown = block.notes.keys.filter {
            !["not run", "file", "exits", "input", "hidden", "until"].contains($0)
        }
        if !unknown.isEmpty { return complain("no such comment: \(unknown.sorted())") }
        if let reason = block.notes["not run"] {
            if reason.isEmpty { complain("why is it not run?") }
            return
        }
        if let file = block.notes["file"] { try home.write("work/" + file, block.text) }
        switch block.language {
        case "console":
            if block.text.contains("git.acme.ru"), !home.has("git") { try await CompanyGit.set(up: home) }
            if block.steps.isEmpty { complain("no line begins with $") }
            for step in block.steps {
                // It would be waited for until somebody stops it.
                if step.command.contains("portal serve"), block.notes["until"] == nil {
                    return complain("\(step.command) goes on: <!-- until: TEXT --> says when it is enough")
                }
                let isLast = step.line == block.steps.last?.line
                if let problem = try await run(step, of: block, isLast: isLast) { complain(problem) }
            }
        case "lua":
            // What is a file is run by the commands of the page; it has to be free of mistakes by itself.
            let isFile = block.notes["file"] != nil
            let file = try block.notes["file"] ?? scratch(block)
            let command = isFile ? ["check"] : ["run", "--profile", "demo", "--yes"]
            let running = try home.start(command + [file], folder: folder)
            running.closeInput()
            let run = await running.end()
            if run.status != block.exitCode { complain(run.testDescription) }
        case "toml":
            do { _ = try TOMLDocument(block.text) } catch { complain("\(error)") }
        case "json":
            for line in block.text.split(separator: "\n") {
                if (try? JSONSerialization.jsonObject(with: Data(line.utf8))) == nil { complain("no JSON: \(line)") }
            }
        case "swift":
            for piece in block.text.components(separatedBy: "\n\n") where !program.contains(Self.unindented(piece)) {
                complain("the example program does not have this:\n\(piece)")
            }
        default:
            complain("what is '\(block.language)'? console, lua, toml, json, swift, or <!-- not run: WHY -->")
        }
    }

    func end() async throws { try await portal?.stop() }

    /// The file of a block that says no name.
    private func scratch(_ block: CodeBlock) throws -> String {
        let name = "../block-\(block.line).lua"
        try home.write("block-\(block.line).lua", block.text)
        return name
    }

    // MARK: Commands

    /// - Returns: what is wrong.
    private func run(_ step: CodeBlock.Step, of block: CodeBlock, isLast: Bool) async throws -> String? {
        let programs = RunningProgram.executable.deletingLastPathComponent().path
        // Where no keyring is, secrets lie under a passphrase.
        let variables = [
            "PATH": programs + ":/usr/bin:/bin", "B24_PASSPHRASE": "a long passphrase", "LC_ALL": "C.UTF-8",
        ]
        // What a person types where it is not shown, a program hands over.
        let command =
            block.notes["hidden"] == nil
            ? step.command : step.command.replacing("profile add", with: "profile add --webhook-stdin")
        let running = try home.start(
            ["-c", "exec 2>&1; " + (block.notes["until"] == nil ? "" : "exec ") + command], environment: variables,
            folder: folder, program: "/bin/sh")
        running.write(try await filled(block.notes["hidden"] ?? block.notes["input"] ?? ""))
        running.closeInput()
        if let end = block.notes["until"] {
            let output = await running.output(until: end)
            running.signal(SIGINT)
            _ = await running.end()
            return output.contains(end) ? nil : "\(step.command)\n\(output)"
        }
        return problem(
            of: await running.end(), step, code: isLast ? block.exitCode : 0)
    }

    private func problem(of run: Run, _ step: CodeBlock.Step, code: Int32) -> String? {
        let output = shown(run.output, asIn: step.output)
        if run.status != code { return "line \(step.line) ended with \(run.status): \(step.command)\n\(output)" }
        guard let expected = step.output, !ShownOutput(text: expected).matches(output) else { return nil }
        return "line \(step.line): \(step.command)\n--- shown\n\(expected)--- really\n\(output)"
    }

    private func filled(_ input: String) async throws -> String {
        guard !input.isEmpty else { return "" }
        guard input.contains("{webhook}") else { return input + "\n" }
        let portal: LocalPortal
        if let known = self.portal { portal = known } else { portal = try await LocalPortal.start() }
        self.portal = portal
        return input.replacing("{webhook}", with: try await portal.webhook()) + "\n"
    }

    /// Output as pages show it: the page's portal by its name there, and without the line that every command on the demo
    /// portal begins with, unless the page has it.
    private func shown(_ output: String, asIn expected: String?) -> String {
        var output = output
        if let address = portal?.address.dropFirst("http://".count) {
            output = output.replacing(address, with: Self.shownAddress)
        }
        let notice = "b24: no portal is configured"
        guard expected?.contains(notice) != true else { return output }
        return output.components(separatedBy: "\n").filter { !$0.hasPrefix(notice) }.joined(separator: "\n")
    }

    /// Without the spaces that all lines begin with, and those at their ends.
    static func unindented(_ text: String) -> String {
        let lines = text.components(separatedBy: "\n")
        let indents = lines.filter { !$0.allSatisfy { $0 == " " } }.map { $0.prefix { $0 == " " }.count }
        let indent = indents.min() ?? 0
        return lines.map { String($0.dropFirst(indent)) }.joined(separator: "\n").trimmingCharacters(in: .newlines)
    }
}
