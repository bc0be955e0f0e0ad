import JSON
import Localization
import PortalConfiguration

/// What is different, or to be done, object by object and portal by portal.
struct ObjectTable {
    let columns: [String]
    private(set) var rows: [JSONObject] = []

    /// - Parameter isDifference: whether the cells tell what is, or what would be done.
    init(_ outcomes: [PortalOutcome], isDifference: Bool, _ language: Language) {
        let title = Texts.objectColumn[language]
        columns = [title] + outcomes.map(\.profile)
        var objects: [String] = []
        var cells: [String: [String: [String]]] = [:]
        func note(_ object: String?, _ profile: String, _ word: LocalizedText) {
            guard let object else { return }
            if cells[object] == nil { objects.append(object) }
            let word = word[language]
            if cells[object]?[profile]?.contains(word) != true {
                cells[object, default: [:]][profile, default: []].append(word)
            }
        }
        for outcome in outcomes {
            guard let data = outcome.envelope?["data"] else { continue }
            for step in data["steps"]?.arrayValue ?? [] {
                guard let action = step["action"]?.stringValue.flatMap({ PlanStep.Action(rawValue: $0) }) else {
                    continue
                }
                let object = step["object"]?.stringValue
                let isNew = object.flatMap { cells[$0]?[outcome.profile] } != nil
                // What a new object gets later is part of its being new.
                if isDifference, isNew { continue }
                note(object, outcome.profile, isDifference ? Texts.difference(action) : Texts.stepWord(action))
            }
            for step in data["manual"]?.arrayValue ?? [] {
                note(step["object"]?.stringValue, outcome.profile, Texts.byHand)
            }
            for object in data["undescribed"]?.arrayValue ?? [] {
                note(object.stringValue, outcome.profile, Texts.notDescribed)
            }
        }
        rows = objects.map { object in
            var row: JSONObject = [title: .string(object)]
            for outcome in outcomes {
                let text: String =
                    if let words = cells[object]?[outcome.profile] {
                        words.joined(separator: ", ")
                    } else if outcome.envelope?["error"]?.objectValue != nil || outcome.envelope == nil {
                        "?"
                    } else {
                        "="
                    }
                row[outcome.profile] = .string(text)
            }
            return row
        }
    }
}
