import JSON

/// The limits that the `settings` of a custom field put on its values; `0` stands for "no limit"
/// (`api-reference/crm/universal/userfieldconfig/userfieldconfig-add`, "Parameter settings").
struct FieldLimits {
    var minimumLength: Int?
    var maximumLength: Int?
    var pattern: String?
    private var minimum: Double?
    private var maximum: Double?
    private var precision: Int?

    init(_ settings: JSONValue?) {
        func number(_ key: String) -> Double? {
            guard let value = settings?[key]?.phpNumber, value != 0 else { return nil }
            return value
        }
        minimumLength = number("MIN_LENGTH").map { Int($0) }
        maximumLength = number("MAX_LENGTH").map { Int($0) }
        pattern = settings?["REGEXP"]?.phpString.flatMap { $0.isEmpty ? nil : $0 }
        minimum = number("MIN_VALUE")
        maximum = number("MAX_VALUE")
        precision = settings?["PRECISION"]?.phpInteger
    }

    /// Whether a number lies within the limits.
    func allows(_ number: Double) -> Bool {
        minimum.map { number >= $0 } ?? true && maximum.map { number <= $0 } ?? true
    }

    /// A number with as many decimals as the field keeps.
    func rounded(_ number: Double) -> Double {
        guard let precision, (0...12).contains(precision) else { return number }
        let factor = (0..<precision).reduce(1.0) { product, _ in product * 10 }
        let rounded = (number * factor).rounded() / factor
        return rounded.isFinite ? rounded : number
    }
}
