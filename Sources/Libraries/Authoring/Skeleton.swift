/// What a new library begins with.
public enum Skeleton {
    /// The files of a library by their paths.
    public static func files(of name: LibraryName) -> [String: String] {
        [
            "b24.toml": """
            [library]
            name = "\(name)"
            version = "0.1.0"
            api = \(Manifest.hostAPI)
            summary = "What it is for, in one line"
            summary_ru = "Для чего она, одной строкой"

            # What it may do on the portal of whoever uses it; anything else is refused.
            # Everything that changes a portal needs a reason.
            [capabilities]
            read = ["user.current"]
            # write = ["crm.item.update"]
            # max_writes = 500
            # [capabilities.why]
            # "crm.item.update" = "moves deals between stages"

            [commands]
            hello = "commands/hello.lua"

            """,
            "lib/init.lua": """
            --- \(name): say here what it is for.
            ---
            --- Loading only registers: no call of the portal outside of functions.
            local M = {}

            --- Says hello to whoever the portal knows.
            ---@param greeting? string  the word to begin with; "Hello" when there is none
            ---@return string
            function M.hello(greeting)
                local user = b24.call("user.current")
                return ("%s, %s!"):format(greeting or "Hello", user.NAME)
            end

            return M

            """,
            "commands/hello.lua": """
            --- Says hello to whoever the portal knows.
            local library = require "\(name)"

            print(library.hello())

            """,
            "spec/init_spec.lua": """
            local library = require "\(name)"

            describe("\(name)", function()
                it("can say hello", function()
                    assert.is_function(library.hello)
                end)
            end)

            """,
            "README.md": """
            # \(name)

            What it is for, and one example:

            ```lua
            local library = require "\(name)"
            print(library.hello())
            ```

            """,
            "CHANGELOG.md": """
            # Changes

            ## 0.1.0

            - First version.

            """,
        ]
    }

    /// Writes a new library into a folder, which may be there already.
    ///
    /// - Returns: the paths of the files, sorted.
    /// - Throws: ``LibraryError`` when one of the files is there: nothing is written then.
    public static func write(_ name: String, to folder: String) throws(LibraryError) -> [String] {
        let files = files(of: try LibraryName(checking: name))
        for path in files.keys.sorted() where LibraryFiles.kind(folder + "/" + path) != nil {
            throw LibraryError(.failed, Texts.fileIsThere(folder + "/" + path), hint: Texts.useNewFolder)
        }
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            try LibraryFiles.makeFolder(LibraryFiles.folder(of: folder + "/" + path), mode: 0o755)
            try LibraryFiles.create(folder + "/" + path, Array(text.utf8), mode: 0o644)
        }
        return files.keys.sorted()
    }
}
