import B24Scripting
import Localization

/// What makes a folder a project that editors and linters understand: `b24 init`, and `b24 lib init` for a new library.
struct ProjectSetup {
    /// What became of a file.
    enum Change: String {
        /// It was not there.
        case new
        /// It is there as it would be written.
        case same
        /// It is there and was left alone.
        case kept
        /// It was replaced; there is a copy.
        case replaced
        /// Lines were added to it.
        case extended
    }

    struct Step {
        var path: String
        var change: Change
        /// Where a replaced file went.
        var copy: String?
    }

    let folder: String
    let language: Language

    /// Writes what is missing.
    ///
    /// - Parameters:
    ///   - replaces: whether files that are there are replaced; a copy of each stays.
    ///   - hasScript: whether a first script belongs to it where there is no Lua yet.
    func write(replaces: Bool, hasScript: Bool) async throws -> [Step] {
        do throws(Files.Failure) { try Files.makeFolder(folder, mode: 0o755) } catch {
            throw Complaint.failure(Texts.cannotWrite(folder, error.reason))
        }
        var steps: [Step] = []
        let isEmpty = !Files.content(of: folder).contains { $0.hasSuffix(".lua") || $0 == "b24.toml" }
        for (path, text) in try await ProjectFiles.all() {
            steps.append(try write(path, text, replaces: replaces))
        }
        steps.append(try ignoreTypes())
        if hasScript, isEmpty {
            steps.append(try write(ProjectFiles.script, ProjectFiles.firstScript[language], replaces: false))
        }
        let types = try TypeFolder(path: folder + "/" + TypeFolder.place).write(TypeFiles.all(language), isWhole: true)
        let isNew = types.contains { $0.change != .same }
        steps.append(Step(path: TypeFolder.place + "/", change: isNew ? .new : .same))
        return steps
    }

    private func write(_ path: String, _ text: String, replaces: Bool) throws -> Step {
        let target = folder + "/" + path
        do throws(Files.Failure) {
            try Files.makeFolder(Files.folder(of: target), mode: 0o755)
            var step = Step(path: path, change: .new)
            if Files.exists(target) {
                if (try? Files.read(target)) == Array(text.utf8) { return Step(path: path, change: .same) }
                guard replaces else { return Step(path: path, change: .kept) }
                let copy = Self.freeName(for: target)
                try Files.move(target, to: copy)
                step = Step(path: path, change: .replaced, copy: String(copy.dropFirst(folder.count + 1)))
            }
            try Files.writeNew(Array(text.utf8), to: target)
            return step
        } catch { throw Complaint.failure(Texts.cannotWrite(target, error.reason)) }
    }

    /// `.luacheckrc.old`, `.luacheckrc.old2`, ...
    private static func freeName(for path: String) -> String {
        let names = (1...).lazy.map { path + ".old" + ($0 == 1 ? "" : "\($0)") }
        return names.first { !Files.exists($0) } ?? path + ".old"
    }

    /// What is written for one portal and one version does not belong into anybody's history.
    private func ignoreTypes() throws -> Step {
        let (path, line) = (".gitignore", "/.b24/")
        let target = folder + "/" + path
        guard Files.exists(target) else { return try write(path, line + "\n", replaces: false) }
        do throws(Files.Failure) {
            let text = try Files.text(target)
            let lines = text.split(separator: "\n").map(\.trimmed)
            if [line, ".b24/", "/.b24", ".b24"].contains(where: lines.contains) {
                return Step(path: path, change: .same)
            }
            try Files.append((text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + line + "\n", to: target)
            return Step(path: path, change: .extended)
        } catch { throw Complaint.failure(Texts.cannotWrite(target, error.reason)) }
    }
}

/// The files of a project. They are the same on every machine: they belong into its history.
enum ProjectFiles {
    static let luacheck = ".luacheckrc"
    static let script = "hello.lua"

    static func all() async throws -> [(path: String, text: String)] {
        [
            (".luarc.json", languageServer), (".vscode/extensions.json", extensions),
            (luacheck, luacheckHead + (try await LuacheckStandard.block()) + luacheckTail), (".stylua.toml", formatter),
        ]
    }

    /// -> LuaLS: script/config/template.lua. Paths are relative to the folder that is opened.
    private static let languageServer = """
        {
          "$schema": "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json",
          "runtime.version": "Lua 5.4",
          "runtime.path": ["?.lua", "?/init.lua", "lua_modules/share/lua/5.4/?.lua", "lua_modules/share/lua/5.4/?/init.lua"],
          "runtime.builtin": { "io": "disable" },
          "workspace.library": [".b24/types", ".b24/libraries"],
          "workspace.checkThirdParty": false,
          "diagnostics.globals": ["b24", "help"]
        }

        """

    private static let extensions = """
        {
          "recommendations": ["sumneko.lua"]
        }

        """

    private static let luacheckHead = """
        -- For luacheck: what scripts have. Settings of your own stand outside of the marks.

        """

    private static let luacheckTail = """

        std = "b24"
        -- A script at level trusted says so for itself: -- luacheck: std +b24_trusted
        files["**/*_spec.lua"] = { std = "+b24_spec" }
        exclude_files = { ".b24/**", "lua_modules/**" }
        max_line_length = 130
        max_comment_line_length = false

        """

    private static let formatter = """
        column_width = 120
        indent_type = "Spaces"
        indent_width = 2
        quote_style = "AutoPreferDouble"
        # b24.spa "Leave" and b24.workplace.add { ... } stay as they are written.
        call_parentheses = "Input"

        """

    static let firstScript = LocalizedText(
        """
        --- Says hello, and lists the smart processes of the portal.
        ---@read_only
        ---
        --- Example: b24 run hello.lua

        print(("Hello, %s!"):format(b24.portal.user.NAME))
        for spa in b24.spa.each() do
          print(spa.entityTypeId, spa.title)
        end

        """,
        ru: """
            --- Здоровается и перечисляет смарт-процессы портала.
            ---@read_only
            ---
            --- Пример: b24 run hello.lua

            print(("Здравствуйте, %s!"):format(b24.portal.user.NAME))
            for spa in b24.spa.each() do
              print(spa.entityTypeId, spa.title)
            end

            """)
}
