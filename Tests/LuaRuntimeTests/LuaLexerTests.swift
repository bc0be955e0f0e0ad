import Testing

@testable import LuaRuntime

@Suite struct LuaLexerTests {
    @Test(arguments: [
        ("local x = 1", "k:local n:x s:= #:1"),
        ("a..b ...", "n:a s:.. n:b s:..."),
        ("1..2", "#:1 s:.. #:2"),
        ("0xFFp-3 1e+5 3.14 .5 0x.8p1", "#:0xFFp-3 #:1e+5 #:3.14 #:.5 #:0x.8p1"),
        ("x //= 2 >> 3 ~= 4 :: 5", "n:x s:// s:= #:2 s:>> #:3 s:~= #:4 s::: #:5"),
        (#""a\"b" 'c'"#, #"S:"a\"b" S:'c'"#),
        ("\"open", "S!:\"open"),
        ("'line\nx", "S!:'line n:x"),
        ("'a\\\nb'", "S:'a\\\nb'"),
        ("'a\\z  \n b'", "S:'a\\z  \n b'"),
        ("[[a]b]] [==[x]=]y]==]", "S:[[a]b]] S:[==[x]=]y]==]"),
        ("[[open", "S!:[[open"), ("t[i]", "n:t s:[ n:i s:]"), ("t[=", "n:t s:[ s:="),
        ("-- to the end\nx", "C:-- to the end n:x"), ("--[[ a\nb ]] x", "C:--[[ a\nb ]] n:x"), ("--[[ a", "C!:--[[ a"),
        ("--[=x", "C:--[=x"), ("имя = 1", "?:и ?:м ?:я s:= #:1"), ("a\t\n\r b", "n:a n:b"), ("", ""),
        ("andy end", "n:andy k:end"), ("@", "?:@"), ("'\\", "S!:'\\"),
    ])
    func tokens(source: String, expected: String) {
        let bytes = Array(source.utf8)
        let text = LuaLexer.tokens(source).map { token in
            let mark =
                switch token.kind {
                case .name: "n"
                case .keyword: "k"
                case .number: "#"
                case .string(let isClosed): isClosed ? "S" : "S!"
                case .comment(let isClosed): isClosed ? "C" : "C!"
                case .symbol: "s"
                case .unknown: "?"
                }
            return mark + ":" + String(decoding: bytes[token.range], as: UTF8.self)
        }.joined(separator: " ")
        #expect(text == expected)
    }
}
