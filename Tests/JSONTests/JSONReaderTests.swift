import JSON
import Testing

@Suite struct JSONReaderTests {
    static let valid: [(String, JSONValue)] = [
        ("null", JSONValue.null),
        (" true ", true),
        ("false", false),
        ("0", 0),
        ("-0", 0),
        ("42", 42),
        ("-17", -17),
        ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number(0x1p63)),
        ("-9223372036854775809", .number(-0x1p63)),
        ("123456789012345678901234567890", .number(1.2345678901234568e29)),
        ("1.5", 1.5),
        ("1e3", .number(1000)),
        ("-2.5E-2", .number(-0.025)),
        ("1757.1234567", .number(1757.1234567)),
        ("\"\"", ""),
        ("\"смарт-процесс\"", "смарт-процесс"),
        (#""a\"b\\c\/d\b\f\n\r\t""#, "a\"b\\c/d\u{8}\u{C}\n\r\t"),
        (#""\u0441\u043C\u0430\u0440\u0442""#, "смарт"),
        (#""\uD83D\uDE00!""#, "😀!"),
        ("[]", []),
        ("{}", [:]),
        ("[1, [2, {\"a\" : null}] ]", [1, [2, ["a": nil]]]),
        ("{\"a\":1,\"b\":{\"c\":[]}}", ["a": 1, "b": ["c": []]]),
        ("{\"a\":1,\"a\":2}", ["a": 2]),
    ]

    @Test(arguments: valid)
    func reads(_ text: String, _ expected: JSONValue) throws {
        #expect(try JSONReader.value(text.utf8) == expected)
    }

    @Test(arguments: [#""\uD83D""#, #""\uDE00""#, #""\uD83Dx""#, #""\uD83D\n""#, #""\uD83D\u0041""#])
    func halfSurrogatesBecomeReplacementCharacters(_ text: String) throws {
        let value = try JSONReader.value(text.utf8).stringValue
        #expect(value?.unicodeScalars.first == "\u{FFFD}")
    }

    static let invalid: [(String, Int, JSONError.Reason)] = [
        ("", 0, JSONError.Reason.endOfInput),
        ("   ", 3, .endOfInput),
        ("{", 1, .endOfInput),
        ("[1", 2, .endOfInput),
        ("[1,", 3, .endOfInput),
        ("[1,]", 3, .unexpectedByte),
        ("{\"a\"}", 4, .unexpectedByte),
        ("{\"a\":}", 5, .unexpectedByte),
        ("{\"a\":1,}", 7, .unexpectedByte),
        ("{a:1}", 1, .unexpectedByte),
        ("'a'", 0, .unexpectedByte),
        ("tru", 3, .endOfInput),
        ("trux", 3, .unexpectedByte),
        ("nul", 3, .endOfInput),
        ("NaN", 0, .unexpectedByte),
        ("01", 1, .invalidNumber),
        ("-", 1, .endOfInput),
        ("-a", 1, .invalidNumber),
        ("1.", 2, .endOfInput),
        ("1.x", 2, .invalidNumber),
        ("1e", 2, .endOfInput),
        ("1e400", 0, .invalidNumber),
        ("\"a", 2, .endOfInput),
        ("\"a\u{1}\"", 2, .unexpectedByte),
        ("\"\\x\"", 2, .invalidEscape),
        ("\"\\u12g4\"", 5, .invalidEscape),
        ("\"\\u12", 5, .endOfInput),
        ("1 2", 2, .trailingBytes),
        ("{} x", 3, .trailingBytes),
    ]

    @Test(arguments: invalid)
    func refuses(_ text: String, _ offset: Int, _ reason: JSONError.Reason) {
        #expect(throws: JSONError(offset: offset, reason: reason)) { try JSONReader.value(text.utf8) }
    }

    @Test(arguments: [
        [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8],
        [0xE2, 0x82], [0xF0, 0x9F, 0x98],
    ])
    func refusesBadUTF8(_ bytes: [Int]) {
        let text = Array("\"ascii ascii ascii ".utf8) + bytes.map(UInt8.init) + Array("\"".utf8)
        #expect(throws: JSONError(offset: 19, reason: .invalidUTF8)) { try JSONReader.value(text) }
    }

    /// Wherever it stands: text is checked in blocks.
    @Test(arguments: [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x41], [0xD0, 0xD0, 0x90], [0xD0, 0x90, 0x90],
        [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
        [0xF8], [0xFF],
    ])
    func findsBadUTF8Anywhere(_ bytes: [Int]) {
        let bad = bytes.map(UInt8.init)
        for piece in ["a", "я", "aя", "№", "яё😀", "\u{7FF}\u{80}"] {
            var text = Array("\"".utf8)
            for _ in 0..<12 {
                let refused = #expect(throws: JSONError.self) { try JSONReader.value(text + bad + Array("aя\"".utf8)) }
                #expect(refused?.reason == .invalidUTF8)
                // Two leads or three parts: the character before the offence is whole.
                let isWholeFirst = bytes.count == 3 && bytes[0] == 0xD0 && bytes[1] == 0x90
                #expect(refused?.offset == text.count + (isWholeFirst ? 2 : 0))
                text += Array(piece.utf8)
                #expect((try? JSONReader.value(text + Array("\"".utf8))) != nil)
            }
        }
    }

    @Test func boundsTheDepth() throws {
        let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        _ = try JSONReader.value(deep.utf8)
        let deeper = String(repeating: "[", count: 200_000)
        #expect(throws: JSONError(offset: 512, reason: .tooDeep)) { try JSONReader.value(deeper.utf8) }
    }

    @Test func everyPrefixOfADocumentIsRefused() throws {
        let text = Array(
            #"{"result":{"items":[{"id":1,"title":"\u0410 б","sum":1.5e2,"n":null,"t":true}]},"next":50}"#.utf8)
        _ = try JSONReader.value(text)
        for length in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONReader.value(text[..<length]) }
            #expect(throws: JSONError.self) { try JSONSlice(Array(text[..<length])) }
        }
    }
}
