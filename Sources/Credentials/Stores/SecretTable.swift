import Bitrix24
import JSON

/// The secrets of several profiles in one text: `{"version":1,"secrets":{"acme":"..."}}`.
struct SecretTable: Equatable {
    private(set) var secrets: [String: Secret] = [:]

    subscript(profile: String) -> Secret? {
        get { secrets[profile] }
        set { secrets[profile] = newValue }
    }

    var isEmpty: Bool { secrets.isEmpty }

    init() {}

    /// Why a text is no table.
    enum Problem: Error { case malformed, newer }

    init(_ bytes: [UInt8]) throws(Problem) {
        guard let object = try? JSONReader.value(bytes).objectValue, let version = object["version"]?.integerValue
        else {
            throw .malformed
        }
        guard version == 1 else { throw .newer }
        guard let members = object["secrets"]?.objectValue else { throw .malformed }
        for member in members.members {
            guard let text = member.value.stringValue else { throw .malformed }
            secrets[member.key] = Secret(text)
        }
    }

    var bytes: [UInt8] {
        let members = secrets.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value.exposed)) }
        return JSONWriter.bytes(["version": 1, "secrets": .object(JSONObject(members))])
    }
}
