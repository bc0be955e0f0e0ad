import JSON
import Localization

/// Makes a model of what somebody has written down, and says everything that is wrong with it at once.
public struct ConfigurationChecker {
    private var model = ConfigurationModel()
    private var problems: [ConfigurationProblem] = []
    /// Objects that are named somewhere, to be looked for when all are known.
    private var references: [(Address, path: String, from: Address, place: FilePlace?)] = []

    private init() {}

    /// - Parameter known: what was found wrong before; it is said along with the rest, in the order of the lines.
    /// - Throws: ``ConfigurationProblems``
    public static func model(
        _ drafts: [WrittenObject], known: [ConfigurationProblem] = []
    ) throws -> ConfigurationModel {
        var checker = ConfigurationChecker()
        for draft in drafts { checker.take(draft, in: nil) }
        checker.checkReferences()
        checker.checkRules()
        checker.add(known)
        guard checker.problems.isEmpty else { throw ConfigurationProblems(checker.problems) }
        return checker.model
    }

    // MARK: Objects

    private mutating func take(_ draft: WrittenObject, in parent: Address?) {
        if let owner = draft.kind.parent, parent == nil {
            return complain(draft.place, Texts.partOutside(draft.kind, owner))
        }
        guard !draft.name.isEmpty else { return complain(draft.place, Texts.emptyName) }
        let address = parent?.part(draft.kind, draft.name) ?? Address(draft.kind, [draft.name])
        if let known = model[address] { return complain(draft.place, Texts.twice(address, known.place)) }
        var values = JSONObject()
        var parts: [WrittenObject] = []
        var former: String?
        let natural = draft.kind.naturalKey
        values[natural] = .string(draft.name)
        if draft.kind == .stage { values["semantics"] = "process" }
        for member in draft.members {
            let place = member.place ?? draft.place
            if let kind = draft.kind.parts.first(where: { $0.listKey == member.key }) {
                parts += list(kind, member, address, place)
            } else if member.key == "was" {
                former = member.value.text
                if former == nil { complain(place, Texts.wrongValue("was", address, Texts.text)) }
            } else if let attribute = Attribute.named(member.key, of: draft.kind) {
                let before = problems.count
                if let value = value(member.value, attribute.form, attribute.name, address, place) {
                    values[attribute.name] = value
                } else if problems.count == before {
                    complain(place, Texts.wrongValue(attribute.name, address, attribute.form.expected))
                }
            } else {
                unknown(
                    member.key, Attribute.of(draft.kind).map(\.name) + draft.kind.parts.map(\.listKey), address, place)
            }
        }
        for attribute in Attribute.of(draft.kind) where attribute.isRequired && values[attribute.name] == nil {
            complain(draft.place, Texts.missing(attribute.name, address))
        }
        var ordered = JSONObject()
        for attribute in Attribute.of(draft.kind) { ordered[attribute.name] = values[attribute.name] }
        var object = ConfigurationObject(address, ordered, place: draft.place)
        object.formerName = former
        model.add(object)
        for part in parts { take(part, in: address) }
    }

    private mutating func list(
        _ kind: ObjectKind, _ member: WrittenObject.Member, _ address: Address, _ place: FilePlace
    ) -> [WrittenObject] {
        guard let elements = member.value.elements else {
            complain(place, Texts.wrongValue(member.key, address, Texts.list(kind)))
            return []
        }
        return elements.compactMap { element in
            guard case .draft(let draft) = element else {
                complain(place, Texts.wrongValue(member.key, address, Texts.list(kind)))
                return nil
            }
            guard draft.kind == kind else {
                complain(draft.place, Texts.misplaced(draft.kind, member.key, address))
                return nil
            }
            return draft
        }
    }

    private mutating func unknown(_ name: String, _ known: [String], _ address: Address, _ place: FilePlace?) {
        let own = name.split(separator: ".").last.map(String.init) ?? name
        let likely = Likely.name(own, among: known)
        complain(
            place, Texts.unknownMember(name, address), hint: likely.map(Texts.didYouMean) ?? Texts.known(known))
    }

    /// Problems that are known already, which are of the one file that there is then.
    private mutating func add(_ known: [ConfigurationProblem]) {
        guard !known.isEmpty else { return }
        func order(_ problem: (offset: Int, element: ConfigurationProblem)) -> (Int, Int, Int) {
            (problem.element.place?.line ?? 0, problem.element.place?.column ?? 0, problem.offset)
        }
        problems = (known + problems).enumerated().sorted { order($0) < order($1) }.map(\.element)
    }

    private mutating func complain(_ place: FilePlace?, _ text: LocalizedText, hint: LocalizedText? = nil) {
        problems.append(ConfigurationProblem(place, text, hint: hint))
    }

    // MARK: Values

    /// `nil` for what does not fit, also where that was said already.
    private mutating func value(
        _ value: WrittenValue, _ form: Attribute.Form, _ path: String, _ address: Address, _ place: FilePlace?
    ) -> JSONValue? {
        switch form {
        case .text: return value.text.flatMap { $0.isEmpty ? nil : .string($0) }
        case .flag: return value.flag.map(JSONValue.bool)
        case .mark: return value.flag == true ? true : nil
        case .colour: return value.text.flatMap(Self.colour)
        case .choice(let words):
            if let flag = value.flag, words.contains("Y") { return .string(flag ? "Y" : "N") }
            return value.text.flatMap { words.contains($0) ? .string($0) : nil }
        case .labels:
            if let text = value.text { return ["en": .string(text), "ru": .string(text)] }
            return value.texts
        case .anything: return value.json
        case .home:
            if value.flag == false { return false }
            return reference(value, .workplace, path, address, place)
        case .relations: return relations(value, path, address, place)
        case .links: return links(value, path, address, place)
        case .options: return options(value)
        case .card: return card(value, path, address, place)
        case .grants: return grants(value, path, address, place)
        case .access: return access(value, path, address, place)
        }
    }

    private static func colour(_ text: String) -> JSONValue? {
        let digits = text.utf8.dropFirst()
        let isHex = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        return text.utf8.first == UInt8(ascii: "#") && digits.count == 6 && isHex ? .string(text) : nil
    }

    private mutating func reference(
        _ value: WrittenValue, _ kind: ObjectKind, _ path: String, _ address: Address, _ place: FilePlace?
    ) -> JSONValue? {
        let name: String
        switch value {
        case .reference(kind, let given): name = given
        case .plain(.string(let given)): name = given
        case .record(let members) where members.count == 1 && members[0].key == kind.rawValue:
            guard let given = members[0].value.text else { return nil }
            name = given
        default: return nil
        }
        references.append((Address(kind, [name]), path, address, value.place ?? place))
        return .object(JSONObject([(kind.rawValue, .string(name))]))
    }

    private mutating func relations(
        _ value: WrittenValue, _ path: String, _ address: Address, _ place: FilePlace?
    ) -> JSONValue? {
        guard let elements = value.elements else { return nil }
        var list: [JSONValue] = []
        for element in elements {
            var target = element
            var isListed = false
            if case .record(let members) = element,
                let first = members.first(where: { $0.key.isEmpty || $0.key == "to" })
            {
                target = first.value
                for member in members where member.key != first.key {
                    guard member.key == "list" else {
                        unknown("\(path).\(member.key)", ["to", "list"], address, member.place ?? place)
                        return nil
                    }
                    guard let flag = member.value.flag else {
                        complain(
                            member.place ?? place, Texts.wrongValue("\(path).\(member.key)", address, Texts.flag))
                        return nil
                    }
                    isListed = flag
                }
            }
            let to: JSONValue?
            if case .plain(.string(let name)) = target, Attribute.standardTypes.contains(where: { $0.name == name }) {
                to = .string(name)
            } else {
                to = reference(target, .spa, path, address, element.place ?? place)
            }
            guard let to else { return nil }
            list.append(["to": to, "list": .bool(isListed)])
        }
        return .array(list)
    }

    private mutating func links(
        _ value: WrittenValue, _ path: String, _ address: Address, _ place: FilePlace?
    ) -> JSONValue? {
        guard let members = value.members else { return nil }
        var links = JSONObject()
        for member in members {
            guard Attribute.links.contains(where: { $0.name == member.key }) else {
                unknown("\(path).\(member.key)", Attribute.links.map(\.name), address, member.place ?? place)
                return nil
            }
            guard let flag = member.value.flag else { return nil }
            links[member.key] = .bool(flag)
        }
        return .object(links)
    }

    private func options(_ value: WrittenValue) -> JSONValue? {
        guard let elements = value.elements else { return nil }
        var list: [JSONValue] = []
        for element in elements {
            var option: JSONObject = ["value": .null, "default": false]
            if let text = element.text {
                option["value"] = .string(text)
            } else {
                for member in element.members ?? [] {
                    switch member.key {
                    case "", "value": option["value"] = member.value.text.map(JSONValue.string)
                    case "default": option["default"] = member.value.flag.map(JSONValue.bool)
                    default: return nil
                    }
                }
            }
            guard option["value"]?.stringValue != nil, option["default"]?.boolValue != nil else { return nil }
            list.append(.object(option))
        }
        return .array(list)
    }

    private mutating func card(
        _ value: WrittenValue, _ path: String, _ address: Address, _ place: FilePlace?
    ) -> JSONValue? {
        guard let sections = value.elements, !sections.isEmpty else { return nil }
        var list: [JSONValue] = []
        for section in sections {
            var result: JSONObject = ["name": .null, "title": .null, "elements": []]
            for member in section.members ?? [] {
                switch member.key {
                case "name", "title": result[member.key] = member.value.text.map(JSONValue.string)
                case "elements":
                    var elements: [JSONValue] = []
                    for element in member.value.elements ?? [] {
                        guard let element = self.element(element, path, address, member.place ?? place) else {
                            return nil
                        }
                        elements.append(element)
                    }
                    result["elements"] = .array(elements)
                default:
                    unknown("\(path).\(member.key)", ["name", "title", "elements"], address, member.place ?? place)
                    return nil
                }
            }
            guard result["name"]?.stringValue != nil, result["title"]?.stringValue != nil else { return nil }
            list.append(.object(result))
        }
        return .array(list)
    }

    /// One field of a card: its code, or with `always = true` one that shows when it is empty, too.
    private mutating func element(
        _ value: WrittenValue, _ path: String, _ address: Address, _ place: FilePlace?
    ) -> JSONValue? {
        var field = value
        var isAlwaysShown = false
        if case .record(let members) = value, let first = members.first(where: { $0.key.isEmpty || $0.key == "field" })
        {
            field = first.value
            for member in members where member.key != first.key {
                guard member.key == "always", let flag = member.value.flag else { return nil }
                isAlwaysShown = flag
            }
        }
        let name: JSONValue?
        if case .plain(.string(let text)) = field {
            name = .string(text)
        } else if case .reference(.field, let code) = field {
            name = .string("field." + code)
        } else {
            name = reference(field, .spa, path, address, place)
        }
        guard let name else { return nil }
        return ["field": name, "always": .bool(isAlwaysShown)]
    }

    private mutating func grants(
        _ value: WrittenValue, _ path: String, _ address: Address, _ place: FilePlace?
    ) -> JSONValue? {
        switch GrantRows.value(value, of: address.kind) {
        case .success(let rows): return rows
        case .failure(let mistake):
            let place = mistake.place ?? place
            switch mistake.what {
            case .shape: complain(place, Texts.wrongValue(path, address, Texts.grants))
            case .code(let text): complain(place, Texts.notACode(text, address))
            case .action(let name, let known): unknown("\(path).\(name)", known, address, place)
            case .level(let name, let known):
                complain(place, Texts.wrongValue("\(path).\(name)", address, Texts.choice(known)))
            }
            return nil
        }
    }

    private mutating func access(
        _ value: WrittenValue, _ path: String, _ address: Address, _ place: FilePlace?
    ) -> JSONValue? {
        switch AccessRule.value(value) {
        case .success(let rule): return rule
        case .failure(let mistake):
            let place = mistake.place ?? place
            switch mistake.what {
            case .shape: complain(place, Texts.wrongValue(path, address, Texts.access))
            case .member(let name): unknown("\(path).\(name)", AccessRule.members, address, place)
            case .code(let text): complain(place, Texts.notPeople(text, address))
            }
            return nil
        }
    }

    // MARK: What holds between objects

    private mutating func checkReferences() {
        for (target, path, from, place) in references where model[target] == nil {
            let names = model.objects.filter { $0.address.kind == target.kind }.map(\.address.name)
            let likely = Likely.name(target.name, among: names)
            complain(
                place, Texts.unknownObject(target, path, from),
                hint: likely.map(Texts.didYouMean) ?? (names.isEmpty ? nil : Texts.known(names)))
        }
    }

    private mutating func checkRules() {
        var naturals: [Address?: [ObjectKind: [String: Address]]] = [:]
        for object in model.objects {
            let address = object.address
            if address.kind == .stage || address.kind == .field,
                let other = naturals[address.parent]?[address.kind]?[object.naturalName]
            {
                complain(
                    object.place,
                    Texts.sameNatural(address, other, address.kind.naturalKey, object.naturalName))
            }
            naturals[address.parent, default: [:]][address.kind, default: [:]][object.naturalName] = address
            if address.kind == .spa {
                let marked = model.parts(.funnel, of: address).filter(\.isDefault)
                if marked.count > 1 { complain(marked[1].place, Texts.twoDefaults(address)) }
            }
            if address.kind == .funnel { checkStages(object) }
            checkAccess(object)
        }
    }

    /// An element obeys one rule.
    private mutating func checkAccess(_ object: ConfigurationObject) {
        guard let rule = object.attributes["access"], let spa = object.address.lineage.last.flatMap({ model[$0] })
        else {
            return
        }
        if object.address.kind == .funnel, spa.attributes["access"] != nil {
            complain(object.place, Texts.accessTwice(object.address, spa.address))
        }
        if AccessRule(rule).observers.isEmpty == false, spa.attributes["isObserversEnabled"] == false {
            complain(object.place, Texts.observersAreOff(object.address))
        }
    }

    private mutating func checkStages(_ funnel: ConfigurationObject) {
        let stages = model.parts(.stage, of: funnel.address)
        guard !stages.isEmpty else { return }
        let groups = ["process", "success", "failure"]
        let ranks = stages.map { groups.firstIndex(of: $0.attributes["semantics"]?.stringValue ?? "process") ?? 0 }
        let successes = ranks.count { $0 == 1 }
        if successes != 1 { complain(funnel.place, Texts.successStages(funnel.address, successes)) }
        for (rank, name) in [(0, "process"), (2, "failure")] where !ranks.contains(rank) {
            complain(funnel.place, Texts.stageGroup(funnel.address, name))
        }
        if let late = zip(ranks, ranks.dropFirst()).enumerated().first(where: { $0.element.0 > $0.element.1 }) {
            complain(stages[late.offset + 1].place, Texts.stageOrder(stages[late.offset + 1].address))
        }
    }
}

extension Attribute.Form {
    /// What should stand there.
    fileprivate var expected: LocalizedText {
        switch self {
        case .text: Texts.text
        case .flag: Texts.flag
        case .mark: Texts.mark
        case .colour: Texts.colour
        case .labels: Texts.labels
        case .anything: Texts.data
        case .choice(let words): Texts.choice(words)
        case .home: Texts.home
        case .relations: Texts.relations
        case .links: Texts.links
        case .options: Texts.options
        case .card: Texts.card
        case .grants: Texts.grants
        case .access: Texts.access
        }
    }
}
