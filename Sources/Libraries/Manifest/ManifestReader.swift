import Localization
import TOML

/// Makes a manifest of a TOML text.
struct ManifestReader {
    /// For messages.
    let path: String

    func manifest(_ root: TableReader) throws(LibraryError) -> Manifest {
        var root = root
        var manifest = Manifest()
        if let table = try root.table("library") { manifest.library = try library(table) }
        if let table = try root.table("dependencies") { manifest.dependencies = try dependencies(table) }
        let capabilities = try root.table("capabilities")
        let commands = try root.table("commands")
        manifest.signatures.areRequired = try root.flag("require_signatures") ?? false
        if let node = root.take("allowed_signers") {
            guard case .string(let text) = node.value else { throw root.wrong(node, Texts.isText("allowed_signers")) }
            do { manifest.signatures.allowedSigners = try LibrarySource.checked(path: text) } catch {
                throw root.placed(error, at: node)
            }
        }
        try root.end()
        if let table = capabilities ?? commands, manifest.library == nil {
            throw table.wrong(Texts.onlyForLibraries(table.title), hint: Texts.startLibrary)
        }
        if let capabilities { manifest.library?.capabilities = try CapabilityReader.capabilities(capabilities) }
        if let commands { manifest.library?.commands = try self.commands(commands) }
        if let name = manifest.library?.name, manifest.dependencies.contains(where: { $0.name == name }) {
            throw LibraryError(.format, Texts.needsItself(name.text))
        }
        return manifest
    }

    private func library(_ table: TableReader) throws(LibraryError) -> Manifest.Library {
        var table = table
        let name = try table.needed("name", example: "name = \"acme-crm\"")
        let version = try table.needed("version", example: "version = \"1.0.0\"")
        guard let number = LibraryVersion(version) else {
            throw table.wrong(Texts.badVersion(version), hint: Texts.write("version = \"1.0.0\""))
        }
        let api = try api(&table)
        let summary = try table.needed("summary", example: "summary = \"Deal helpers\"")
        let russian = try table.needed("summary_ru", example: "summary_ru = \"Помощники по сделкам\"")
        for text in [summary, russian] where text.contains(where: { $0.isNewline }) || text.count > 200 {
            throw table.wrong(Texts.longSummary)
        }
        try table.end()
        do {
            return Manifest.Library(
                name: try LibraryName(checking: name), version: number, api: api,
                summary: LocalizedText(summary, ru: russian))
        } catch {
            throw table.placed(error)
        }
    }

    /// A number, also as a text.
    private func api(_ table: inout TableReader) throws(LibraryError) -> Int {
        guard let node = table.take("api") else {
            throw table.wrong(Texts.missingKey("api", table.title), hint: Texts.write("api = \(Manifest.hostAPI)"))
        }
        switch node.value {
        case .integer(let number) where number > 0: return Int(number)
        case .string(let text):
            if let number = LibraryVersion.numbers(text), number.count == 1, number[0] > 0 { return number[0] }
            throw table.wrong(node, Texts.isCount("api"))
        default: throw table.wrong(node, Texts.isCount("api"))
        }
    }

    private func dependencies(_ table: TableReader) throws(LibraryError) -> [Manifest.Dependency] {
        var table = table
        var dependencies: [Manifest.Dependency] = []
        for word in table.rest {
            guard var entry = try table.table(word) else { continue }
            let name: LibraryName
            do { name = try LibraryName(checking: word) } catch { throw entry.placed(error) }
            dependencies.append(try DependencyReader.dependency(name, &entry))
        }
        return dependencies.sorted { $0.name < $1.name }
    }

    private func commands(_ table: TableReader) throws(LibraryError) -> [String: String] {
        var table = table
        var commands: [String: String] = [:]
        for name in table.rest {
            guard LibraryName(name) != nil else { throw table.wrong(Texts.badCommand(name), hint: Texts.nameForm) }
            let file = try table.text(name) ?? ""
            let isScript = file.hasPrefix("commands/") && file.hasSuffix(".lua")
            do { try TreeRules.check(path: file) } catch { throw table.placed(error) }
            guard isScript else {
                throw table.wrong(
                    Texts.badCommandFile(name, file), hint: Texts.write("\(name) = \"commands/\(name).lua\""))
            }
            commands[name] = file
        }
        return commands
    }
}

extension Manifest {
    /// Nothing.
    init() {}
}
