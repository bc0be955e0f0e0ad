/// Where a library comes from.
public enum LibrarySource: Sendable, Hashable, CustomStringConvertible {
    /// The tags of a git repository.
    case git(GitSource)
    /// A folder, from the folder of the `b24.toml` that names it.
    case path(String)
    /// An archive that `b24 lib pack` has made, from the same folder.
    case archive(String)

    /// The address, or the path.
    public var description: String {
        switch self {
        case .git(let source): source.description
        case .path(let path), .archive(let path): path
        }
    }

    /// The word for it in `b24.toml` and `b24.lock`.
    var word: String {
        switch self {
        case .git: "git"
        case .path: "path"
        case .archive: "archive"
        }
    }

    /// A path in `b24.toml`: on another machine it has to lead to the same.
    static func checked(path: String) throws(LibraryError) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard !path.isEmpty, !path.hasPrefix("/"), !path.hasPrefix("~"), !path.contains("\\"),
            path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { throw LibraryError(.format, Texts.badPath(path), hint: Texts.pathForm) }
        return path
    }
}
