import Localization
import LuaRuntime

/// The cells of a table's column as a person wants to read them, where the portal writes them for programs: moments
/// without seconds and zone, flags as words. The values themselves stay as they are.
enum ReadableColumn {
    /// The cells; `nil` when they need no change.
    static func cells(_ values: [LuaValue], _ language: Language) -> [String]? {
        var texts: [String] = []
        texts.reserveCapacity(values.count)
        for value in values {
            switch value {
            case .nil, .null: texts.append("")
            case .string(let text): texts.append(text)
            default: return nil
            }
        }
        let filled = texts.filter { !$0.isEmpty }
        guard !filled.isEmpty else { return nil }
        if filled.allSatisfy({ $0 == "Y" || $0 == "N" }) {
            return texts.map { $0.isEmpty ? "" : ($0 == "Y" ? Texts.flagYes : Texts.flagNo)[language] }
        }
        guard filled.allSatisfy({ PortalDate($0) != nil }) else { return nil }
        return texts.map { PortalDate($0)?.short ?? "" }
    }

    /// Whether a column holds numbers that the portal writes as text, as the older methods do with ids.
    static func isNumeric(_ cells: [String]) -> Bool {
        let filled = cells.filter { !$0.isEmpty }
        return !filled.isEmpty && filled.allSatisfy { $0.utf8.count < 16 && Int($0) != nil }
    }
}
