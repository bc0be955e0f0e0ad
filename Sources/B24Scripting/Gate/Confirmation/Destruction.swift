import Bitrix24
import JSON

/// Which writes take something away: those that the catalogue calls destructive, and replacements of a whole set.
enum Destruction: Sendable, Equatable {
    /// A thing that holds others: each is asked about by itself.
    case container(Container)
    /// A stage or an entry of a directory.
    case status
    /// One of many alike: all with this key are asked about once.
    case small(key: String)
    /// `typeIds` of a workplace: what is not in the new set leaves it.
    /// -> api-reference/crm/automated-solution/crm-automated-solution-update
    case typeIDs
    /// `relations` of a SPA: both lists are replaced.
    /// -> api-reference/crm/universal/user-defined-object-types/crm-type-update
    case relations

    /// The things that hold others, by the family of their methods.
    enum Container: String, Sendable, CaseIterable {
        case type = "crm.type"
        case funnel = "crm.category"
        case workplace = "crm.automatedsolution"
        case field = "userfieldconfig"
    }

    /// - Returns: `nil` for a write that only adds or changes.
    init?(_ command: Command, _ effect: MethodCatalogue.Effect) {
        let shape = ResultShape(command.method)
        let fields = command.parameters["fields"]
        switch (shape.family, shape.verb) {
        case ("crm.automatedsolution", "update") where fields?["typeIds"] != nil: self = .typeIDs
        case ("crm.type", "update") where fields?["relations"] != nil: self = .relations
        case (_, "delete") where Container(rawValue: shape.family) != nil && effect == .destructive:
            guard let container = Container(rawValue: shape.family) else { return nil }
            self = .container(container)
        case ("crm.status", "delete"): self = .status
        case _ where effect == .destructive:
            let owner = command.parameters.text("entityTypeId") ?? command.parameters.text("ownerType")
            self = .small(key: ([command.method.lowercased()] + [owner].compactMap(\.self)).joined(separator: " "))
        default: return nil
        }
    }
}

extension JSONObject {
    /// A parameter that is an id: a number, or digits.
    func text(_ names: String...) -> String? {
        for name in names {
            switch self[name] {
            case .integer(let number)?: return String(number)
            case .string(let text)? where !text.isEmpty: return text
            default: continue
            }
        }
        return nil
    }
}
