import Localization

/// Where `b24.toml` and `b24.lock` do not fit together.
extension LibraryProject {
    /// A library that is needed and not locked so.
    public struct Gap: Sendable, Hashable {
        /// Its name.
        public let name: LibraryName
        /// What is wrong.
        public let text: LocalizedText
    }

    /// What is needed and not locked so; empty when the lock is whole.
    public var gaps: [Gap] {
        var gaps = manifest.dependencies.compactMap { wanted -> Gap? in
            guard let locked = lock[wanted.name] else {
                return Gap(name: wanted.name, text: Texts.notLocked(wanted.name.text))
            }
            return locked.satisfies(wanted)
                ? nil : Gap(name: wanted.name, text: Texts.lockedOther(wanted.name.text, "\(locked.version)"))
        }
        for library in lock.libraries {
            for name in library.dependencies where lock[name] == nil {
                gaps.append(Gap(name: name, text: Texts.neededNotLocked(name.text, library.name.text)))
            }
        }
        return gaps
    }

    /// A folder that has no `b24.toml` yet.
    init(newIn folder: String) {
        (self.folder, manifest, lock) = (folder, Manifest(), Lock())
    }

    /// Of a library that `b24.toml` does not name.
    func unknown(_ name: LibraryName) -> LibraryError {
        let by = lock.libraries.filter { $0.dependencies.contains(name) }.map(\.name.text)
        return LibraryError(
            .notFound,
            by.isEmpty ? Texts.unknownLibrary(name.text) : Texts.neededByOthers(name.text, by.joined(separator: ", ")),
            hint: by.isEmpty ? Texts.libraries(manifest.dependencies.map(\.name.text)) : Texts.addItYourself)
    }
}
