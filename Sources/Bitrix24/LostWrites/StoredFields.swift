import JSON

/// An object as the portal gives it, to be compared with what was written: the portal writes numbers as text, flags as
/// `Y`, dates in its own zone, and names in another case.
package struct StoredFields: Sendable {
    private let fields: [String: JSONValue]

    init(_ object: JSONObject) {
        fields = Dictionary(object.members.map { (Self.plain($0.key), $0.value) }) { $1 }
    }

    /// Whether the object has these values, all of them; `nil` when that cannot be told of some, and the others are there:
    /// they may have been there before.
    func hold(_ written: JSONObject) -> Bool? {
        var areAllCompared = !written.isEmpty
        for member in written.members {
            guard let stored = fields[Self.plain(member.key)], let same = Self.same(stored, member.value) else {
                areAllCompared = false
                continue
            }
            if !same { return false }
        }
        return areAllCompared ? true : nil
    }

    /// `ufCrm13Total` and `UF_CRM_13_TOTAL` are one field.
    package static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" } }

    /// Whether two values mean the same; `nil` when that cannot be told.
    package static func same(_ stored: JSONValue, _ written: JSONValue) -> Bool? {
        if isEmpty(stored), isEmpty(written) { return true }
        switch (stored, written) {
        case (.object(let stored), .object(let written)): return StoredFields(stored).hold(written)
        case (.array(let stored), .array(let written)):
            guard stored.count == written.count else { return false }
            let pairs = zip(
                stored.map(text).sorted { ($0 ?? "") < ($1 ?? "") },
                written.map(text).sorted { ($0 ?? "") < ($1 ?? "") })
            if pairs.contains(where: { $0 == nil || $1 == nil }) { return nil }
            return pairs.allSatisfy { $0 == $1 }
        case (.object, _), (_, .object), (.array, _), (_, .array): return nil
        default:
            guard let one = text(stored), let other = text(written) else { return nil }
            if one == other { return true }
            if let one = Double(one), let other = Double(other) { return one == other }
            return isDate(one) && isDate(other) ? sameDate(one, other) : false
        }
    }

    /// A date without time comes back with one in the portal's own zone, where it is the same day. What another zone makes
    /// of it cannot be told.
    private static func sameDate(_ stored: String, _ written: String) -> Bool? {
        if written.utf8.count == 10, stored.hasPrefix(written) { return true }
        guard namesZone(stored), namesZone(written), let stored = ISOTime(stored), let written = ISOTime(written) else {
            return nil
        }
        return stored.unixTime == written.unixTime ? true : nil
    }

    /// `...T12:00:00+03:00`, `...Z`
    private static func namesZone(_ text: String) -> Bool {
        let time = text.dropFirst(11)
        return !time.isEmpty && time.contains { "+-Zz".contains($0) }
    }

    private static func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        default: false
        }
    }

    /// A scalar as text, flags as `Y` and `N`.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .bool(let flag): flag ? "Y" : "N"
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): trimmed(text)
        case .null: ""
        case .array, .object: nil
        }
    }

    private static func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    private static func isDate(_ text: String) -> Bool {
        let start = Array(text.utf8.prefix(10))
        guard start.count == 10 else { return false }
        let digits = start.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        return digits == 8 && (start[4] == UInt8(ascii: "-") || start[2] == UInt8(ascii: "."))
    }
}
