import Testing

@testable import B24Scripting

@Suite struct CSVReaderTests {
    /// Text, separator, records with fields joined by `|`.
    static let files: [(String, Character, [String])] = [
        ("a,b\n1,2\n", ",", ["a|b", "1|2"]),
        ("a,b\r\n1,2", ",", ["a|b", "1|2"]),
        ("a,b\r1,2\r", ",", ["a|b", "1|2"]),
        ("\"a,\"\"b\"\"\",\"line\r\nbreak\"\n", ",", ["a,\"b\"|line\r\nbreak"]),
        ("a;b\n;\n", ";", ["a|b", "|"]),
        ("a\tb\n", "\t", ["a|b"]),
        ("a,\"\"\n", ",", ["a|"]),
        ("\"\"\n", ",", [""]),
        ("a\n\n\nb\n", ",", ["a", "b"]),
        ("Ёлка,日本\n", ",", ["Ёлка|日本"]),
        ("a\"b,c\n", ",", ["a\"b|c"]),
        ("", ",", []),
    ]

    @Test(arguments: files.indices, [1, 3, 1000]) func records(_ index: Int, _ piece: Int) throws {
        let (text, separator, expected) = Self.files[index]
        var reader = CSVReader(separator: separator.asciiValue!)
        var records: [CSVReader.Record] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            records += try reader.feed(rest.prefix(piece))
            rest = rest.dropFirst(piece)
        }
        records += try reader.finish()
        let found = records.map { $0.fields.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|") }
        #expect(found == expected)
    }

    @Test func linesAreCounted() throws {
        var reader = CSVReader(separator: UInt8(ascii: ","))
        var records = try reader.feed(Array("a\r\n\"b\r\nc\"\n\nd\re".utf8))
        records += try reader.finish()
        #expect(records.map(\.line) == [1, 2, 5, 6])
    }

    @Test func offences() throws {
        var open = CSVReader(separator: UInt8(ascii: ","))
        _ = try open.feed(Array("a\n\"b\nc".utf8))
        #expect(throws: CSVReader.Failure.openQuote(line: 2)) { try open.finish() }
        var after = CSVReader(separator: UInt8(ascii: ","))
        #expect(throws: CSVReader.Failure.afterQuote(line: 1)) { try after.feed(Array("\"a\"b".utf8)) }
    }

    @Test(arguments: [
        ("a,b\n", ","), ("a;b,c;d\n", ";"), ("a\tb\n", "\t"), ("\"a,b,c\";d\n", ";"), ("a\n;;;;", ","), ("", ","),
    ]) func separatorIsFound(_ text: String, _ separator: String) {
        #expect(CSVReader.separator(of: text.utf8) == separator.utf8.first)
    }

    @Test func cp1251() {
        #expect(CP1251.decode([0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x20, 0xB9, 0xB8, 0x98]) == "Привет №ё\u{FFFD}")
        #expect(CP1251.encode("Привет №ё €") == [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x20, 0xB9, 0xB8, 0x20, 0x88])
        #expect(CP1251.encode("日") == nil)
        let all = (0...255).map(UInt8.init).filter { $0 != 0x98 }
        #expect(CP1251.encode(CP1251.decode(all)) == all)
    }
}
