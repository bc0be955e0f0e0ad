public import Localization
import LuaRuntime

/// A file for editors: comments in the words of LuaCATS, and declarations without bodies.
public struct TypeFile: Sendable, Equatable {
    /// Relative to the folder of them all: `b24.lua`, `rest/crm.lua`.
    public var path: String
    /// The whole content, the last line end included.
    public var text: String
}

/// The files from which editors know b24: what scripts call, the methods of REST, the modules of the standard library, the
/// words of specs. The same version writes the same text.
public enum TypeFiles {
    /// All that do not depend on a portal.
    ///
    /// - Parameter language: of the descriptions.
    public static func all(_ language: Language) -> [TypeFile] {
        [ModuleTypes.file(language)] + MethodTypes.files(language) + [SpecTypes.file(language)] + modules
    }

    /// The name of the file that a portal's names are in.
    public static let portalPath = "portal.lua"

    /// The modules of the standard library, whose comments are what editors read anyway.
    private static var modules: [TypeFile] {
        StandardLibrary.names.compactMap { name in
            StandardLibrary.source(of: name).map {
                TypeFile(path: name.replacing(".", with: "/") + ".lua", text: $0)
            }
        }
    }

    /// What every file begins with that is not a module.
    ///
    /// - Parameter module: what `require` gives it for; `_` for nothing.
    static func head(_ module: String, _ language: Language) -> [String] {
        ["---@meta \(module)", "-- " + TypeTexts.generated[language], ""]
    }

    /// Whether a text is such a file.
    public static func isGenerated(_ text: String, _ language: Language) -> Bool {
        text.hasPrefix("---@meta ") && text.contains("\n-- \(TypeTexts.generated[language])\n")
    }

    static func file(_ path: String, _ lines: [String]) -> TypeFile {
        let last = lines.lastIndex { !$0.isEmpty } ?? -1
        return TypeFile(path: path, text: lines[...last].joined(separator: "\n") + "\n")
    }
}
