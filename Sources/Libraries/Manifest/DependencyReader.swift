import Localization
import TOML

/// Where a library comes from, as `b24.toml` and `b24.lock` say it.
enum DependencyReader {
    /// `{ git = "https://git.acme.ru/b24/common", version = "2.1" }`
    static func dependency(
        _ name: LibraryName, _ entry: inout TableReader
    ) throws(LibraryError) -> Manifest.Dependency {
        let version = try entry.text("version")
        let source = try source(of: name, &entry)
        try entry.end()
        var dependency = Manifest.Dependency(name: name, source: source)
        switch (source, version) {
        case (.git, let text?):
            guard let requirement = VersionRequirement(text) else {
                throw entry.wrong(Texts.badRequirement(text), hint: Texts.requirementForm)
            }
            dependency.requirement = requirement
        case (.git, nil):
            throw entry.wrong(
                Texts.missingVersion(name.text),
                hint: Texts.write("\(name) = { git = \"\(source)\", version = \"1.0\" }"))
        case (.path, _?), (.archive, _?): throw entry.wrong(Texts.versionOfPath(name.text))
        case (.path, nil), (.archive, nil): break
        }
        return dependency
    }

    /// One of `git`, `path` and `archive`.
    static func source(of name: LibraryName, _ entry: inout TableReader) throws(LibraryError) -> LibrarySource {
        var sources: [LibrarySource] = []
        do {
            if let text = try entry.text("git") { sources.append(.git(try GitSource(text))) }
            if let text = try entry.text("path") { sources.append(.path(try LibrarySource.checked(path: text))) }
            if let text = try entry.text("archive") { sources.append(.archive(try LibrarySource.checked(path: text))) }
        } catch {
            throw error.text.en.hasPrefix(entry.path) ? error : entry.placed(error)
        }
        guard sources.count == 1 else { throw entry.wrong(Texts.oneSource(name.text), hint: Texts.sourceForm) }
        return sources[0]
    }
}
