/// The names of the custom fields of one object in `crm.item.*`: `UF_CRM_7_COLOUR` is `ufCrm7Colour` there.
///
/// Rules: `api-reference/crm/universal/index`, "Field Naming Conventions".
struct UserFieldNames: Sendable, Equatable {
    private let restNames: [String: String]
    private let originals: [String: String]

    /// The names of the fields of one object.
    ///
    /// - Parameter originals: the `UF_CRM_...` names in the order in which the fields were made: of two fields whose
    ///   camelCase names collide the older one keeps it, the newer one is called by its original name.
    init(_ originals: [String]) {
        var restNames: [String: String] = [:]
        var taken: [String: String] = [:]
        for original in originals {
            let camelCase = Self.camelCase(original)
            let name = taken[camelCase] == nil ? camelCase : original
            restNames[original] = name
            taken[name] = original
        }
        self.restNames = restNames
        self.originals = taken
    }

    /// What a field is called in requests and answers; the original name when `useOriginalUfNames` is `Y`.
    func restName(of original: String, useOriginal: Bool = false) -> String {
        useOriginal ? original : restNames[original] ?? original
    }

    /// The field that a key of a request means; `nil` for a key that names none.
    func original(of restName: String, useOriginal: Bool = false) -> String? {
        if useOriginal { return restNames[restName] == nil ? nil : restName }
        return originals[restName]
    }

    /// The camelCase form of a name, without regard to other fields.
    ///
    /// A name whose tail mixes letters and digits could not be turned back, so only its prefix changes.
    static func camelCase(_ original: String) -> String {
        let prefix = "UF_CRM_"
        guard original.hasPrefix(prefix) else { return original }
        let rest = original.dropFirst(prefix.count)
        let simplified = "ufCrm_" + rest
        let number = rest.prefix { $0.isASCII && $0.isNumber }
        var tail = rest.dropFirst(number.count)
        if !number.isEmpty {
            guard tail.first == "_", tail.count > 1 else { return simplified }
            tail = tail.dropFirst()
        }
        let hasDigits = tail.contains { $0.isNumber }
        let hasLetters = tail.contains { $0.isLetter }
        switch (hasLetters, hasDigits) {
        case (true, false):
            let words = tail.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
            return "ufCrm" + number + words.joined()
        case (false, true) where !number.isEmpty:
            return "ufCrm" + number + "_" + tail
        default:
            return simplified
        }
    }
}
