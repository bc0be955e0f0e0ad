import Foundation
import Testing

/// Every code block of README.md and docs/ does what the page says: see `CodeBlock`.
@Suite struct DocumentationTests {
    /// Pages whose blocks another test runs.
    static let elsewhere = ["docs/check.md": "ScriptCheckTests"]

    static let pages: [String] = {
        let files = FileManager.default.enumerator(atPath: Repository.root + "/docs")?.allObjects as? [String] ?? []
        let docs = files.filter { $0.hasSuffix(".md") && !$0.hasPrefix("reference/") && !$0.hasPrefix("api/") }
        return ["README.md"] + docs.map { "docs/" + $0 }.sorted().filter { elsewhere[$0] == nil }
    }()

    @Test(arguments: pages)
    func blocksRun(_ page: String) async throws {
        let blocks = try CodeBlock.all(of: page)
        let run = try PageRun(program: Self.program)
        for block in blocks { try await run.run(block) }
        try await run.end()
    }

    /// The files of the example program, without the indentation that a piece of them on a page does not have.
    static let program: String = {
        let folder = Repository.root + "/Examples/EmbeddingHost"
        let files = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        let texts = files.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".build") }.sorted().compactMap {
            try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
        }
        // At every depth: a piece of a method stands further left on a page.
        return [0, 4, 8, 12].flatMap { depth in
            texts.map { text in
                text.components(separatedBy: "\n").map { line in
                    line.prefix(depth).allSatisfy { $0 == " " } ? String(line.dropFirst(depth)) : line
                }.joined(separator: "\n")
            }
        }.joined(separator: "\n")
    }()

    /// Links between pages lead somewhere.
    @Test(arguments: pages + Array(elsewhere.keys))
    func linksLeadSomewhere(_ page: String) throws {
        let text = try String(contentsOfFile: Repository.root + "/" + page, encoding: .utf8)
        let folder = (Repository.root + "/" + page as NSString).deletingLastPathComponent
        for match in text.matches(of: /\]\(([^)#\s]+)(#[^)]*)?\)/) where !match.1.contains("://") {
            let isThere = FileManager.default.fileExists(atPath: folder + "/" + match.1)
            #expect(isThere, "\(page): \(match.1)")
        }
    }
}
