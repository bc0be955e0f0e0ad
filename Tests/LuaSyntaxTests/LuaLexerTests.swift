import Testing

import LuaSyntax

@Suite struct LuaLexerTests {
    private static func letter(_ kind: LuaToken.Kind) -> String {
        switch kind {
        case .keyword: "k"
        case .name: "n"
        case .number: "d"
        case .string: "s"
        case .comment: "c"
        case .symbol: "o"
        case .invalid: "x"
        }
    }

    /// Under each byte the letter of its token; capitals where one is unfinished.
    private static func shape(_ text: String, _ tokens: [LuaToken]) -> String {
        var shape = text.utf8.map { $0 == 0x0A ? "\n" : " " }
        for token in tokens {
            let letter = letter(token.kind)
            for offset in token.range where shape[offset] != "\n" {
                shape[offset] = token.isUnfinished ? letter.uppercased() : letter
            }
        }
        return shape.joined()
    }

    /// Line by line, as an editor does: a token that has several lines comes once for each of them.
    private static func lines(_ text: String) -> String {
        var state = LuaLexer.State.code
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            shape(String(line), LuaLexer.tokens(line: String(line), state: &state))
        }.joined(separator: "\n")
    }

    static let cases: [(String, String)] = [
        ("local x = 1", "kkkkk n o d"), ("a.b:c(d)", "nononono"), ("goto done", "kkkk nnnn"), ("endx", "nnnn"),
        ("a==b~=c<=d>=e//f<<g>>h::i", "noonoonoonoonoonoonoonoon"), ("a...b..c", "nooonoon"),
        ("1 0x1F 3.14 .5 5. 1e10 1E-3 0x.8p+3 0xA.p1", "d dddd dddd dd dd dddd dddd ddddddd dddddd"),
        ("1a 0x 1..2 1e 0xp1 3x 0xfg", "xx xx xxxx xx xxxx xx xxxx"), ("1 ..2", "d ood"),
        ("'a' \"b\" 'it\\'s'", "sss sss sssssss"), ("'abc", "SSSS"), ("\"a\\\nb\" c", "SSS\nss n"),
        ("'a\nb", "SS\nn"), ("'a\\z  \n  b' c", "SSSSSS\nssss n"), ("'a\\z\n\n b'", "SSSS\n\nsss"),
        ("[[a]] b", "sssss n"), ("[==[a]]\n]==] b", "SSSSSSS\nssss n"), ("[=a", "oon"), ("[[\n]]", "SS\nss"),
        ("a[b[1]]", "nonodoo"), ("x -- y\nz", "n cccc\nn"), ("--[[a\nb]] c", "CCCCC\nccc n"),
        ("--[=[a]]b]=]c", "ccccccccccccn"),
        ("--[a\nb", "cccc\nn"), ("a ! b", "n x n"), ("имя = 1", "xxxxxx o d"), ("\"имя\"", "ssssssss"),
        ("", ""), ("\\", "x"), ("a]]", "noo"), ("[[]=]]]", "sssssso"), ("-", "o"), ("--", "cc"), ("#t", "on"),
    ]

    @Test(arguments: cases.indices) func tokens(_ index: Int) {
        let (text, shape) = Self.cases[index]
        #expect(Self.lines(text) == shape, "\(text.debugDescription)")
    }

    /// As a whole, every token is one; what is unfinished is that until the end of the text.
    @Test(arguments: [
        ("local x = 1", "kkkkk n o d"), ("\"a\\\nb\" c", "sss\nss n"), ("'a\nb", "SS\nn"), ("'a\\\r\nb'", "ssss\nss"),
        ("'a\\z  \n  b' c", "ssssss\nssss n"), ("[==[a]]\n]==] b", "sssssss\nssss n"), ("[[\na", "SS\nS"),
        ("--[[a\nb]] c", "ccccc\nccc n"), ("--[[a\nb", "CCCCC\nC"), ("-- a\nb", "cccc\nn"), ("-- a\r\nb", "cccc \nn"),
        ("'\\", "SS"), ("t[=", "noo"), ("andy end", "nnnn kkk"), ("1..2 1 ..2", "xxxx d ood"),
    ]) func wholeText(_ text: String, _ shape: String) {
        #expect(Self.shape(text, LuaLexer.tokens(text)) == shape, "\(text.debugDescription)")
    }

    @Test func wordsAndSigns() {
        for keyword in LuaKeyword.allCases {
            #expect(LuaLexer.tokens(keyword.rawValue).map(\.kind) == [.keyword(keyword)])
            #expect(LuaLexer.tokens(keyword.rawValue + "s").map(\.kind) == [.name])
        }
        for symbol in LuaSymbol.allCases {
            #expect(LuaLexer.tokens(symbol.rawValue + " x").map(\.kind) == [.symbol(symbol), .name])
        }
    }

    /// Any text has tokens in order, without overlap, and with white space alone between them.
    @Test(arguments: 0..<100) func anyText(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let pieces = [
            "[", "]", "=", "-", "\"", "'", "\\", "z", "\n", " ", "a", "1", "e", ".", "я", "0x", "[[", "--[[", "]]",
            "\u{0}",
        ]
        let text = (0..<100).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
        let bytes = Array(text.utf8)
        var end = 0
        for token in LuaLexer.tokens(text) {
            #expect(token.range.lowerBound >= end && !token.range.isEmpty)
            #expect(bytes[end..<token.range.lowerBound].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) })
            end = token.range.upperBound
        }
        #expect(bytes[end...].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) })
    }

    @Test(arguments: [
        LuaLexer.State.code, .longString(0), .longString(7), .longComment(0), .longComment(3),
        .string(quote: 0x22, skipsSpace: false), .string(quote: 0x27, skipsSpace: true),
    ]) func statesAsNumbers(_ state: LuaLexer.State) {
        #expect(LuaLexer.State(rawValue: state.rawValue) == state)
        #expect((state.rawValue == 0) == (state == .code))
    }
}

/// Numbers that are the same each time.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
