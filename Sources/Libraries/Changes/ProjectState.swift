import TOML

/// What this machine remembers of a project, beside the project: folders that stand in for libraries, and the two files as
/// they were before each change.
public struct ProjectState: Sendable {
    /// Where it is.
    private let folder: String
    /// So many changes can be taken back.
    static let mostSteps = 50

    /// - Parameters:
    ///   - stateFolder: of b24: `~/.local/state/b24`.
    ///   - project: the folder of the project, absolute.
    public init(stateFolder: String, project: String) throws(LibraryError) {
        let key = try SHA256.hex(Array((LibraryFiles.real(project) ?? project).utf8)).prefix(32)
        folder = "\(stateFolder)/libraries/\(key)"
    }

    // MARK: Links

    private var linkFile: String { folder + "/links.toml" }

    /// The folders that stand in for libraries, absolute.
    public func links() throws(LibraryError) -> [LibraryName: String] {
        guard let bytes = try LibraryFiles.read(linkFile) else { return [:] }
        var table = try TableReader.root(bytes, path: linkFile)
        var links: [LibraryName: String] = [:]
        for word in table.rest { links[try LibraryName(checking: word)] = try table.text(word) }
        return links
    }

    /// Remembers a folder for a library, or forgets it.
    public func link(_ name: LibraryName, to target: String?) throws(LibraryError) {
        var links = try links()
        links[name] = target
        try LibraryFiles.makeFolder(folder)
        let text = links.sorted { $0.key < $1.key }.map {
            "\($0.key) = \(TOMLDocument.Scalar.string($0.value).text)\n"
        }.joined()
        try LibraryFiles.replace(linkFile, with: Array(text.utf8), mode: 0o600)
    }

    // MARK: Steps

    /// The two files of a project, before a change; `nil` where there was none.
    public struct Step: Sendable, Hashable {
        /// `b24.toml`
        public var manifest: String?
        /// `b24.lock`
        public var lock: String?
        /// What the change has made of both, so that nothing else is thrown away when it is taken back.
        var after: String
    }

    private var stepFolder: String { folder + "/steps" }

    /// Remembers how the files were.
    func push(_ step: Step) throws(LibraryError) {
        let number = (try numbers().last ?? 0) + 1
        let place = stepFolder + "/" + String(number)
        try LibraryFiles.makeFolder(place)
        for (name, text) in [(Manifest.fileName, step.manifest), (Lock.fileName, step.lock), ("after", step.after)] {
            guard let text else { continue }
            try LibraryFiles.replace(place + "/" + name, with: Array(text.utf8), mode: 0o600)
        }
        for old in try numbers().dropLast(Self.mostSteps) { LibraryFiles.removeFolder(stepFolder + "/\(old)") }
    }

    /// The last change; `nil` when there is none.
    public func last() throws(LibraryError) -> Step? {
        guard let number = try numbers().last else { return nil }
        func text(_ name: String) throws(LibraryError) -> String? {
            try LibraryFiles.read("\(stepFolder)/\(number)/\(name)").map { String(decoding: $0, as: UTF8.self) }
        }
        return Step(
            manifest: try text(Manifest.fileName), lock: try text(Lock.fileName), after: try text("after") ?? "")
    }

    /// Forgets the last change.
    func pop() throws(LibraryError) {
        if let number = try numbers().last { LibraryFiles.removeFolder("\(stepFolder)/\(number)") }
    }

    private func numbers() throws(LibraryError) -> [Int] {
        guard LibraryFiles.isFolder(stepFolder) else { return [] }
        return try LibraryFiles.names(in: stepFolder).compactMap(Int.init).sorted()
    }
}
