/// The time in a `Date` header: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7). It tells the clock of whoever answers,
/// whatever the answer says.
struct HTTPDate {
    /// Seconds since 1970 UTC; the header tells whole ones.
    let unixTime: Double

    /// `nil` for a text that is no such date.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", words[1].count == 2, words[3].count == 4,
            let month = Self.months.firstIndex(of: words[2]),
            let time = ISOTime("\(words[3])-\(month < 9 ? "0" : "")\(month + 1)-\(words[1])T\(words[4])Z")
        else { return nil }
        unixTime = time.unixTime
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension HTTPResponse {
    /// The clock of whoever answered, in Unix time; `nil` when the answer does not tell.
    var date: Double? {
        // The header leaves out the fraction: half a second is the middle of what it can mean.
        header("date").flatMap { HTTPDate($0) }.map { $0.unixTime + 0.5 }
    }
}
