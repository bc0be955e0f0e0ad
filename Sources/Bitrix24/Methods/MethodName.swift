/// What a method's name is made of.
public enum MethodName {
    /// Whether a byte occurs in names, in lower case.
    static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Whether a text can be the name of a method. What cannot may mean another method to the portal than it says: the
    /// name becomes a part of an address.
    public static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name.lowercased().utf8.allSatisfy(isAllowed)
            && !name.hasPrefix(".") && !name.hasSuffix(".") && !name.contains("..")
    }

    /// The name without the form of the answer that a portal takes at its end: `crm.item.list` of `crm.item.list.json`.
    /// -> settings/how-to-call-rest-api/general-principles
    public static func bare(_ name: String) -> String {
        var name = name
        while let end = [".json", ".xml"].first(where: name.lowercased().hasSuffix) { name.removeLast(end.count) }
        return name
    }
}
