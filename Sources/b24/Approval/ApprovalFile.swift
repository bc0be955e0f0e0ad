import B24Scripting
import JSON

/// What a person has allowed a script on a portal: a file for each of both, for the owner's eyes alone.
///
/// It is keyed by what the script may do, not by its text: a script that was corrected is not asked about again.
struct ApprovalFile: Sendable {
    /// Where it is.
    let path: String
    private let portal: String
    private let script: String

    /// - Parameters:
    ///   - folder: of all of them.
    ///   - portal: the profile's name; for a portal without one, what tells it from others.
    ///   - script: the absolute path of its file.
    init(folder: String, portal: String, script: String) {
        self.portal = portal
        self.script = script
        path = "\(folder)/\(Files.safeName(portal))/\(Files.safeName(ContentHash(script.utf8).description)).json"
    }

    /// What was allowed; `nil` when nothing was, or the file is of no use.
    var approved: Capabilities? {
        guard let bytes = try? Files.read(path), let value = try? JSONReader.value(bytes),
            value["portal"]?.stringValue == portal, value["script"]?.stringValue == script,
            case .object(let json)? = value["capabilities"], let capabilities = Capabilities(json),
            value["hash"]?.stringValue == capabilities.hash.description
        else { return nil }
        return capabilities
    }

    /// Keeps what is allowed from now on.
    func approve(_ capabilities: Capabilities, at time: String) throws {
        let record: JSONObject = [
            "portal": .string(portal), "script": .string(script), "approved": .string(time),
            "hash": .string(capabilities.hash.description), "capabilities": .object(capabilities.json),
        ]
        try Self.keep(record, in: path)
    }

    /// Writes what a person has allowed.
    static func keep(_ record: JSONObject, in path: String) throws {
        do throws(Files.Failure) {
            try Files.makeFolder(Files.folder(of: path))
            try Files.writePrivately(JSONWriter.bytes(.object(record)), to: path)
        } catch {
            throw Complaint.failure(Texts.cannotKeepApproval(path, error.reason))
        }
    }
}
