import B24Scripting
import JSON
import Localization

/// What `b24 list` shows: the scripts of a folder, and the commands of its libraries.
struct ScriptList {
    /// One that can be run.
    struct Entry {
        /// What follows `b24 run`.
        var name: String
        var title: String
        /// Its arguments as its usage line has them.
        var arguments: String
        /// Of a command: its library.
        var library: LibraryMark?
        var metadata: ScriptMetadata
    }

    private(set) var entries: [Entry] = []
    /// Why a library's commands are not shown.
    private(set) var problems: [LocalizedText] = []

    /// Folders whose files are no scripts to run.
    private static let skipped: Set<String> = ["lib/", "spec/", "lua_modules/", "node_modules/"]
    private static let depth = 4

    /// - Parameters:
    ///   - folder: where to look; `""` for the working folder.
    init(in folder: String, _ libraries: ProjectLibraries) {
        addScripts(folder, depth: 0)
        addCommands(libraries)
    }

    /// The commands alone.
    init(commandsOf libraries: ProjectLibraries) { addCommands(libraries) }

    private mutating func addCommands(_ libraries: ProjectLibraries) {
        for name in libraries.names {
            do { try addCommands(of: name, libraries) } catch let error as ScriptLibraryError {
                problems.append(error.text)
            } catch { continue }
        }
    }

    private mutating func addScripts(_ folder: String, depth: Int) {
        for name in Files.content(of: folder.isEmpty ? "." : folder).sorted() where !name.hasPrefix(".") {
            let path = folder + name
            if name.hasSuffix("/") {
                if depth < Self.depth, !Self.skipped.contains(name) { addScripts(path, depth: depth + 1) }
            } else if name.hasSuffix(".lua"), let text = try? Files.text(path) {
                let metadata = ScriptMetadata(text, file: path)
                // Without a title it is a module, or nobody's to run.
                if !metadata.title.isEmpty { add(path, metadata, nil) }
            }
        }
    }

    private mutating func addCommands(of name: String, _ libraries: ProjectLibraries) throws {
        guard let library = try libraries.library(named: name) else { return }
        for (command, path) in library.commands.sorted(by: { $0.key < $1.key }) {
            guard let bytes = try libraries.file(path, of: library) else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            add("\(name)/\(command)", ScriptMetadata(text, file: library.chunkName(path)), library.mark)
        }
    }

    private mutating func add(_ name: String, _ metadata: ScriptMetadata, _ library: LibraryMark?) {
        let usage = metadata.parameters.usage("").dropFirst("b24 run ".count)
        entries.append(
            Entry(
                name: name, title: metadata.title, arguments: usage.trimmed, library: library, metadata: metadata))
    }

    /// Rows for people, and the same for programs.
    var rows: [JSONObject] {
        entries.map { entry in
            ["script": .string(entry.name), "arguments": .string(entry.arguments), "title": .string(entry.title)]
        }
    }

    /// Everything, for programs.
    func json(_ language: Language) -> [JSONObject] {
        entries.map { entry in
            var object: JSONObject = ["script": .string(entry.name), "title": .string(entry.title)]
            if let library = entry.library { object["library"] = .object(library.json) }
            let parameters = entry.metadata.parameters
            object["arguments"] = .array(parameters.arguments.map(Self.json))
            object["flags"] = .array(parameters.flags.map(Self.json))
            object["needs"] = .object(Capabilities(entry.metadata.needs).json)
            object["read_only"] = .bool(entry.metadata.isReadOnly)
            return object
        }
    }

    private static func json(_ parameter: ScriptParameters.Parameter) -> JSONValue {
        var object: JSONObject = ["name": .string(parameter.name), "type": .string(parameter.type.word)]
        if parameter.isOptional { object["optional"] = true }
        if parameter.isRepeated { object["repeated"] = true }
        object["default"] = parameter.defaultValue.map(JSONValue.string)
        object["text"] = .string(parameter.text)
        return .object(object)
    }
}
