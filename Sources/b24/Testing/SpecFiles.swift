import B24Scripting

/// The spec files that a command line names.
enum SpecFiles {
    /// Files as they are named, and the `*_spec.lua` of folders at any depth, by name.
    ///
    /// - Parameter paths: none means the folder `spec`.
    /// - Throws: a ``Complaint`` about something that is not there.
    static func find(_ paths: [String]) throws -> [String] {
        var files: [String] = []
        for path in paths.isEmpty ? ["spec"] : paths {
            guard Files.mode(path) != nil else {
                throw Complaint.usage(
                    Texts.noSuchFile(path), hint: paths.isEmpty ? Texts.whereSpecsAre : Texts.checkPath)
            }
            if Files.isFolder(path) {
                files += try ScriptFiles.expand([path]).filter { $0.hasSuffix(SpecFile.ending) }
            } else {
                files.append(path)
            }
        }
        guard !files.isEmpty else { throw Complaint.usage(Texts.noSpecs(paths), hint: Texts.whereSpecsAre) }
        return files
    }

    /// Where `require` looks for a spec: its folder, the folder above when it is one of specs, the working folder.
    static func modulePath(_ file: String) -> [String] {
        let folder = Files.folder(of: file)
        var path = [folder]
        let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        if let last = parts.lastIndex(where: { $0 == "spec" || $0 == "specs" || $0 == "tests" }) {
            let above = parts[..<last].joined(separator: "/")
            path.append(above.isEmpty ? (folder.hasPrefix("/") ? "/" : ".") : above)
        }
        if !path.contains(".") { path.append(".") }
        return path
    }
}
