import Bitrix24
import Localization
import TOML

/// Makes locked libraries of a TOML text.
enum LockReader {
    static func libraries(_ root: TableReader) throws(LibraryError) -> [LockedLibrary] {
        var root = root
        guard let format = try root.count("version") else {
            throw LibraryError(
                .format, Texts.at(root.path, 1, Texts.missingKey("version", "")), hint: Texts.restoreLock)
        }
        guard format == Lock.format else {
            throw LibraryError(.format, Texts.newerLock(root.path, format), hint: Texts.updateProgram)
        }
        var libraries: [LockedLibrary] = []
        for table in try root.tables("library") {
            let library = try library(table)
            guard !libraries.contains(where: { $0.name == library.name }) else {
                throw LibraryError(.format, Texts.lockedTwice(root.path, library.name.text), hint: Texts.restoreLock)
            }
            libraries.append(library)
        }
        try root.end()
        return libraries
    }

    private static func library(_ table: TableReader) throws(LibraryError) -> LockedLibrary {
        var table = table
        func odd(_ key: String, _ value: String) -> LibraryError {
            table.wrong(Texts.oddInLock(key, value), hint: Texts.restoreLock)
        }
        func needed(_ key: String) throws(LibraryError) -> String {
            guard let text = try table.text(key) else {
                throw table.wrong(Texts.missingKey(key, table.title), hint: Texts.restoreLock)
            }
            return text
        }
        let (nameText, versionText, treeText) = (try needed("name"), try needed("version"), try needed("tree"))
        guard let name = LibraryName(nameText) else { throw odd("name", nameText) }
        guard let version = LibraryVersion(versionText) else { throw odd("version", versionText) }
        guard let tree = TreeHash(treeText) else { throw odd("tree", treeText) }
        let source = try DependencyReader.source(of: name, &table)
        var (commit, tag): (CommitID?, CommitID?)
        if case .git = source {
            let text = try needed("commit")
            commit = CommitID(text)
            if commit == nil { throw odd("commit", text) }
            if let text = try table.text("tag") {
                tag = CommitID(text)
                if tag == nil { throw odd("tag", text) }
            }
        }
        let api = try table.count("api") ?? 0
        var dependencies: [LibraryName] = []
        for (text, _) in try table.texts("requires") {
            guard let name = LibraryName(text) else { throw odd("requires", text) }
            dependencies.append(name)
        }
        let capabilities = try CapabilityReader.lists(&table)
        var signature: Signature?
        if let key = try table.text("signer") {
            let text = try needed("signature")
            guard let signer = PublicKey(key) else { throw odd("signer", key) }
            signature = Signature(text, by: signer)
            if signature == nil { throw odd("signature", text) }
        }
        let sum = try needed("sum")
        try table.end()
        let library = LockedLibrary(
            name: name, version: version, source: source, commit: commit, tag: tag, tree: tree, api: api,
            capabilities: capabilities, dependencies: dependencies, signature: signature)
        guard try LockWriter.sum(LockWriter.block(library)) == sum else {
            throw LibraryError(.changed, Texts.lockEdited(table.path, name.text), hint: Texts.restoreLock)
        }
        return library
    }
}
