import Testing

@testable import Bitrix24

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777.0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Sat, 31 Dec 2033 23:59:59 GMT", 2_019_686_399),
        ("Sunday, 06-Nov-94 08:49:37 GMT", nil), ("Sun Nov  6 08:49:37 1994", nil),
        ("Sun, 06 Nov 1994 08:49:37 MSK", nil), ("Sun, 06 Foo 1994 08:49:37 GMT", nil), ("", nil),
    ])
    func reads(text: String, time: Double?) { #expect(HTTPDate(text)?.unixTime == time) }
}
