import Bitrix24
import LuaRuntime

/// The keys by which the items of a resumable loop are known again in a later run.
enum ItemKeys {
    /// Where a table keeps what tells it from others, in the order in which it is looked for.
    static let usual = ["id", "ID", "key"]

    /// - Parameters:
    ///   - values: the items, or what the script's key function gave for them.
    ///   - field: the field that the script names; `nil` for the usual ones.
    ///   - areKeys: the values are the keys themselves.
    /// - Throws: ``ModuleError`` for an item without a key, and for two with the same.
    static func keys(_ values: [LuaValue], field: String?, areKeys: Bool) throws -> [String] {
        var seen: [String: Int] = [:]
        return try values.enumerated().map { index, value in
            guard let key = key(of: value, field: field, areKeys: areKeys) else {
                throw ModuleError(
                    .invalidArgument, Texts.itemWithoutKey(index + 1, field: field, isFunction: areKeys),
                    hint: Texts.giveKey)
            }
            if let first = seen.updateValue(index + 1, forKey: key) {
                throw ModuleError(
                    .invalidArgument, Texts.doubledKey(key, first, index + 1), hint: Texts.giveBetterKey)
            }
            return key
        }
    }

    private static func key(of value: LuaValue, field: String?, areKeys: Bool) -> String? {
        if let plain = plain(value) { return field == nil ? plain : nil }
        guard !areKeys, case .table(let table) = value else { return nil }
        for name in field.map({ [$0] }) ?? usual {
            if let found = table[name], let key = plain(found) { return key }
        }
        return nil
    }

    private static func plain(_ value: LuaValue) -> String? {
        switch value {
        case .string(let text) where !text.isEmpty: text
        case .integer(let number): String(number)
        case .number(let number) where number.isFinite: LuaFormatter.number(number)
        default: nil
        }
    }
}
