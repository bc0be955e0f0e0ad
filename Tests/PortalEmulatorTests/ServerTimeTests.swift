import Testing

@testable import PortalEmulator

@Suite struct ServerTimeTests {
    private static let moscow = ServerTime(offset: 3 * 3600)

    @Test(
        arguments: [
            (0, "1970-01-01T03:00:00+03:00"), (1_722_848_533, "2024-08-05T12:02:13+03:00"),
            (951_782_399, "2000-02-29T02:59:59+03:00"), (-1, "1970-01-01T02:59:59+03:00"),
            (-62_135_596_800, "0001-01-01T03:00:00+03:00"),
        ] as [(Int64, String)])
    func writes(unix: Int64, text: String) {
        #expect(Self.moscow.iso(unix) == text)
    }

    @Test(
        arguments: [
            ("2024-08-05", 1_722_805_200), ("2024-08-05T12:02:13+03:00", 1_722_848_533),
            ("2024-08-05T09:02:13Z", 1_722_848_533),
            ("2024-08-05 12:02:13", 1_722_848_533), ("2024-08-05T12:02", 1_722_848_520),
            ("2024-08-05T12:02:13.750+03:00", 1_722_848_533), ("2024-08-05T04:02:13-05:00", 1_722_848_533),
            ("2024-02-29", 1_709_154_000), ("2023-02-29", nil), ("2024-13-01", nil), ("2024-00-10", nil),
            ("2024-04-31", nil),
            ("2024-08-05T24:00:00", nil), ("2024-08-05T12:60", nil), ("05.08.2024", nil), ("2024-08-05x", nil),
            ("", nil),
            ("2024-08-05T12:02:13+0300", nil), ("2024-08-05T12:02:13+03:00 ", 1_722_848_533),
        ] as [(String, Int64?)])
    func reads(text: String, unix: Int64?) {
        #expect(Self.moscow.parse(text) == unix)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        for day in stride(from: Int64(-50_000), to: 100_000, by: 1) {
            let noon = day * 86400 + 32400
            #expect(Self.moscow.parse(Self.moscow.iso(noon)) == noon)
            #expect(Self.moscow.startOfDay(noon) == day * 86400 - 10800)
        }
    }

    @Test func otherFormats() {
        #expect(Self.moscow.plain(1_722_848_533) == "2024-08-05 12:02:13")
        #expect(Self.moscow.dotted(1_722_848_533) == "05.08.2024 12:02:13")
        #expect(Self.moscow.date(1_722_805_199) == "2024-08-04")
    }
}
