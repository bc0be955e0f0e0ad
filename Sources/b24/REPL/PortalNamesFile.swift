import B24Scripting

/// Where the names of a portal stay between sessions: for completion, for the owner's eyes alone.
enum PortalNamesFile {
    /// The storage of a portal; a webhook without a profile has none, because it has no name of its own.
    static func storage(_ portal: Portal, _ environment: Environment) -> PortalNamesCache.Storage {
        if case .webhook = portal { return .none }
        let folder = environment.stateFolder + "/names"
        let path = folder + "/" + Files.safeName(portal.name) + ".json"
        return PortalNamesCache.Storage(
            load: { try? Files.read(path) },
            // Names that are not kept are read again.
            save: { bytes in
                do throws(Files.Failure) {
                    try Files.makeFolder(folder)
                    try Files.writePrivately(bytes, to: path)
                } catch {}
            })
    }
}
