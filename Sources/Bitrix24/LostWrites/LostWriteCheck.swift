import JSON

/// How to find out by reading whether a write ran whose answer was lost.
///
/// | write | read | it ran when |
/// |---|---|---|
/// | `*.update` of one object | its `*.get` | the object has all values that were written |
/// | `*.delete` of one object | its `*.get` | there is no such object |
/// | `*.add` with a marker (`xmlId`, `originId`, ...) or a name that cannot occur twice | its `*.list` | there is exactly one |
///
/// An update or a deletion may be sent again once the read shows that it has not happened: even if the first one should
/// still run, the portal ends up as it should. An addition may be sent again only when the first one cannot run any more.
struct LostWriteCheck: Sendable {
    /// What a read shows.
    enum Finding: Sendable, Equatable {
        /// It ran; this is its result, in the shape in which the method gives it.
        case ran(JSONValue)
        /// It has not run, so far.
        case notSoFar
        /// The read does not tell.
        case unclear
    }

    /// What kind of write it was.
    enum Kind: Sendable, Equatable { case update, deletion, addition }

    let kind: Kind
    /// The read that tells.
    let read: Command

    private let write: Command
    private let shape: WriteShape
    private let marker: Marker?

    /// - Returns: `nil` for a write that no read can tell anything of.
    init?(_ write: Command, catalogue: MethodCatalogue = .standard) {
        // REST 3 has answers of other shapes, and keys with which a lost write can be sent again.
        guard write.usedVersion == .two, let dot = write.method.lastIndex(of: ".") else { return nil }
        let family = String(write.method[..<dot])
        self.write = write
        shape = WriteShape(family)
        switch write.method[write.method.index(after: dot)...].lowercased() {
        case "update":
            guard let read = Self.get(family, of: write, catalogue), Self.fields(of: write) != nil else { return nil }
            (kind, self.read, marker) = (.update, read, nil)
        case "delete":
            guard let read = Self.get(family, of: write, catalogue) else { return nil }
            (kind, self.read, marker) = (.deletion, read, nil)
        case "add":
            guard let found = Marker.of(write, family, catalogue) else { return nil }
            (kind, self.read, marker) = (.addition, found.read, found)
        default: return nil
        }
    }

    /// Whether the write may be sent again as soon as a read shows that it has not run.
    var mayRunTwice: Bool { kind != .addition }

    /// What the answer to ``read`` shows.
    ///
    /// - Parameter sentAt: Unix time of the write.
    func finding(_ result: JSONSlice, sentAt: Double) -> Finding {
        switch kind {
        case .deletion:
            return object(result) == nil ? .unclear : .notSoFar
        case .update:
            guard let object = object(result), let fields = Self.fields(of: write) else { return .unclear }
            switch StoredFields(object).hold(fields) {
            case true?: return .ran(shape.isWrapped ? result.value : true)
            case false?: return .notSoFar
            case nil: return .unclear
            }
        case .addition:
            guard let rows = ListRows.rows(in: result, named: ListMethod.named(read.method).rows) else {
                return .unclear
            }
            guard rows.count == 1 else { return rows.isEmpty ? .notSoFar : .unclear }
            let row = rows[0].value
            guard isMadeByThisWrite(row, sentAt) else { return .unclear }
            return shape.result(ofAdding: row).map(Finding.ran) ?? .unclear
        }
    }

    /// What an error of ``read`` shows.
    func finding(_ error: PortalError) -> Finding {
        guard error.kind == .notFound else { return .unclear }
        switch kind {
        case .deletion: return .ran(shape.isWrapped ? [] : true)
        case .update: return .unclear
        case .addition: return .notSoFar
        }
    }

    // MARK: Parts

    /// Whether a row that carries the marker can come from this write, and not from an earlier one.
    private func isMadeByThisWrite(_ row: JSONValue, _ sentAt: Double) -> Bool {
        guard let object = row.objectValue, let fields = Self.fields(of: write), let marker, marker.isOn(row) else {
            return false
        }
        if let text = (object["createdTime"] ?? object["DATE_CREATE"])?.stringValue,
            let created = ISOTime(text)?.unixTime, created < sentAt - Self.clockDifference
        {
            return false
        }
        return StoredFields(object).hold(fields) != false
    }

    /// By how much the portal's clock may differ from ours, in seconds.
    private static let clockDifference = 300.0

    /// The object in the answer of a `get`.
    private func object(_ result: JSONSlice) -> JSONObject? {
        guard let members = result.value.objectValue, !members.isEmpty else { return nil }
        if members.count == 1, let inner = members.members[0].value.objectValue { return inner }
        return members
    }

    static func fields(of write: Command) -> JSONObject? {
        for name in ["fields", "field"] {
            if let fields = write.parameters.value(name)?.objectValue, !fields.isEmpty { return fields }
        }
        return nil
    }

    /// The `get` of the object that a write names; `nil` when the documentation has none that takes the same ids.
    private static func get(_ family: String, of write: Command, _ catalogue: MethodCatalogue) -> Command? {
        guard let entry = catalogue.entry(family + ".get"), entry.effect == .read else { return nil }
        let needed = entry.requiredParameters
        guard needed.contains(where: { $0.name.lowercased().hasSuffix("id") }) else { return nil }
        var parameters = JSONObject()
        for parameter in needed {
            guard let value = write.parameters.value(parameter.name), isScalar(value) else { return nil }
            parameters[parameter.name] = value
        }
        return Command(entry.method, parameters)
    }

    private static func isScalar(_ value: JSONValue) -> Bool {
        switch value {
        case .integer: true
        case .string(let text): !text.isEmpty && !text.contains("$result[")
        default: false
        }
    }
}
