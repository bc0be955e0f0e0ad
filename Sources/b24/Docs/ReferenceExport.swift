import B24Scripting
import Localization
import LuaRuntime

/// The reference of the functions as Markdown: an index and one page per family (`b24.workplace`, `b24.spa`, ...).
struct ReferenceExport {
    let language: Language

    /// Writes the pages; returns how many.
    func write(to folder: String) throws -> Int {
        let pages = pages
        do throws(Files.Failure) {
            try Files.makeFolder(folder)
            for page in pages { try Files.write(page.text, to: "\(folder)/\(page.file)") }
        } catch {
            throw Complaint.failure(Texts.cannotWrite(folder, error.reason))
        }
        return pages.count
    }

    /// File names and their text.
    var pages: [(file: String, text: String)] {
        let families = Dictionary(grouping: ScriptSession.functions) { Self.family($0.name) }
        let names = families.keys.sorted()
        let index = names.map { name in
            let functions = (families[name] ?? []).sorted { $0.name < $1.name }
            let lines = functions.map { "- `\(data($0).signature)`: \(data($0).summary)" }
            return "## [\(name)](\(name).md)\n\n" + lines.joined(separator: "\n")
        }
        let title = "# \(Texts.docsFunctions[language])\n\n"
        return [("README.md", title + index.joined(separator: "\n\n") + "\n")]
            + names.map { name in
                let functions = (families[name] ?? []).sorted { $0.name < $1.name }
                return ("\(name).md", "# \(name)\n\n" + functions.map(section).joined(separator: "\n"))
            }
    }

    /// `b24.workplace.add` belongs to `b24.workplace`, `b24.call` to `b24`, `print` to `globals`.
    static func family(_ name: String) -> String {
        let parts = name.split(separator: ".")
        return parts.count == 1 ? "globals" : parts.dropLast().joined(separator: ".")
    }

    private func data(_ function: HostFunction) -> FunctionData {
        FunctionData(function: function, language: language)
    }

    private func section(_ function: HostFunction) -> String {
        var text =
            "## \(function.name)\n\n```lua\n\(data(function).signature)\n```\n\n\(function.doc[language])\n"
        if !function.parameters.isEmpty {
            text += "\n| \(Texts.docsParameters[language]) | | |\n| --- | --- | --- |\n"
            for parameter in function.parameters {
                let type = parameter.type.annotation.replacing("|", with: "\\|")
                let name = parameter.isVariadic ? "..." : parameter.name
                text += "| `\(name)` | `\(type)\(parameter.isOptional ? "?" : "")` | \(parameter.doc[language]) |\n"
            }
        }
        if !function.results.isEmpty {
            text += "\n| \(Texts.docsResults[language]) | | |\n| --- | --- | --- |\n"
            for result in function.results {
                let type = result.type.replacing("|", with: "\\|")
                text += "| `\(result.name)` | `\(type)` | \(result.doc[language]) |\n"
            }
        }
        if let example = function.example { text += "\n```lua\n\(example)\n```\n" }
        if let source = function.source { text += "\n`\(source)`\n" }
        return text
    }
}
