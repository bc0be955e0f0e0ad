import Testing

@testable import Bitrix24

@Suite struct ISOTimeTests {
    static let readable: [(String, Double)] = [
        ("1970-01-01", 0), ("1970-01-01T00:00:00Z", 0), ("2026-11-21T12:00:00+03:00", 1_795_251_600),
        ("2026-11-21 12:00", 1_795_262_400), ("2000-02-29", 951_782_400), ("1969-12-31T23:59:59Z", -1),
        ("2026-11-21T12:00:00.5Z", 1_795_262_400.5), ("21.11.2026 12:00:00", 1_795_262_400),
        ("2026-11-21T12:00:00-0530", 1_795_282_200), ("0001-01-01", -62_135_596_800),
        ("9999-12-31T23:59:59+00:00", 253_402_300_799),
    ]

    @Test(arguments: readable) func reads(_ text: String, _ seconds: Double) {
        #expect(ISOTime(text)?.unixTime == seconds)
    }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2026-02-30", "2025-02-29", "2026-11-21T", "2026-11-21T24:00:00", "2026-11-21T12",
        "2026-11-21T12:00:00+", "2026-11-21T12:00:00 UTC", "21.11.26", "٢٠٢٦-11-21", "2026-11-21T12:00:00.",
    ]) func refuses(_ text: String) {
        #expect(ISOTime(text) == nil)
    }

    static let written: [(Double, Int, String)] = [
        (0, 0, "1970-01-01T00:00:00+00:00"), (1_795_251_600, 180, "2026-11-21T12:00:00+03:00"),
        (-1, 0, "1969-12-31T23:59:59+00:00"), (951_782_400, -330, "2000-02-28T18:30:00-05:30"),
        (0.9, 0, "1970-01-01T00:00:00+00:00"),
    ]

    @Test(arguments: written) func writes(_ seconds: Double, _ offset: Int, _ text: String) {
        #expect(ISOTime(unixTime: seconds).text(offset: offset) == text)
        #expect(ISOTime(text)?.unixTime == seconds.rounded(.down))
    }

    @Test func zoneOfATextWithoutOne() {
        #expect(ISOTime("2026-11-21T12:00", offset: 180)?.unixTime == 1_795_251_600)
        #expect(ISOTime.offset("+03:00") == 180)
        #expect(ISOTime.offset("Z") == 0)
        #expect(ISOTime.offset("") == nil)
        #expect(ISOTime.offset("+3") == nil)
    }
}
