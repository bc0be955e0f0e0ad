import TOML

/// Changes of a `b24.toml` that leave everything else as people wrote it.
enum ManifestEdit {
    /// What a new one begins with.
    static let start = "# What the scripts in this folder may require: b24 lib --help\n"

    /// Gives a dependency a source and a least version.
    ///
    /// - Throws: ``LibraryError`` when the text has no place for it.
    static func set(_ dependency: Manifest.Dependency, in text: String) throws(LibraryError) -> String {
        let document = try read(text)
        let path = ["dependencies", dependency.name.text]
        var pairs = [
            TOMLDocument.Scalar.Pair(dependency.source.word, .string(dependency.source.description))
        ]
        if let requirement = dependency.requirement {
            pairs.append(TOMLDocument.Scalar.Pair("version", .string(requirement.description)))
        }
        var new = document.setting(path, to: .inline(pairs))
        // A table of its own.
        if new == nil, let requirement = dependency.requirement {
            new = document.setting(path + ["version"], to: .string(requirement.description))
        }
        return try checked(new) { $0.contains(dependency) }
    }

    /// Takes a dependency away.
    static func remove(_ name: LibraryName, from text: String) throws(LibraryError) -> String {
        let document = try read(text)
        let path = ["dependencies", name.text]
        return try checked(document.removing(path) ?? document.removingTable(path)) { dependencies in
            !dependencies.contains { $0.name == name }
        }
    }

    private static func read(_ text: String) throws(LibraryError) -> TOMLDocument {
        do { return try TOMLDocument(text) } catch {
            throw LibraryError(.format, Texts.at(Manifest.fileName, error.position.line, error.text))
        }
    }

    /// The editor knows the form, not the meaning.
    private static func checked(
        _ text: String?, _ isRight: ([Manifest.Dependency]) -> Bool
    ) throws(LibraryError) -> String {
        guard let text, let manifest = try? Manifest(Array(text.utf8), path: Manifest.fileName),
            isRight(manifest.dependencies)
        else { throw LibraryError(.format, Texts.noPlaceInManifest, hint: Texts.editByHand) }
        return text
    }
}
