import B24Scripting
import LuaRuntime

/// A script, or a command of a library, read once: what is shown to a person, hashed, allowed and run are the same bytes, whatever becomes of the file
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
    /// Of a command: its library and its name there. It has the rights of the library.
    private(set) var command: (library: String, name: String)?
    /// The libraries of its project.
    let libraries: ProjectLibraries

    /// Reads a script.
    ///
    /// - Parameter file: its file, or `LIBRARY/COMMAND` where there is no such file.
    init(_ file: String, _ context: Context) throws {
        if let (library, name) = Self.command(file), Files.mode(file) == nil,
            let command = try Self.init(command: name, of: library, file, context)
        {
            self = command
        } else {
            try self.init(file: file, context)
        }
    }

    /// `team/report` of library `team`; a path with an ending is none.
    static func command(_ file: String) -> (library: String, name: String)? {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(".") }) else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// - Returns: `nil` when there is no such library.
    private init?(command name: String, of library: String, _ file: String, _ context: Context) throws {
        let libraries = try ProjectLibraries(context)
        let found: ScriptLibrary
        let bytes: [UInt8]?
        let path: String?
        do {
            guard let known = try libraries.library(named: library) else { return nil }
            found = known
            path = known.commands[name]
            bytes = try path.flatMap { try libraries.file($0, of: known) }
        } catch let error as ScriptLibraryError {
            throw Complaint(error)
        }
        guard let path, let bytes else {
            let known = found.commands.keys.sorted()
            throw Complaint.failure(
                Texts.noCommand(name, found.mark), hint: known.isEmpty ? nil : Texts.commands(library, known))
        }
        self.libraries = libraries
        self.file = file
        text = String(decoding: bytes, as: UTF8.self)
        chunk = try ScriptFile.chunk(bytes, name: found.chunkName(path))
        metadata = ScriptMetadata(text, file: chunk.name)
        command = (library, name)
    }

    private init(file: String, _ context: Context) throws {
        libraries = try ProjectLibraries(context, of: file == "-" ? nil : ScriptFile.folder(of: file))
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

    /// Refuses a command line that is not what the script says that it takes.
    func check(_ arguments: [String]) throws {
        guard metadata.problems.isEmpty, metadata.parameters.areDeclared else { return }
        do { _ = try metadata.parameters.values(arguments) } catch {
            throw Complaint.usage(error.text, hint: Texts.hintWithUsage(error.hint, metadata.parameters.usage(file)))
        }
    }

    /// Tells its text from others.
    var hash: ContentHash { ContentHash(text.utf8) }
}
