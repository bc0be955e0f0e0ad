import JSON
import PortalConfiguration

/// Descriptions by chance, the same ones each time.
struct GeneratedConfiguration {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func number(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    private mutating func chance() -> Bool { number(2) == 0 }

    /// About so many objects.
    mutating func model(objects: Int) throws -> ConfigurationModel {
        var left = objects
        var workplaces: [JSONValue] = []
        var spas: [JSONValue] = []
        for index in 0...number(3) {
            workplaces.append(["id": .string("Место \(index)")])
            left -= 1
        }
        var index = 0
        while left > 0 {
            let (spa, count) = spa(index, workplaces.count)
            spas.append(spa)
            left -= count
            index += 1
        }
        return try JSONForm.model(["workplaces": .array(workplaces), "spas": .array(spas)], file: "generated.json")
    }

    private mutating func spa(_ index: Int, _ workplaces: Int) -> (JSONValue, Int) {
        var count = 1
        var spa: JSONObject = ["id": .string("Process \"\(index)\"")]
        spa["workplace"] = chance() ? .string("Место \(number(workplaces))") : false
        for name in Attribute.switches where chance() { spa[name] = .bool(chance()) }
        spa["isCategoriesEnabled"] = true
        spa["isStagesEnabled"] = true
        if chance() {
            // The client's own relations would be predefined.
            spa["isClientEnabled"] = false
            var parents: [JSONValue] = chance() ? ["deal"] : []
            if index > 0, chance() {
                parents.append(["to": .string("Process \"\(number(index))\""), "list": .bool(chance())])
            }
            spa["parents"] = .array(parents)
        }
        var funnels: [JSONValue] = []
        let main = number(3)
        for position in 0...number(3) {
            let (funnel, stages) = funnel(position, isDefault: position == main)
            funnels.append(funnel)
            count += 1 + stages
        }
        spa["funnels"] = .array(funnels)
        var fields: [JSONValue] = []
        for position in 0..<number(6) { fields.append(field(position)) }
        spa["fields"] = .array(fields)
        return (.object(spa), count + fields.count)
    }

    private mutating func funnel(_ position: Int, isDefault: Bool) -> (JSONValue, Int) {
        var funnel: JSONObject = ["id": .string("Воронка \(position)")]
        if isDefault { funnel["isDefault"] = true }
        var stages: [JSONValue] = []
        let codes = ["NEW", "PREPARATION", "REVIEW", "CLIENT", "UC_\(number(9000))"].filter { _ in chance() }
        for code in codes.isEmpty ? ["NEW"] : codes {
            stages.append(["id": .string(code), "name": .string("Стадия \(number(100))"), "color": "#A1B2C3"])
        }
        stages.append(["id": "SUCCESS", "name": "Готово", "semantics": "success"])
        if chance() { stages.append(["id": "LOST", "name": "Lost", "semantics": "failure", "color": "#FF0000"]) }
        stages.append(["id": "FAIL", "name": .string("No \(number(10))"), "semantics": "failure"])
        funnel["stages"] = .array(stages)
        if chance() {
            funnel["card"] = [
                [
                    "name": "main", "title": "Главное",
                    "elements": ["TITLE", ["field": "ASSIGNED_BY_ID", "always": true]],
                ]
            ]
        }
        return (.object(funnel), stages.count)
    }

    private mutating func field(_ position: Int) -> JSONValue {
        let type = ["string", "integer", "date", "enumeration", "boolean", "employee"][number(6)]
        var field: JSONObject = ["id": .string("F\(position)"), "type": .string(type)]
        field["label"] = ["en": .string("Field \(position)"), "ru": .string("Поле \(number(50))")]
        if chance() { field["mandatory"] = .bool(chance()) }
        if type == "string", chance() { field["multiple"] = true }
        if type == "enumeration" {
            field["options"] = .array(
                (0...number(4)).map { ["value": .string("Выбор \($0)"), "default": .bool($0 == 1)] })
        }
        return .object(field)
    }
}
