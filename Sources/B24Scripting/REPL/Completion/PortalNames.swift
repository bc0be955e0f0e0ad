public import JSON

/// What things are called on a portal: what completion offers beside names of functions.
public struct PortalNames: Sendable, Equatable {
    /// Something with an id and a name.
    public struct Named: Sendable, Equatable {
        /// As it is written in Lua: `13`, `DT1032_7:NEW`.
        public var id: String
        /// As people know it.
        public var name: String
    }

    /// A smart process.
    public struct Kind: Sendable, Equatable {
        /// The type id.
        public var id: String
        /// The id by which items are addressed.
        public var entityTypeID: String
        /// Its title.
        public var title: String
    }

    /// Parts that are read separately; the second kind for one entity type each.
    public enum Part: Hashable, Sendable {
        case workplaces, types, departments, people
        case funnels(String), stages(String), fields(String)
    }

    /// Digital workplaces.
    public var workplaces: [Named] = []
    /// Smart processes.
    public var types: [Kind] = []
    /// Departments.
    public var departments: [Named] = []
    /// Funnels by entityTypeId.
    public var funnels: [String: [Named]] = [:]
    /// Stages by entityTypeId.
    public var stages: [String: [Named]] = [:]
    /// Fields of items by entityTypeId, user fields among them.
    public var fields: [String: [Named]] = [:]
    /// The values that some of these fields can have, by entityTypeId and field.
    public var fieldValues: [String: [String: [Named]]] = [:]
    /// People who were met in results.
    public var people = PeopleNames()
    /// When each part was read, by the Unix clock.
    public var readAt: [Part: Double] = [:]

    /// Nothing is known.
    public init() {}
}

extension PortalNames {
    /// Of the file; others are read from the portal again.
    private static let schema: Int64 = 2

    /// The names as JSON, for a file.
    public var json: JSONValue {
        func list(_ named: [Named]) -> JSONValue {
            .array(named.map { .object(["id": .string($0.id), "name": .string($0.name)]) })
        }
        func map(_ lists: [String: [Named]]) -> JSONValue {
            var object = JSONObject()
            for key in lists.keys.sorted() { object[key] = list(lists[key] ?? []) }
            return .object(object)
        }
        var values = JSONObject()
        for entity in fieldValues.keys.sorted() { values[entity] = map(fieldValues[entity] ?? [:]) }
        var times = JSONObject()
        for (part, time) in readAt { times[part.text] = .number(time) }
        return .object([
            "schema": .integer(Self.schema), "read_at": .object(times), "workplaces": list(workplaces),
            "departments": list(departments),
            "types": .array(
                types.map {
                    .object([
                        "id": .string($0.id), "entityTypeId": .string($0.entityTypeID), "title": .string($0.title),
                    ])
                }), "funnels": map(funnels), "stages": map(stages), "fields": map(fields),
            "field_values": .object(values),
            "people": list(people.names.sorted { $0.key < $1.key }.map { Named(id: $0.key, name: $0.value) }),
        ])
    }

    /// The names of a file. What is not understood is left out: it is read from the portal again.
    public init(_ json: JSONValue) {
        guard json["schema"]?.integerValue == Self.schema else { return }
        func list(_ value: JSONValue?) -> [Named] {
            value?.arrayValue?.compactMap { one in
                guard let id = one["id"]?.stringValue, let name = one["name"]?.stringValue else { return nil }
                return Named(id: id, name: name)
            } ?? []
        }
        func map(_ value: JSONValue?) -> [String: [Named]] {
            guard case .object(let object)? = value else { return [:] }
            return Dictionary(object.members.map { ($0.key, list($0.value)) }) { $1 }
        }
        workplaces = list(json["workplaces"])
        departments = list(json["departments"])
        types =
            json["types"]?.arrayValue?.compactMap { one in
                guard let id = one["id"]?.stringValue, let entity = one["entityTypeId"]?.stringValue,
                    let title = one["title"]?.stringValue
                else { return nil }
                return Kind(id: id, entityTypeID: entity, title: title)
            } ?? []
        funnels = map(json["funnels"])
        stages = map(json["stages"])
        fields = map(json["fields"])
        if case .object(let values)? = json["field_values"] {
            for member in values.members { fieldValues[member.key] = map(member.value) }
        }
        for person in list(json["people"]) { people.names[person.id] = person.name }
        if case .object(let times)? = json["read_at"] {
            for member in times.members {
                if let part = Part(text: member.key), let time = member.value.numberValue { readAt[part] = time }
            }
        }
    }
}

extension PortalNames.Part {
    fileprivate var text: String {
        switch self {
        case .workplaces: "workplaces"
        case .types: "types"
        case .departments: "departments"
        case .people: "people"
        case .funnels(let entity): "funnels " + entity
        case .stages(let entity): "stages " + entity
        case .fields(let entity): "fields " + entity
        }
    }

    fileprivate init?(text: String) {
        let words = text.split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("workplaces", 1): self = .workplaces
        case ("types", 1): self = .types
        case ("departments", 1): self = .departments
        case ("people", 1): self = .people
        case ("funnels", 2): self = .funnels(words[1])
        case ("stages", 2): self = .stages(words[1])
        case ("fields", 2): self = .fields(words[1])
        default: return nil
        }
    }
}
