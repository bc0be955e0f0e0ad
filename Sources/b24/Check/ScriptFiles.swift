import Localization

/// The scripts that a command line names.
enum ScriptFiles {
    /// Files as they are named, and the `.lua` files in folders, at any depth, by name. Folders and files that begin with a
    /// dot are left out.
    ///
    /// - Throws: a ``Complaint`` about something that is not there.
    static func expand(_ paths: [String]) throws -> [String] {
        var files: [String] = []
        for path in paths {
            if path == "-" {
                files.append(path)
            } else if Files.isFolder(path) {
                files += scripts(in: path.hasSuffix("/") ? path : path + "/")
            } else {
                files.append(path)
            }
        }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }
    }

    private static func scripts(in folder: String) -> [String] {
        Files.content(of: folder).filter { !$0.hasPrefix(".") }.sorted().flatMap { name in
            let path = folder + name
            if name.hasSuffix("/") { return scripts(in: path) }
            return name.hasSuffix(".lua") ? [path] : []
        }
    }

    /// The bytes of a script. One that cannot be read is a mistake in the command line: nothing was checked.
    static func read(_ path: String) throws -> [UInt8] {
        do {
            return try Files.read(path)
        } catch {
            guard error.isMissing else { throw Complaint.usage(Texts.cannotRead(path, error.reason)) }
            throw Complaint.usage(Texts.noSuchFile(path), hint: Texts.checkPath)
        }
    }
}
