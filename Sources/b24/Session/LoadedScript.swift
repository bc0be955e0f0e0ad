import B24Scripting
import LuaRuntime

/// A script, read once: what is shown to a person, hashed, allowed and run are the same bytes, whatever becomes of the file
/// meanwhile.
struct LoadedScript: Sendable {
    /// As it was named; `-` for standard input.
    let file: String
    /// All of it.
    let text: String
    /// What is run.
    let chunk: LuaChunk
    /// What it says about itself.
    let metadata: ScriptMetadata

    /// Reads a script.
    init(_ file: String) throws {
        self.file = file
        let bytes: [UInt8]
        do {
            bytes = try Files.read(file)
        } catch {
            guard error.isMissing else { throw Complaint.failure(Texts.cannotRead(file, error.reason)) }
            throw Complaint.failure(Texts.noSuchFile(file), hint: Texts.noSuchFileHint(file))
        }
        text = String(decoding: bytes, as: UTF8.self)
        chunk = try ScriptFile.chunk(bytes, name: file == "-" ? "stdin" : file)
        metadata = ScriptMetadata(text, file: chunk.name)
    }

    var isStandardInput: Bool { file == "-" }

    /// Where `require` looks for its modules last.
    var folder: String { isStandardInput ? "." : ScriptFile.folder(of: file) }

    /// Tells its text from others.
    var hash: ContentHash { ContentHash(text.utf8) }
}
