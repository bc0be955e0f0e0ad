import B24Scripting
import JSON

/// That a person lets a script run at level `trusted` with a portal: a file for each of both, for the owner's eyes alone.
///
/// It is keyed by the script's text: what a changed one does with files and programs nobody has looked at.
struct TrustFile: Sendable {
    /// Where it is.
    let path: String
    private let portal: String
    private let script: String

    /// - Parameters: as of ``ApprovalFile``.
    init(folder: String, portal: String, script: String) {
        self.portal = portal
        self.script = script
        path =
            "\(folder)/\(Files.safeName(portal))/\(Files.safeName(ContentHash(script.utf8).description)).trusted.json"
    }

    /// Whether this text was allowed.
    func trusts(_ text: ContentHash) -> Bool {
        guard let bytes = try? Files.read(path), let value = try? JSONReader.value(bytes) else { return false }
        return value["portal"]?.stringValue == portal && value["script"]?.stringValue == script
            && value["text"]?.stringValue == text.description
    }

    /// Keeps that this text is allowed from now on.
    func trust(_ text: ContentHash, at time: String) throws {
        try ApprovalFile.keep(
            [
                "portal": .string(portal), "script": .string(script), "trusted": .string(time),
                "text": .string(text.description),
            ], in: path)
    }
}
