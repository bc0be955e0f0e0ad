import Testing

@testable import LineEditor

@Suite struct KeyDecoderTests {
    static let sequences: [(String, [Key])] = [
        ("a", [.character("a")]), ("я", [.character("я")]), ("日", [.character("日")]), ("👍", [.character("👍")]),
        ("\u{1}", [.control("a")]), ("\u{0}", [.control(" ")]), ("\u{1A}", [.control("z")]),
        ("\u{1F}", [.control("_")]),
        ("\u{1C}", [.control("\\")]), ("\r", [Key(.enter)]), ("\n", [.control("j")]), ("\t", [Key(.tab)]),
        ("\u{7F}", [Key(.backspace)]), ("\u{8}", [.control("h")]),
        ("\u{1B}b", [.alt("b")]), ("\u{1B}я", [.alt("я")]), ("\u{1B}\r", [Key(.enter, .alt)]),
        ("\u{1B}\u{7F}", [Key(.backspace, .alt)]), ("\u{1B}\u{8}", [Key(.character("h"), [.alt, .control])]),
        // xterm
        ("\u{1B}[A", [Key(.up)]), ("\u{1B}OA", [Key(.up)]), ("\u{1B}[H", [Key(.home)]), ("\u{1B}OF", [Key(.end)]),
        ("\u{1B}[1;5C", [Key(.right, .control)]), ("\u{1B}[1;3D", [Key(.left, .alt)]),
        ("\u{1B}[1;2A", [Key(.up, .shift)]), ("\u{1B}[1;6B", [Key(.down, [.control, .shift])]),
        ("\u{1B}[1;9D", [Key(.left, .alt)]), ("\u{1B}[3~", [Key(.delete)]), ("\u{1B}[3;5~", [Key(.delete, .control)]),
        ("\u{1B}[5~\u{1B}[6~", [Key(.pageUp), Key(.pageDown)]), ("\u{1B}[Z", [Key(.tab, .shift)]),
        ("\u{1B}OP", [Key(.function(1))]), ("\u{1B}[15~", [Key(.function(5))]),
        ("\u{1B}[24;2~", [Key(.function(12), .shift)]),
        ("\u{1B}[27;5;13~", [Key(.enter, .control)]), ("\u{1B}OM", [Key(.enter)]), ("\u{1B}Oj", [.character("*")]),
        // rxvt
        ("\u{1B}[7~\u{1B}[8~", [Key(.home), Key(.end)]), ("\u{1B}Oc", [Key(.right, .control)]),
        ("\u{1B}[d", [Key(.left, .shift)]), ("\u{1B}[3^", [Key(.delete, .control)]),
        ("\u{1B}[3$", [Key(.delete, .shift)]),
        ("\u{1B}[5@", [Key(.pageUp, [.control, .shift])]), ("\u{1B}\u{1B}[A", [Key(.up, .alt)]),
        // The Linux console, tmux, screen
        ("\u{1B}[[A", [Key(.function(1))]), ("\u{1B}[1~\u{1B}[4~", [Key(.home), Key(.end)]),
        // kitty
        ("\u{1B}[97;5u", [.control("a")]), ("\u{1B}[13;2u", [Key(.enter, .shift)]), ("\u{1B}[27u", [Key(.escape)]),
        ("\u{1B}[97;2u", [.character("A")]), ("\u{1B}[1092;3u", [.alt("ф")]), ("\u{1B}[97:65;6u", [.control("a")]),
        // Answers to somebody's questions, and what nobody knows.
        ("\u{1B}[?1;2cx", [.character("x")]), ("\u{1B}]11;rgb:0/0/0\u{7}x", [.character("x")]),
        ("\u{1B}]11;rgb:0/0/0\u{1B}\\x", [.character("x")]), ("\u{1B}P1$r0m\u{1B}\\x", [.character("x")]),
        ("\u{1B}[?2026;1$yx", [.character("x")]), ("\u{1B}[Ix", [.character("x")]), ("\u{1B}[99~x", [.character("x")]),
        ("\u{1B}[1;2\u{1}x", [.control("a"), .character("x")]),
        ("\u{1B}[яx", [.alt("["), .character("я"), .character("x")]),
        ("\u{1B}[200~a\rb\u{1B}[201~x", [Key(.paste("a\rb")), .character("x")]),
        ("\u{1B}[200~\u{1B}[201~", [Key(.paste(""))]),
        ("\u{1B}[200~\u{1B}[A\u{3}\u{1B}[201~", [Key(.paste("\u{1B}[A\u{3}"))]),
    ]

    @Test(arguments: sequences.indices) func whole(_ index: Int) {
        let (text, keys) = Self.sequences[index]
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array(text.utf8)) == keys, "\(text.debugDescription)")
        #expect(!decoder.isWaiting)
    }

    @Test(arguments: sequences.indices) func byteByByte(_ index: Int) {
        let (text, keys) = Self.sequences[index]
        var decoder = KeyDecoder()
        #expect(text.utf8.flatMap { decoder.feed([$0]) } == keys, "\(text.debugDescription)")
        #expect(!decoder.isWaiting)
    }

    static let lone: [(String, [Key])] = [
        ("\u{1B}", [Key(.escape)]), ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]),
        ("\u{1B}\u{1B}", [Key(.escape), Key(.escape)]),
        ("\u{1B}]", [.alt("]")]), ("a\u{1B}", [.character("a"), Key(.escape)]), ("\u{1B}[1;", []),
        ("\u{1B}]a", [.alt("]"), .character("a")]),
    ]

    @Test(arguments: lone.indices) func whenNothingFollows(_ index: Int) {
        let (text, keys) = Self.lone[index]
        var decoder = KeyDecoder()
        let first = decoder.feed(Array(text.utf8))
        #expect(decoder.isWaiting)
        #expect(first + decoder.timeout() == keys, "\(text.debugDescription)")
        #expect(!decoder.isWaiting)
        #expect(decoder.feed(Array("x".utf8)) == [.character("x")])
    }

    static let broken: [([UInt8], String)] = [
        ([0xFF, 0x61], "\u{FFFD}a"), ([0x80, 0x61], "\u{FFFD}a"), ([0xC3, 0x61], "\u{FFFD}a"),
        ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
        ([0xE2, 0x82, 0x61], "\u{FFFD}a"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0x91, 0xD1, 0x8F], "\u{FFFD}я"),
    ]

    @Test(arguments: broken.indices) func invalidBytes(_ index: Int) {
        let (bytes, text) = Self.broken[index]
        var decoder = KeyDecoder()
        #expect(decoder.feed(bytes) + decoder.timeout() == text.map { .character($0) })
    }

    /// Whatever comes, the letter after it is read.
    @Test(arguments: 0..<100) func anyBytes(_ seed: UInt64) {
        var random = Random(state: seed)
        let likely: [UInt8] = [
            0x1B, 0x5B, 0x4F, 0x5D, 0x3B, 0x31, 0x7E, 0x24, 0x75, 0xD1, 0x8F, 0xF0, 0x9F, 0x80, 0xFF,
        ]
        var decoder = KeyDecoder()
        for _ in 0..<200 {
            let byte = random.next() % 3 == 0 ? UInt8(random.next() & 0xFF) : likely[Int(random.next() % 15)]
            _ = decoder.feed([byte])
        }
        _ = decoder.timeout()
        if decoder.isWaiting { _ = decoder.timeout() }
        #expect(decoder.feed(Array("\u{1B}[201~".utf8)).count <= 1)
        #expect(decoder.feed(Array("z".utf8)) == [.character("z")])
    }

    @Test func aPasteMayEndInPieces() {
        var decoder = KeyDecoder()
        let bytes = Array("\u{1B}[200~one\u{1B}[20two\u{1B}[201~x".utf8)
        for cut in 1..<bytes.count {
            #expect(
                decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
                    == [Key(.paste("one\u{1B}[20two")), .character("x")])
        }
    }

    @Test func aPasteWaitsForItsEnd() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~a\u{1B}".utf8)).isEmpty)
        #expect(!decoder.isWaiting)
        #expect(decoder.timeout().isEmpty)
    }

    @Test func fiveThousandLinesAreOneKey() {
        let text = (1...5000).map { "print(\($0), \"строка\")" }.joined(separator: "\r")
        var decoder = KeyDecoder()
        var keys: [Key] = []
        let bytes = Array(("\u{1B}[200~" + text + "\u{1B}[201~").utf8)
        for start in stride(from: 0, to: bytes.count, by: 4095) {
            keys += decoder.feed(bytes[start..<min(start + 4095, bytes.count)])
        }
        var state = EditorState("|")
        #expect(keys.count == 1)
        #expect(state.apply(keys[0]) == .done)
        #expect(state.text.lines.count == 5000)
    }
}
