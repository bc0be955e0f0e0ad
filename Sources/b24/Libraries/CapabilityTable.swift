import Bitrix24
import JSON
import Libraries
import Localization

/// What a library may do, one line for each pattern or file, with the reason that its authors give.
struct CapabilityTable {
    private let capabilities: LibraryCapabilities

    init(_ capabilities: LibraryCapabilities) { self.capabilities = capabilities }

    func lines(_ language: Language, indent: String = "    ") -> [String] {
        var rows: [(label: String, what: String, reason: String)] = []
        let labels: [(MethodKind, LocalizedText)] = [
            (.read, Texts.needsRead), (.write, Texts.needsWrite), (.delete, Texts.needsDelete),
        ]
        for (kind, label) in labels {
            for glob in capabilities[kind] { rows.append((label[language], glob.text, reason(glob.text))) }
        }
        for file in capabilities.files { rows.append((Texts.needsFiles[language], file, reason(file))) }
        if let most = capabilities.maxWrites {
            rows.append((Texts.needsAtMost[language], Texts.someWrites(most)[language], ""))
        }
        let first = rows.map { TextWidth.of($0.label) }.max() ?? 0
        let second = min(40, rows.filter { !$0.reason.isEmpty }.map { TextWidth.of($0.what) }.max() ?? 0)
        return rows.map { row in
            (indent + TextWidth.pad(row.label, first) + "   " + TextWidth.pad(row.what, second) + "   " + row.reason)
                .trimmedEnd
        }
    }

    /// Without what could rewrite a terminal.
    private func reason(_ what: String) -> String {
        (capabilities.reasons[what] ?? "").filter {
            !$0.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        }
    }

    var json: JSONObject {
        var object = JSONObject()
        for kind in MethodKind.allCases {
            object[kind.rawValue] = .array(capabilities[kind].map { .string($0.text) })
        }
        object["files"] = .array(capabilities.files.map(JSONValue.string))
        object["max_writes"] = capabilities.maxWrites.map { .integer(Int64($0)) } ?? .null
        return object
    }
}
