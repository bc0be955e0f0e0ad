import B24Scripting
import Bitrix24
import Libraries
import Localization
import LuaRuntime
import Synchronization

/// The libraries of the project that a script, or the working folder, is in. Nothing is read before one is asked for.
final class ProjectLibraries: ScriptLibraries {
    private let context: Context
    /// Where the search for `b24.toml` begins, absolute.
    private let start: String
    private let readsLinks: Bool
    private let opened = Mutex<Result<InstalledLibraries?, LibraryError>?>(nil)

    /// - Parameters:
    ///   - folder: of the script; `nil` for the working folder.
    ///   - readsLinks: whether to look for folders that stand in for libraries, which b24's own state names.
    init(_ context: Context, of folder: String? = nil, readsLinks: Bool = true) throws {
        self.context = context
        self.readsLinks = readsLinks
        let folder = folder ?? "."
        if folder.hasPrefix("/") {
            start = folder
        } else {
            do { start = try Files.currentFolder() + (folder == "." ? "" : "/" + folder) } catch {
                throw Complaint.failure(Texts.cannotRead(".", error.reason))
            }
        }
    }

    /// The folder with the `b24.toml`; `nil` when there is none.
    var projectFolder: String? { LibraryProject.folder(above: start, home: context.environment.home) }

    /// What the lock has, and what is linked; `nil` outside of projects.
    private func catalogue() throws(LibraryError) -> InstalledLibraries? {
        let result = opened.withLock { opened in
            if let opened { return opened }
            let new = Result { () throws(LibraryError) in try open() }
            opened = new
            return new
        }
        return try result.get()
    }

    private func open() throws(LibraryError) -> InstalledLibraries? {
        guard let folder = projectFolder else { return nil }
        let links =
            readsLinks ? try ProjectState(stateFolder: context.environment.stateFolder, project: folder).links() : [:]
        return InstalledLibraries(
            try LibraryProject(folder: folder), store: context.libraryStore, links: links,
            allowsLinks: context.takesLinks)
    }

    // MARK: ScriptLibraries

    var names: [String] { ((try? catalogue())?.names ?? []).map(\.text) }

    func library(named name: String) throws -> ScriptLibrary? {
        // A name that no library can have is a module of the project that is not there.
        guard LibraryName(name) != nil else { return nil }
        return try translating { () throws(LibraryError) in
            try catalogue()?.library(named: name).map(ScriptLibrary.init)
        }
    }

    func file(_ path: String, of library: ScriptLibrary) throws -> [UInt8]? {
        try translating { () throws(LibraryError) in
            guard let catalogue = try catalogue(), let installed = try catalogue.library(named: library.name) else {
                return nil
            }
            return try catalogue.module(path, of: installed)
        }
    }

    func files(of library: ScriptLibrary) throws -> [String] {
        try translating { () throws(LibraryError) in
            guard let catalogue = try catalogue(), let installed = try catalogue.library(named: library.name) else {
                return []
            }
            return try catalogue.files(of: installed)
        }
    }

    private func translating<Value>(_ body: () throws(LibraryError) -> Value) throws -> Value {
        do { return try body() } catch {
            let kind: ErrorKind =
                switch error.kind {
                case .notLocked, .changed, .signature, .notApproved: .policyDenied
                case .notFound: .notFound
                case .format, .conflict: .invalidArgument
                case .source, .failed: .unknown
                }
            throw ScriptLibraryError(kind, error.text, hint: error.hint)
        }
    }
}

extension Context {
    /// Whether libraries that are linked to folders are taken: what runs without a person must be the same everywhere.
    fileprivate var takesLinks: Bool {
        switch settings.libraryLinks {
        case .taken: true
        case .refused: false
        case nil: Terminal.inputIsTerminal && environment.variables["CI"] == nil
        }
    }
}

extension ScriptLibrary {
    /// A library as scripts see it.
    init(_ library: InstalledLibrary) {
        self.init(
            LibraryMark(
                name: library.name.text, version: "\(library.version)", commit: library.commit?.text,
                isLinked: library.isLinked),
            summary: library.summary, apiNumber: library.api, needs: Self.needs(library.capabilities),
            dependencies: library.dependencies.map(\.text), commands: library.commands)
    }

    /// One need for each reason.
    private static func needs(_ capabilities: LibraryCapabilities) -> [Need] {
        let position = SourcePosition(file: Manifest.fileName, line: 0)
        var needs: [Need] = []
        func add(_ names: [String], _ subject: ([String]) -> Need.Subject) {
            var known: [(reason: String?, names: [String])] = []
            for name in names {
                let reason = capabilities.reasons[name]
                if let index = known.firstIndex(where: { $0.reason == reason }) {
                    known[index].names.append(name)
                } else {
                    known.append((reason, [name]))
                }
            }
            needs += known.map { Need(subject: subject($0.names), reason: $0.reason, position: position) }
        }
        for kind in MethodKind.allCases {
            add(capabilities[kind].map(\.text)) { .methods(kind, $0.compactMap(MethodGlob.init)) }
        }
        add(capabilities.files) { .files($0) }
        if let limit = capabilities.maxWrites {
            needs.append(Need(subject: .maxWrites(limit), reason: nil, position: position))
        }
        return needs
    }
}
