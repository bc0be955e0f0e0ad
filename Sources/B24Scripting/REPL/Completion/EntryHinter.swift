public import Localization
import LuaRuntime

/// Says what comes next in a call, in a few words: the arguments that are left.
///
/// `b24.call("crm.item.list", ` is hinted at with `params?, opts?)`. It reads the registry alone and can be asked at every
/// key.
public struct EntryHinter: Sendable {
    private let library: Library

    /// A hinter.
    public init(language: Language) { library = Library(language: language) }

    /// The hint at the end of a text; `nil` for none.
    public func hint(_ before: String) -> String? {
        guard before.last.map({ $0 == "(" || $0 == "," || $0 == " " || $0 == "{" }) == true else { return nil }
        let place = EntryPlace(before: before)
        guard let call = place.call, place.prefix.isEmpty else { return nil }
        switch place.kind {
        case .key where before.last != ",":
            let names = library.keys(call).map(\.name)
            guard before.last == "{", !names.isEmpty else { return nil }
            return " " + names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", ..." : "")
        case .name where call.keys.isEmpty:
            guard let function = library.function(call) else { return nil }
            let rest = function.parameters.dropFirst(call.argument)
            guard !rest.isEmpty || function.parameters.isEmpty else { return nil }
            let words = rest.map { $0.isVariadic ? "..." : $0.name + ($0.isOptional ? "?" : "") }
            return (before.last == "," ? " " : "") + words.joined(separator: ", ") + ")"
        default: return nil
        }
    }
}
