import B24Scripting
import JSON
import Libraries
import Localization
import LuaRuntime

/// What the commands of `b24 lib` share.
extension Context {
    /// The libraries on this machine.
    var libraryStore: Store { Store(folder: environment.dataFolder + "/store") }

    /// What libraries are signed with.
    var signingKeyFile: String { Files.folder(of: environment.configFile) + "/signing-key" }

    /// The working folder, absolute.
    var workingFolder: String {
        get throws {
            do { return try Files.currentFolder() } catch {
                throw Complaint.failure(Texts.cannotRead(".", error.reason))
            }
        }
    }

    /// The folder with a `b24.toml` that a folder is in; `nil` when there is none.
    ///
    /// - Parameter folder: absolute; the working folder when it is `nil`.
    func projectFolder(above folder: String? = nil) throws -> String? {
        LibraryProject.folder(above: try folder ?? workingFolder, home: environment.home)
    }

    /// What this machine remembers of a project.
    func projectState(_ folder: String) throws -> ProjectState {
        try ProjectState(stateFolder: environment.stateFolder, project: folder)
    }

    /// - Parameter orNew: takes the working folder when it is in no project.
    func libraryDesk(orNew: Bool = false) throws -> LibraryDesk {
        let working = try workingFolder
        guard let folder = try projectFolder() ?? (orNew ? working : nil) else {
            throw LibraryError(.notFound, Texts.noProjectAbove(working), hint: Texts.howToStartProject)
        }
        return LibraryDesk(
            folder: folder, store: libraryStore, state: try projectState(folder), canAsk: canAsk)
    }

    /// A name from the command line.
    static func libraryName(_ text: String) throws -> LibraryName {
        guard let name = LibraryName(text) else { throw Complaint.usage(Texts.noLibraryName(text)) }
        return name
    }

    /// Rows for people, and the same for programs.
    func show(rows: [JSONObject], columns: [String], verdict: ExitStatus? = nil) -> ExitStatus {
        var result = CommandResult()
        result.results = [LuaValue(inOrder: .array(rows.map(JSONValue.object)))]
        result.verdict = verdict
        guard !settings.wantsEnvelope, settings.format ?? .table == .table else {
            return Presenter(context: self).show(result)
        }
        if !rows.isEmpty {
            let formatter = TableFormatter(width: width ?? .max, columns: columns, language: language)
            output.data(formatter.format(result.results[0]))
        }
        return result.status
    }
}

extension Complaint {
    /// What libraries are refused for, with the exit code that belongs to it.
    init(_ error: LibraryError) {
        let status: ExitStatus =
            switch error.kind {
            case .format: .usage
            case .notLocked, .changed, .signature, .notApproved: .refused
            case .notFound, .conflict, .source, .failed: .failed
            }
        self.init(text: error.text, hint: error.hint, status: status, kind: error.kind.rawValue)
    }
}
