import Bitrix24
import Localization
import TOML

/// What a library may do, as `b24.toml` and `b24.lock` say it.
enum CapabilityReader {
    /// `[capabilities]`, with a reason for everything that changes a portal.
    static func capabilities(_ table: TableReader) throws(LibraryError) -> LibraryCapabilities {
        var table = table
        var capabilities = try lists(&table)
        if var why = try table.table("why") {
            let named = Set(MethodKind.allCases.flatMap { capabilities[$0].map(\.text) } + capabilities.files)
            for word in why.rest {
                // Case does not matter to patterns.
                let name = named.contains(word) ? word : word.lowercased()
                guard named.contains(name) else {
                    throw why.wrong(Texts.reasonForNothing(word), hint: Texts.reasonForm)
                }
                capabilities.reasons[name] = (try why.text(word) ?? "").split(whereSeparator: \.isWhitespace)
                    .joined(separator: " ")
            }
        }
        try table.end()
        let needReasons = (capabilities[.write] + capabilities[.delete]).map(\.text) + capabilities.files
        if let bare = needReasons.first(where: { (capabilities.reasons[$0] ?? "").isEmpty }) {
            throw table.wrong(
                Texts.missingReason(bare), hint: Texts.write("[capabilities.why] \"\(bare)\" = \"…\""))
        }
        return capabilities
    }

    /// The lists alone.
    static func lists(_ table: inout TableReader) throws(LibraryError) -> LibraryCapabilities {
        var capabilities = LibraryCapabilities()
        for kind in MethodKind.allCases {
            for (text, node) in try table.texts(kind.rawValue) {
                guard let glob = MethodGlob(text) else {
                    throw table.wrong(node, Texts.badGlob(text), hint: Texts.globForm)
                }
                capabilities[kind].append(glob)
            }
        }
        for (text, node) in try table.texts("files") {
            do { _ = try LibrarySource.checked(path: text) } catch {
                throw table.wrong(node, Texts.badFiles(text), hint: Texts.filesForm)
            }
            guard !text.contains("*"), !text.split(separator: "/").contains("..") else {
                throw table.wrong(node, Texts.badFiles(text), hint: Texts.filesForm)
            }
            capabilities.files.append(text)
        }
        capabilities.maxWrites = try table.count("max_writes")
        return capabilities.sorted
    }
}
