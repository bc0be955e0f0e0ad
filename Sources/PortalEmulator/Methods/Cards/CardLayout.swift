import JSON

/// The layout of an element's card: sections of fields
/// (`api-reference/crm/universal/item-details-configuration/crm-item-details-configuration-set`).
enum CardLayout {
    /// Why a layout was refused. All have an empty code.
    enum Refusal: Error, Equatable {
        case dataIsNotArray
        case dataIsNotIndexed
        case dataIsEmpty
        case sectionType(section: Int, type: String)
        case sectionWithoutName(section: Int)
        case sectionWithoutTitle(section: Int)
        case elementWithoutName(element: Int, section: Int)

        /// The text that the portal answers.
        var text: String {
            switch self {
            case .dataIsNotArray: "Parameter 'data' must be array."
            case .dataIsNotIndexed: "The data must be indexed array."
            case .dataIsEmpty: "There are no data to write."
            case .sectionType(let section, let type):
                "Section at index \(section) have type \(type). The expected type is 'section'."
            case .sectionWithoutName(let section): "Section at index \(section) does not have name."
            case .sectionWithoutTitle(let section): "Section at index \(section) does not have title."
            case .elementWithoutName(let element, let section):
                "Element at index \(element) in section at index \(section) does not have name."
            }
        }
    }

    /// A layout as it is stored and answered: `optionFlags` become text, unknown members are dropped.
    ///
    /// - Throws: ``Refusal``.
    static func checked(_ data: JSONValue?) throws(Refusal) -> JSONValue {
        let sections: [JSONValue]
        switch data {
        case .array(let elements)?: sections = elements
        case .object(let object)?:
            // A form sends a list as keys 0, 1, ...; an empty PHP array has no keys at all.
            guard object.members.enumerated().allSatisfy({ $1.key == String($0) }) else { throw .dataIsNotIndexed }
            sections = object.members.map(\.value)
        default: throw .dataIsNotArray
        }
        guard !sections.isEmpty else { throw .dataIsEmpty }
        var checked: [JSONValue] = []
        for (index, section) in sections.enumerated() { checked.append(try self.section(section, index)) }
        return .array(checked)
    }

    private static func section(_ section: JSONValue, _ index: Int) throws(Refusal) -> JSONValue {
        let type = section["type"]?.phpString ?? ""
        guard type == "section" else { throw .sectionType(section: index, type: type) }
        guard let name = section["name"]?.phpString, !name.isEmpty else { throw .sectionWithoutName(section: index) }
        guard let title = section["title"]?.phpString, !title.isEmpty else {
            throw .sectionWithoutTitle(section: index)
        }
        var elements: [JSONValue] = []
        for (position, element) in (section["elements"]?.phpArray ?? []).enumerated() {
            guard let name = element["name"]?.phpString, !name.isEmpty else {
                throw .elementWithoutName(element: position, section: index)
            }
            let isAlwaysShown = element["optionFlags"]?.flag ?? false
            var kept: JSONObject = ["name": .string(name), "optionFlags": isAlwaysShown ? "1" : "0"]
            if let options = element["options"], options.phpArray?.isEmpty == false { kept["options"] = options }
            elements.append(.object(kept))
        }
        return [
            "name": .string(name), "title": .string(title), "type": "section", "elements": .array(elements),
        ]
    }
}
