import Testing

/// How pages are read: what is shown, and what is not.
@Suite struct CodeBlockTests {
    private static let page = """
        # Title
        <!-- file: a.lua -->
        <!-- exits: 4 -->
        ```lua
        print(1)
        ```
        <!-- not run: too far above -->

        ```console
        $ b24 run \\
            a.lua     # why
        1
        $ b24 list
        ```
        """

    @Test func blocksAndTheirComments() {
        let blocks = CodeBlock.blocks(in: Self.page, page: "x.md")
        #expect(blocks.map(\.testDescription) == ["x.md:4", "x.md:9"])
        #expect(blocks[0].notes == ["file": "a.lua", "exits": "4"])
        #expect(blocks[0].text == "print(1)\n")
        #expect(blocks[1].notes.isEmpty)
        #expect(blocks[1].steps.map(\.command) == ["b24 run \\\n    a.lua     # why", "b24 list"])
        #expect(blocks[1].steps.map(\.output) == ["1\n", nil])
    }

    @Test(arguments: [
        ("a\n", "a\n", true), ("a\n", "b\n", false), ("a\n", "a\nb\n", false), ("a\n...\n", "a\nb\nc\n", true),
        ("...\nc\n", "a\nb\nc", true), ("id … (x)\n", "id 15 (x)\n", true), ("id … (x)\n", "id 15\n(x)\n", false),
        ("a  \n\n", "a\n", true), ("a.c\n", "abc\n", false), ("a\n...\n", "a\n", true),
    ])
    func shownOutput(_ shown: String, _ output: String, _ matches: Bool) {
        #expect(ShownOutput(text: shown).matches(output) == matches)
    }

    /// A block that nobody can run fails its test, with the reason.
    @Test func whatIsNotUnderstoodFails() async throws {
        let texts = [
            "```\n$ ls\n```", "```yaml\na: 1\n```", "```console\n$ false\n```", "```console\n$ echo a\nb\n```",
        ]
        let others = ["<!-- not run: -->\n```text\nx\n```", "<!-- ran: yes -->\n```lua\n```", "```lua\nerror()\n```"]
        for text in texts + others {
            let block = try #require(CodeBlock.blocks(in: text, page: "x.md").first)
            await withKnownIssue { try await PageRun(program: "").run(block) }
        }
    }
}
