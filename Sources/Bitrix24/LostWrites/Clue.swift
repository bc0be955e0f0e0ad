import JSON

/// What a person looks for on the portal when nobody knows whether a write ran: the object that it names, or what an
/// addition would have made; and the command that shows it, where there is one.
struct Clue: Sendable, Equatable {
    /// `entityTypeId = 156, title = "Leave"`
    let values: String
    /// `b24 call crm.item.list entityTypeId=156 'filter[title]=Leave'`
    let look: String?

    /// So much is enough to know an object again.
    private static let mostValues = 3
    private static let longestValue = 60

    /// Fields by which people know an object, the most telling first.
    private static let names = [
        "xmlid", "originid", "title", "name", "lastname", "email", "fieldname", "statusid", "entityid", "code",
    ]

    /// - Returns: `nil` where the write holds nothing to go by.
    init?(_ write: Command, catalogue: MethodCatalogue = .standard) {
        let family = write.method.lastIndex(of: ".").map { String(write.method[..<$0]) } ?? ""
        let own = Self.plain(write.parameters)
        if own.contains(where: { Self.isID($0.key) }) {
            let read = Self.read(family + ".get", write, [], catalogue)
            self.init(Array(own.prefix(Self.mostValues)), read)
            return
        }
        let fields = LostWriteCheck.fields(of: write).map(Self.plain) ?? []
        let telling = fields.filter { Self.names.contains(StoredFields.plain($0.key)) }.sorted {
            Self.rank($0.key) < Self.rank($1.key)
        }
        let best = telling.isEmpty ? fields : telling
        guard !best.isEmpty || !own.isEmpty else { return nil }
        let read = Self.read(family + ".list", write, Array(telling.prefix(1)), catalogue)
        self.init(Array(own.prefix(2)) + Array(best.prefix(Self.mostValues)), read)
    }

    private init(_ members: [Member], _ look: String?) {
        values = members.map { member in
            let text = Self.text(member.value)
            return member.key + " = " + (member.value.stringValue == nil ? text : "\"" + text + "\"")
        }.joined(separator: ", ")
        self.look = look
    }

    private typealias Member = (key: String, value: JSONValue)

    /// The members that are a short text or a number and no credential.
    private static func plain(_ object: JSONObject) -> [Member] {
        object.members.filter { member in
            let probe = "?\(member.key)=x"
            guard Redaction.redact(probe) == probe else { return false }
            return switch member.value {
            case .integer, .number: true
            case .string(let text): !text.isEmpty && text.allSatisfy { !$0.isNewline }
            default: false
            }
        }.map { ($0.key, $0.value) }
    }

    private static func isID(_ name: String) -> Bool {
        let name = StoredFields.plain(name)
        return name.hasSuffix("id") && name != "entitytypeid" && name != "categoryid" && name != "moduleid"
    }

    private static func rank(_ name: String) -> Int { names.firstIndex(of: StoredFields.plain(name)) ?? names.count }

    private static func text(_ value: JSONValue) -> String {
        let text = value.stringValue ?? JSONWriter.string(value)
        return text.count > longestValue ? text.prefix(longestValue) + "…" : text
    }

    /// The call of a read with what the write says of its required parameters, and with conditions where it takes them.
    private static func read(
        _ method: String, _ write: Command, _ conditions: [Member], _ catalogue: MethodCatalogue
    ) -> String? {
        guard write.usedVersion == .two, let entry = catalogue.entry(method), entry.effect == .read else { return nil }
        var words = ["b24 call", entry.method]
        for parameter in entry.requiredParameters {
            guard let value = write.parameters.value(parameter.name),
                value.stringValue != nil || value.integerValue != nil
            else {
                return nil
            }
            words.append(word(parameter.name, value))
        }
        if entry.parameters.contains(where: { $0.name == "filter" }) {
            words += conditions.filter { $0.value.stringValue?.count ?? 0 <= longestValue }
                .map { word("filter[\($0.key)]", $0.value) }
        }
        return words.joined(separator: " ")
    }

    /// `id=7`, quoted for a shell where it has to be.
    private static func word(_ name: String, _ value: JSONValue) -> String {
        let word = name + "=" + (value.stringValue ?? JSONWriter.string(value))
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "=._-:/@".utf8.contains(byte)
            }
        }
        guard !isPlain else { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

extension PortalError {
    /// The same error; when nobody knows whether the write ran, with what to look for on the portal.
    package func withClue(to write: Command) -> PortalError {
        guard outcome == .unknown, details["sought"] == nil, let clue = Clue(write) else { return self }
        var error = self
        error.details["sought"] = clue.values
        error.details["look"] = clue.look
        return error
    }
}
