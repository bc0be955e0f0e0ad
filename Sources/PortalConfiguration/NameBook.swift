import JSON

/// Which object of a portal each name means: the state that `b24 apply` keeps, and `b24 import` makes anew.
public struct NameBook: Sendable, Hashable {
    /// The portal that the ids are of.
    public var portal: String
    private var ids: [Address: String] = [:]
    /// Objects that are being made: what the portal puts into them by itself is nobody's work.
    public var making: Set<Address> = []

    /// Grants that a person has set by hand, as text.
    private var confirmed: [Address: String] = [:]

    /// The grants that a person has set by hand.
    func confirmed(_ address: Address) -> String? { confirmed[address] }

    /// Notes that the steps by hand are done.
    public mutating func confirm(_ steps: [ChangePlan.ManualStep]) {
        for step in steps { if let grants = step.grants { confirmed[step.address] = grants } }
    }

    /// An empty book.
    public init(portal: String) { self.portal = portal }

    /// The id behind a name.
    public subscript(address: Address) -> String? {
        get { ids[address] }
        set { ids[address] = newValue }
    }

    /// All names.
    public var addresses: Set<Address> { Set(ids.keys) }

    /// Gives the objects that a description calls by another name than before their new names.
    public mutating func rename(by model: ConfigurationModel) {
        for object in model.objects {
            guard let former = object.formerName else { continue }
            let old = Address(object.address.kind, object.address.path.dropLast() + [former])
            guard ids[object.address] == nil, ids[old] != nil, model[old] == nil else { continue }
            func renamed(_ address: Address) -> Address { address.renamed(old, to: object.address.name) }
            ids = Dictionary(ids.map { (renamed($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
            making = Set(making.map(renamed))
            confirmed = Dictionary(
                confirmed.map { (renamed($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Forgets an object and its parts.
    public mutating func forget(_ address: Address) {
        ids = ids.filter { !$0.key.lineage.contains(address) }
        making = making.filter { !$0.lineage.contains(address) }
        confirmed = confirmed.filter { !$0.key.lineage.contains(address) }
    }

    /// The names of a model alone.
    public func keeping(_ model: ConfigurationModel) -> NameBook {
        var book = self
        book.ids = ids.filter { model[$0.key] != nil }
        return book
    }

    // MARK: The file

    /// The text of the file, always in the same order.
    public var text: String {
        func row(_ address: Address, _ more: JSONObject) -> JSONValue {
            var row: JSONObject = [
                "kind": .string(address.kind.rawValue), "path": .array(address.path.map(JSONValue.string)),
            ]
            for member in more.members { row[member.key] = member.value }
            return .object(row)
        }
        func sorted(_ addresses: some Sequence<Address>) -> [Address] {
            addresses.sorted { ($0.kind.rawValue, $0.description) < ($1.kind.rawValue, $1.description) }
        }
        let value: JSONValue = [
            "schema": 1, "portal": .string(portal),
            "names": .array(sorted(ids.keys).map { row($0, ["id": .string(ids[$0] ?? "")]) }),
            "making": .array(sorted(making).map { row($0, [:]) }),
            "by_hand": .array(sorted(confirmed.keys).map { row($0, ["grants": .string(confirmed[$0] ?? "")]) }),
        ]
        return JSONWriter.string(value, pretty: true) + "\n"
    }

    /// - Throws: ``ConfigurationProblem``
    public init(text: String, file: String) throws {
        let place = FilePlace(file: file, line: nil)
        guard let value = try? JSONReader.value(text.utf8), let portal = value["portal"]?.stringValue,
            let schema = value["schema"]?.integerValue, let names = value["names"]?.arrayValue
        else {
            throw ConfigurationProblem(place, Texts.notAFile("a state file"))
        }
        guard schema <= 1 else { throw ConfigurationProblem(place, Texts.newerFile(schema)) }
        self.init(portal: portal)
        func address(_ row: JSONValue) throws -> Address {
            guard let kind = row["kind"]?.stringValue.flatMap(ObjectKind.init),
                let path = row["path"]?.arrayValue?.compactMap(\.stringValue), !path.isEmpty
            else { throw ConfigurationProblem(place, Texts.notAFile("a state file")) }
            return Address(kind, path)
        }
        for row in names { ids[try address(row)] = row["id"]?.stringValue }
        for row in value["by_hand"]?.arrayValue ?? [] { confirmed[try address(row)] = row["grants"]?.stringValue }
        making = Set(try (value["making"]?.arrayValue ?? []).map(address))
    }
}
