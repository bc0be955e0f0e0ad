import Bitrix24
import Testing

@Suite struct AmountsTests {
    @Test(
        arguments: [
            ("30", 30), ("30s", 30), ("1.5m", 90), ("2h", 7200), ("250ms", 0.25), ("0", nil), ("-1", nil),
            ("soon", nil),
            ("", nil), ("s", nil), ("inf", nil), ("1e9", nil),
        ] as [(String, Double?)])
    func times(text: String, seconds: Double?) {
        #expect(Amounts.duration(text) == seconds.map { .seconds($0) })
    }

    @Test(
        arguments: [
            ("64M", 64 << 20), ("64MB", 64 << 20), ("1G", 1 << 30), ("500k", 500 << 10), ("4096", 4096), ("0", nil),
            ("lots", nil), ("B", nil), ("1.5M", nil), ("99999999999G", nil), ("", nil),
        ] as [(String, Int?)])
    func sizes(text: String, bytes: Int?) { #expect(Amounts.bytes(text) == bytes) }

    @Test(arguments: ["1ms", "250ms", "59s", "1m", "90s", "2h", "25h"])
    func timesAreReadAsTheyAreWritten(text: String) throws {
        #expect(Amounts.text(try #require(Amounts.duration(text))) == text)
    }

    @Test(arguments: ["1", "1023", "1K", "64M", "1G", "1025M"])
    func sizesAreReadAsTheyAreWritten(text: String) throws {
        #expect(Amounts.text(bytes: try #require(Amounts.bytes(text))) == text)
    }
}
