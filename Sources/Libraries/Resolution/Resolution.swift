/// Which version of each library a project gets: minimal version selection. Nothing is searched or guessed: of all least
/// versions that somebody needs, the highest one wins, and the oldest tag that is one counts.
///
/// Versions that break each other (1 and 2, 0.3 and 0.4) are told apart as if they were two libraries; a project that would
/// get both is refused, because one library is loaded once.
/// -> https://research.swtch.com/vgo-mvs
public struct Resolution {
    /// What is known of the world; each is asked once.
    public struct World {
        /// All versions at a source.
        public var versions: (LibraryName, LibrarySource) throws(LibraryError) -> [LibraryVersion]
        /// What one version needs.
        public var dependencies:
            (LibraryName, LibrarySource, LibraryVersion) throws(LibraryError) -> [Manifest.Dependency]

        /// A world.
        public init(
            versions: @escaping (LibraryName, LibrarySource) throws(LibraryError) -> [LibraryVersion],
            dependencies:
                @escaping (LibraryName, LibrarySource, LibraryVersion) throws(LibraryError) -> [Manifest.Dependency]
        ) {
            (self.versions, self.dependencies) = (versions, dependencies)
        }
    }

    /// One library of the result.
    public struct Choice: Sendable, Hashable {
        /// Its name.
        public var name: LibraryName
        /// Where it comes from.
        public var source: LibrarySource
        /// The version that was chosen.
        public var version: LibraryVersion
        /// What that one needs.
        public var dependencies: [LibraryName]
    }

    /// A library, and which of its versions go together.
    private struct Line: Hashable {
        var name: LibraryName
        var series: String
    }

    private struct Node: Hashable {
        var name: LibraryName
        var version: LibraryVersion
    }

    private let world: World
    private let roots: [Manifest.Dependency]
    private let pins: [LibraryName: (source: LibrarySource, version: LibraryVersion)]
    private var sources: [LibraryName: (source: LibrarySource, by: String)] = [:]
    private var known: [LibraryName: [LibraryVersion]] = [:]
    private var chosen: [Line: LibraryVersion] = [:]
    private var needs: [Node: [(dependency: Manifest.Dependency, line: Line)]] = [:]

    private init(_ roots: [Manifest.Dependency], _ pins: [Choice], _ world: World) {
        (self.roots, self.world) = (roots, world)
        self.pins = Dictionary(pins.map { ($0.name, ($0.source, $0.version)) }) { first, _ in first }
    }

    /// Chooses.
    ///
    /// - Parameters:
    ///   - roots: what the project itself needs; its sources hold for everybody.
    ///   - pins: what is locked already: that version stays where it will do.
    ///   - world: which versions there are, and what each of them needs.
    /// - Returns: all libraries that are needed, sorted by name.
    /// - Throws: ``LibraryError`` of kind `notFound`, `conflict` or what the world throws.
    public static func choose(
        _ roots: [Manifest.Dependency], pins: [Choice] = [], _ world: World
    ) throws(LibraryError) -> [Choice] {
        var resolution = Resolution(roots, pins, world)
        return try resolution.choose()
    }

    private mutating func choose() throws(LibraryError) -> [Choice] {
        for root in roots { sources[root.name] = (root.source, Manifest.fileName) }
        var lines: [Line] = []
        for root in roots { lines.append(try visit(root, neededBy: Manifest.fileName)) }
        var choices: [LibraryName: (choice: Choice, by: String)] = [:]
        for line in lines { try collect(line, neededBy: [Manifest.fileName], &choices) }
        return choices.values.map(\.choice).sorted { $0.name < $1.name }
    }

    /// Follows everything that anybody needs, superseded versions too: what is chosen does not depend on the order then.
    private mutating func visit(
        _ dependency: Manifest.Dependency, neededBy by: String
    ) throws(LibraryError) -> Line {
        let name = dependency.name
        let source = try source(of: dependency, neededBy: by)
        let version = try pick(dependency, source, neededBy: by)
        let line = Line(name: name, series: version.series)
        chosen[line] = max(version, chosen[line] ?? version)
        let node = Node(name: name, version: version)
        guard needs[node] == nil else { return line }
        needs[node] = []
        var inner: [(Manifest.Dependency, Line)] = []
        for dependency in try world.dependencies(name, source, version) {
            inner.append((dependency, try visit(dependency, neededBy: "\(name) \(version)")))
        }
        needs[node] = inner
        return line
    }

    private mutating func source(
        of dependency: Manifest.Dependency, neededBy by: String
    ) throws(LibraryError) -> LibrarySource {
        guard let known = sources[dependency.name] else {
            sources[dependency.name] = (dependency.source, by)
            return dependency.source
        }
        guard known.source == dependency.source || known.by == Manifest.fileName else {
            throw LibraryError(
                .conflict,
                Texts.twoSources(
                    dependency.name.text, (known.by, known.source.description), (by, dependency.source.description)),
                hint: Texts.nameSource(dependency.name.text))
        }
        return known.source
    }

    private mutating func pick(
        _ dependency: Manifest.Dependency, _ source: LibrarySource, neededBy by: String
    ) throws(LibraryError) -> LibraryVersion {
        let name = dependency.name
        if let pin = pins[name], pin.source == source, dependency.requirement?.allows(pin.version) ?? true {
            return pin.version
        }
        let versions: [LibraryVersion]
        if let known = known[name] {
            versions = known
        } else {
            versions = try world.versions(name, source).sorted()
            known[name] = versions
        }
        guard let version = versions.first(where: { dependency.requirement?.allows($0) ?? true }) else {
            let wanted = dependency.requirement.map(\.description) ?? "?"
            throw LibraryError(
                .notFound, Texts.noVersion(name.text, wanted, by, source.description),
                hint: versions.isEmpty ? Texts.noTags : Texts.versionsAre(versions.suffix(8).map(\.description)))
        }
        return version
    }

    /// Keeps what the chosen versions need, and refuses two that break each other, and circles.
    private func collect(
        _ line: Line, neededBy chain: [String], _ choices: inout [LibraryName: (choice: Choice, by: String)]
    ) throws(LibraryError) {
        guard let version = chosen[line], let source = sources[line.name]?.source else { return }
        let label = "\(line.name) \(version)"
        if chain.contains(label) {
            let circle = chain.drop { $0 != label } + [label]
            throw LibraryError(.conflict, Texts.circle(circle.joined(separator: " -> ")), hint: Texts.breakCircle)
        }
        if let other = choices[line.name] {
            guard other.choice.version == version else {
                throw LibraryError(
                    .conflict,
                    Texts.twoSeries(
                        line.name.text, (other.by, "\(other.choice.version)"), (chain.last ?? "?", "\(version)")),
                    hint: Texts.oneSeries(line.name.text))
            }
        }
        let inner = needs[Node(name: line.name, version: version)] ?? []
        if choices[line.name] == nil {
            choices[line.name] = (
                Choice(
                    name: line.name, source: source, version: version,
                    dependencies: inner.map(\.dependency.name).sorted()), chain.last ?? "?"
            )
        }
        for (_, line) in inner { try collect(line, neededBy: chain + [label], &choices) }
    }
}
