import Bitrix24
import JSON

/// Whether two values of a field are one: the portal writes numbers and flags as text where a script may not.
enum SameValue {
    static func isSame(_ left: JSONValue?, _ right: JSONValue) -> Bool {
        let left = left ?? .null
        if left == right { return true }
        if let same = StoredFields.same(left, right) { return same }
        // Times in other zones are the same moment.
        guard let one = left.stringValue.flatMap({ ISOTime($0)?.unixTime }),
            let other = right.stringValue.flatMap({ ISOTime($0)?.unixTime })
        else { return false }
        return one == other
    }

    /// A file: what the portal gives for it cannot be written back.
    static func isFile(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let elements): elements.contains(where: isFile)
        case .object(let object): object["id"] != nil && (object["url"] != nil || object["urlMachine"] != nil)
        default: false
        }
    }

    /// The fields of an object by their plain names.
    static func plain(_ object: JSONObject) -> [String: JSONValue] {
        Dictionary(object.members.map { (StoredFields.plain($0.key), $0.value) }, uniquingKeysWith: { $1 })
    }
}
