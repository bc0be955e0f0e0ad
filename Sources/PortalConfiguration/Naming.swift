import JSON
import Localization

/// Gives the objects of a portal their names: those of the state file, else those of the description that fits, else
/// their own.
public struct Naming: Sendable {
    /// What there is, in names; smart processes that were not read in full are left out.
    public private(set) var model = ConfigurationModel()
    /// The objects behind the names.
    public private(set) var objects: [Address: PortalRecord] = [:]
    /// Objects that the state did not know and that fit a description: they are taken over.
    public private(set) var adopted: [Address] = []

    let snapshot: PortalSnapshot
    private let desired: ConfigurationModel
    private let book: NameBook
    private var names: [ObjectKind: [String: Address]] = [:]
    private var children: [String: [PortalRecord]] = [:]
    private var problems: [ConfigurationProblem] = []

    /// - Throws: ``ConfigurationProblems`` when a description fits several objects.
    public init(_ snapshot: PortalSnapshot, _ desired: ConfigurationModel, _ book: NameBook) throws {
        self.snapshot = snapshot
        self.desired = desired
        self.book = book
        for object in snapshot.objects {
            children[Self.key(object.kind, object.parentID), default: []].append(object)
        }
        name(.workplace, within: nil, parentID: nil)
        name(.spa, within: nil, parentID: nil)
        guard problems.isEmpty else { throw ConfigurationProblems(problems) }
        for kind in [ObjectKind.workplace, .spa] { collect(kind, parentID: nil) }
    }

    private static func key(_ kind: ObjectKind, _ parentID: String?) -> String {
        kind.rawValue + "/" + (parentID ?? "")
    }

    /// The name of an object.
    public func address(_ kind: ObjectKind, id: String) -> Address? { names[kind]?[id] }

    // MARK: Names

    private mutating func name(_ kind: ObjectKind, within parent: Address?, parentID: String?) {
        let there = children[Self.key(kind, parentID)] ?? []
        let wanted = desired.parts(kind, of: parent)
        var open = there
        var missing: [ConfigurationObject] = []
        func take(_ id: String, _ address: Address) {
            guard let index = open.firstIndex(where: { $0.id == id }) else { return }
            assign(open.remove(at: index), address)
        }
        for object in wanted {
            if let id = book[object.address], open.contains(where: { $0.id == id }) {
                take(id, object.address)
            } else {
                missing.append(object)
            }
        }
        // Names of the state that no description has any more stay names.
        for address in book.addresses where address.kind == kind && address.parent == parent {
            if let id = book[address], desired[address] == nil { take(id, address) }
        }
        for names in [\ConfigurationObject.naturalName, \.formerNaturalName] {
            missing = missing.filter { object in
                let fitting = open.filter { $0.naturalName == object[keyPath: names] }
                if fitting.count > 1 {
                    problems.append(
                        ConfigurationProblem(
                            object.place, NamingTexts.ambiguous(object.address, object.naturalName, fitting.map(\.id)),
                            hint: NamingTexts.ambiguousHint))
                    return false
                }
                guard let found = fitting.first else { return true }
                adopted.append(object.address)
                take(found.id, object.address)
                return false
            }
        }
        // A new smart process has a funnel already: it becomes the default one that is described.
        if kind == .funnel, let parent, book.making.contains(parent),
            let made = open.first(where: { $0.attributes["isDefault"] == true }),
            let first = missing.first(where: \.isDefault) ?? missing.first,
            !wanted.contains(where: { $0.isDefault && !missing.contains($0) })
        {
            take(made.id, first.address)
        }
        // A funnel has exactly one stage of success, whatever its code.
        if kind == .stage, let success = missing.first(where: { $0.attributes["semantics"] == "success" }),
            let found = open.first(where: { $0.attributes["semantics"] == "success" })
        {
            take(found.id, success.address)
        }
        for object in open { assign(object, free(object.naturalName, kind, parent)) }
        for object in there {
            guard let address = names[kind]?[object.id] else { continue }
            for part in kind.parts { name(part, within: address, parentID: object.id) }
        }
    }

    private mutating func assign(_ object: PortalRecord, _ address: Address) {
        names[object.kind, default: [:]][object.id] = address
        objects[address] = object
    }

    /// A name that nothing else has: the object's own, with a number where it is taken.
    private func free(_ name: String, _ kind: ObjectKind, _ parent: Address?) -> Address {
        let name = name.isEmpty ? kind.rawValue : name
        var number = 1
        while true {
            let candidate = number == 1 ? name : "\(name) (\(number))"
            let address = parent?.part(kind, candidate) ?? Address(kind, [candidate])
            if objects[address] == nil, desired[address] == nil { return address }
            number += 1
        }
    }

    // MARK: The model

    private mutating func collect(_ kind: ObjectKind, parentID: String?) {
        var there = (children[Self.key(kind, parentID)] ?? []).filter {
            kind != .spa || snapshot.readInFull.contains($0.id)
        }
        if !kind.isOrdered {
            func name(_ object: PortalRecord) -> String { names[kind]?[object.id]?.name ?? "" }
            there.sort { name($0).utf8.lexicographicallyPrecedes(name($1).utf8) }
        }
        for object in there {
            guard let address = names[kind]?[object.id] else { continue }
            var named = JSONObject()
            for member in object.attributes.members {
                var value = inNames(member.value)
                // The portal's order of relations means nothing.
                if member.key == "parents" || member.key == "children", let list = value.arrayValue {
                    value = .array(list.sorted { JSONWriter.string($0) < JSONWriter.string($1) })
                }
                named[member.key] = value
            }
            model.add(ConfigurationObject(address, named))
            for part in kind.parts { collect(part, parentID: object.id) }
        }
    }

    /// References by name instead of id. One to something that is not there any more is left out.
    private func inNames(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map(inNames))
        case .object(let object):
            if object.count == 1, let member = object.members.first, let kind = ObjectKind(rawValue: member.key),
                let id = member.value.stringValue
            {
                return .object(JSONObject([(member.key, .string(names[kind]?[id]?.name ?? "#" + id))]))
            }
            return .object(JSONObject(object.members.map { ($0.key, inNames($0.value)) }))
        default: return value
        }
    }
}

extension ConfigurationObject {
    /// What the portal knew it by; itself when it has no other name before.
    fileprivate var formerNaturalName: String { formerName ?? naturalName }
}

enum NamingTexts {
    static func ambiguous(_ object: Address, _ name: String, _ ids: [String]) -> LocalizedText {
        let list = ids.joined(separator: ", ")
        return LocalizedText(
            "\(object): the portal has several with the name '\(name)': \(list).",
            ru: "\(object): на портале несколько объектов с именем '\(name)': \(list).")
    }

    static let ambiguousHint = LocalizedText(
        "Rename all but one on the portal, or put the right id into the state file.",
        ru: "Переименуйте на портале все, кроме одного, или впишите нужный id в файл состояния.")
}
