import Bitrix24
import JSON
import Libraries
import Localization

/// What there is to know of a project's libraries.
struct LibraryFacts {
    let project: LibraryProject
    let catalogue: InstalledLibraries
    private let links: [LibraryName: String]
    private let store: Store

    init(_ context: Context) throws {
        let desk = try context.libraryDesk()
        project = try LibraryProject(folder: desk.folder)
        links = try context.projectState(desk.folder).links()
        store = context.libraryStore
        catalogue = InstalledLibraries(project, store: store, links: links, allowsLinks: true)
    }

    var names: [LibraryName] { catalogue.names }

    /// One line of the list. Nothing is read but the lock: whether the store is right is for `verify` to say.
    func row(_ name: LibraryName) -> JSONObject {
        let locked = project.lock[name]
        let wanted = project.manifest.dependencies.first { $0.name == name }
        let by = project.lock.libraries.filter { $0.dependencies.contains(name) }.map(\.name.text)
        let own = project.manifest.library.flatMap { $0.name == name ? $0 : nil }
        let state =
            own != nil
            ? "own"
            : links[name] != nil
                ? "linked"
                : locked == nil
                    ? "not locked" : project.gaps.contains { $0.name == name } ? "outdated" : "locked"
        return [
            "name": .string(name.text), "version": (own?.version ?? locked?.version).map { .string("\($0)") } ?? .null,
            "state": .string(state),
            "for": .string(((wanted == nil ? [] : [Manifest.fileName]) + by).joined(separator: ", ")),
            "may": .string((own?.capabilities ?? locked?.capabilities).map(Self.brief) ?? ""),
            "source": .string(
                own != nil ? "." : links[name] ?? (locked?.source ?? wanted?.source).map { $0.description } ?? ""),
            "commit": (locked?.commit).map { .string($0.text) } ?? .null,
            "tree": locked.map { .string("\($0.tree)") } ?? .null,
            "signer": (locked?.signature).map { .string("\($0.signer)") } ?? .null,
        ]
    }

    private static func brief(_ capabilities: LibraryCapabilities) -> String {
        var words = MethodKind.allCases.filter { !capabilities[$0].isEmpty }.map(\.rawValue)
        if !capabilities.files.isEmpty { words.append("files") }
        return words.joined(separator: " ")
    }

    func lines(_ library: InstalledLibrary, _ files: [String], _ language: Language, _ style: Style) -> [String] {
        var rows: [(LocalizedText, String)] = [
            (Texts.infoSource, library.source.description), (Texts.infoTree, library.tree.description),
            (Texts.infoAPI, "\(library.api)"),
        ]
        if let commit = library.commit { rows.insert((Texts.infoCommit, commit.text), at: 1) }
        if let signature = project.lock[library.name]?.signature, !library.isLinked {
            rows.append((Texts.infoSigner, signature.signer.description))
        }
        if !library.dependencies.isEmpty {
            rows.append((Texts.infoNeeds, library.dependencies.map(\.text).joined(separator: ", ")))
        }
        let modules = Self.modules(library, files)
        if !modules.isEmpty { rows.append((Texts.infoModules, modules.joined(separator: ", "))) }
        let width = rows.map { TextWidth.of($0.0[language]) }.max() ?? 0
        var lines = [
            style.bold("\(library.name) \(library.version)")
                + (library.isLinked ? "  " + style.yellow(Texts.infoLinked[language]) : ""),
            library.summary[language], "",
        ]
        lines += rows.map { "  " + TextWidth.pad($0.0[language], width) + "   " + $0.1 }
        lines += [""] + [Texts.mayDo[language]]
        let table = CapabilityTable(library.capabilities).lines(language, indent: "  ")
        lines += table.isEmpty ? ["  " + Texts.nothing[language]] : table
        if !library.commands.isEmpty {
            lines += ["", Texts.infoCommands[language]]
            lines += library.commands.keys.sorted().map { "  b24 run \(library.name)/\($0)" }
        }
        return lines
    }

    func json(_ library: InstalledLibrary, _ files: [String], _ language: Language) -> JSONObject {
        var object = row(library.name)
        object["may"] = nil
        object["for"] = nil
        object["version"] = .string("\(library.version)")
        object["tree"] = .string("\(library.tree)")
        object["summary"] = .string(library.summary[language])
        object["api"] = .integer(Int64(library.api))
        object["linked"] = .bool(library.isLinked)
        var capabilities = CapabilityTable(library.capabilities).json
        capabilities["why"] = .object(
            JSONObject(library.capabilities.reasons.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        object["capabilities"] = .object(capabilities)
        object["commands"] = .array(library.commands.keys.sorted().map(JSONValue.string))
        object["modules"] = .array(Self.modules(library, files).map(JSONValue.string))
        object["dependencies"] = .array(library.dependencies.map { .string($0.text) })
        object["files"] = .array(files.map(JSONValue.string))
        return object
    }

    /// What `require` takes.
    private static func modules(_ library: InstalledLibrary, _ files: [String]) -> [String] {
        files.filter { $0.hasPrefix("lib/") && $0.hasSuffix(".lua") }.map { path in
            var parts = [library.name.text] + path.dropFirst(4).dropLast(4).split(separator: "/").map(String.init)
            if parts.last == "init" { parts.removeLast() }
            return parts.joined(separator: ".")
        }.sorted()
    }
}
