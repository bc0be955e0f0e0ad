extension LibrarySource {
    /// How a folder or file is reached from a project: a path that means the same on another machine.
    ///
    /// - Parameters:
    ///   - target: absolute.
    ///   - project: absolute.
    public static func relative(_ target: String, from project: String) -> String {
        let (target, project) = (target.split(separator: "/"), project.split(separator: "/"))
        let common = zip(target, project).prefix { $0 == $1 }.count
        let parts =
            [Substring](repeating: "..", count: project.count - common) + target.dropFirst(common)
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }
}
