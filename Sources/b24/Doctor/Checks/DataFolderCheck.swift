/// Whether there is a place for the demo portal, files of secrets and the like.
enum DataFolderCheck {
    static func look(_ path: String) -> Check {
        do {
            try Files.makeFolder(path)
        } catch {
            return .problem(.dataFolder, Texts.cannotMakeFolder(path, error.reason), fix: Texts.setDataHome)
        }
        guard Files.isWritable(path) else {
            return .problem(.dataFolder, Texts.notWritable(path), fix: Texts.setDataHome)
        }
        return .ok(.dataFolder, Texts.verbatim(path))
    }
}
