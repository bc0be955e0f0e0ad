import Localization
import Testing

@testable import Libraries

/// A world in a few lines: `a 1.0.0: b 1.2` says what version 1.0.0 of `a` needs.
struct TestWorld {
    var versions: [String: [LibraryVersion]] = [:]
    var needs: [String: [Manifest.Dependency]] = [:]

    init(_ lines: [String]) throws {
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            let head = parts[0].split(separator: " ").map(String.init)
            versions[head[0], default: []].append(try #require(LibraryVersion(head[1])))
            needs[parts[0]] = parts.count > 1 ? try Self.dependencies(parts[1]) : []
        }
    }

    static func dependencies(_ text: String) throws -> [Manifest.Dependency] {
        try text.split(separator: ",").filter { $0.contains { $0 != " " } }.map { entry in
            let words = entry.split(separator: " ").map(String.init)
            let place = words.count > 2 ? words[2] : "host"
            let requirement: VersionRequirement = try #require(VersionRequirement(words[1]))
            return Manifest.Dependency(
                name: try #require(LibraryName(words[0])),
                source: .git(try GitSource("https://\(place)/\(words[0])")),
                requirement: requirement)
        }
    }

    func choose(_ roots: String, pins: String = "") throws -> [String] {
        let (versions, needs) = (versions, needs)
        let pins = try Self.dependencies(pins).map {
            Resolution.Choice(
                name: $0.name, source: $0.source, version: try #require($0.requirement).least, dependencies: [])
        }
        return try Resolution.choose(
            try Self.dependencies(roots), pins: pins,
            Resolution.World(
                versions: { (name, _) throws(LibraryError) in versions[name.text] ?? [] },
                dependencies: { (name, _, version) throws(LibraryError) in needs["\(name) \(version)"] ?? [] })
        ).map { "\($0.name) \($0.version)" }
    }
}

@Suite("Minimal version selection")
struct ResolutionTests {
    @Test("The oldest version that will do, and no newer one") func least() throws {
        let world = try TestWorld(["a 1.0.0", "a 1.1.0", "a 1.1.5", "a 1.2.0", "a 2.0.0"])
        #expect(try world.choose("a 1") == ["a 1.0.0"])
        #expect(try world.choose("a 1.1") == ["a 1.1.0"])
        #expect(try world.choose("a 1.1.1") == ["a 1.1.5"])
        #expect(try world.choose("a 2") == ["a 2.0.0"])
    }

    @Test("The highest of all least versions wins") func highest() throws {
        let world = try TestWorld([
            "a 1.0.0: c 1.1", "b 1.0.0: c 1.3", "c 1.0.0", "c 1.1.0", "c 1.2.0", "c 1.3.0", "c 1.4.0",
        ])
        #expect(try world.choose("a 1, b 1") == ["a 1.0.0", "b 1.0.0", "c 1.3.0"])
        #expect(try world.choose("b 1, a 1") == ["a 1.0.0", "b 1.0.0", "c 1.3.0"])
    }

    /// The example of Russ Cox's article: https://research.swtch.com/vgo-mvs
    @Test("The example of the article") func article() throws {
        let world = try TestWorld([
            "a 1.0.0: b 1.2, c 1.2", "b 1.1.0: d 1.1", "b 1.2.0: d 1.3", "c 1.1.0", "c 1.2.0: d 1.4", "c 1.3.0: f 1.1",
            "d 1.1.0: e 1.1", "d 1.2.0: e 1.1", "d 1.3.0: e 1.2", "d 1.4.0: e 1.2", "e 1.1.0", "e 1.2.0", "e 1.3.0",
            "f 1.1.0: g 1.1", "g 1.1.0: f 1.1",
        ])
        #expect(
            try world.choose("a 1") == ["a 1.0.0", "b 1.2.0", "c 1.2.0", "d 1.4.0", "e 1.2.0"])
    }

    @Test("What only a superseded version needs is left out") func pruned() throws {
        let world = try TestWorld(["a 1.0.0: c 1", "a 1.1.0", "b 1.0.0: a 1.1", "c 1.0.0"])
        #expect(try world.choose("a 1.0, b 1") == ["a 1.1.0", "b 1.0.0"])
    }

    @Test("A superseded version's other major is no conflict") func supersededMajor() throws {
        let world = try TestWorld(["a 1.0.0: c 2", "a 1.1.0: c 1", "b 1.0.0: a 1.1", "c 1.0.0", "c 2.0.0"])
        #expect(try world.choose("a 1.0, b 1") == ["a 1.1.0", "b 1.0.0", "c 1.0.0"])
    }

    @Test("What is locked stays while it will do") func pins() throws {
        let world = try TestWorld(["a 1.0.0", "a 1.1.0", "a 1.2.0", "a 2.0.0"])
        #expect(try world.choose("a 1", pins: "a 1.1.0") == ["a 1.1.0"])
        #expect(try world.choose("a 1.2", pins: "a 1.1.0") == ["a 1.2.0"])
        #expect(try world.choose("a 2", pins: "a 1.1.0") == ["a 2.0.0"])
        #expect(try world.choose("a 1", pins: "a 1.1.0 elsewhere") == ["a 1.0.0"])
    }

    @Test(
        "What does not go together, with who wants what",
        arguments: [
            (["a 1.0.0: c 1", "b 1.0.0: c 2", "c 1.0.0", "c 2.0.0"], "a 1, b 1", "conflict", "b 1.0.0 needs 2.0.0"),
            (["a 1.0.0: c 0.3", "c 0.3.0", "c 0.4.0"], "a 1, c 0.4", "conflict", "0.4.0"),
            (["a 1.0.0: b 1", "b 1.0.0: a 1"], "a 1", "conflict", "a 1.0.0 -> b 1.0.0 -> a 1.0.0"),
            (["a 1.0.0: a 1"], "a 1", "conflict", "a 1.0.0 -> a 1.0.0"),
            (["a 1.0.0: c 1 one", "b 1.0.0: c 1 two", "c 1.0.0"], "a 1, b 1", "conflict", "https://two/c"),
            (["a 1.0.0"], "a 1.1", "not_found", "b24.toml needs 'a' 1.1.0"),
            (["a 1.0.0: b 1"], "a 1", "not_found", "a 1.0.0 needs 'b' 1.0.0"),
            ([], "a 1", "not_found", "has none"),
        ] as [([String], String, String, String)])
    func conflicts(_ lines: [String], _ roots: String, _ kind: String, _ part: String) throws {
        let world = try TestWorld(lines)
        #expect { try world.choose(roots) } throws: { error in
            guard let error = error as? LibraryError else { return false }
            return error.kind.rawValue == kind && error.text.en.contains(part) && error.hint != nil
        }
    }

    @Test("The project's own source holds for everybody") func rootSource() throws {
        let world = try TestWorld(["a 1.0.0: c 1 one", "c 1.0.0"])
        #expect(try world.choose("a 1, c 1 mine") == ["a 1.0.0", "c 1.0.0"])
    }

    @Test("The order of dependencies does not matter") func order() throws {
        var random = SeededGenerator(seed: 24)
        let names = ["a", "b", "c", "d", "e", "f"]
        for _ in 0..<200 {
            var lines: [String] = []
            for (index, name) in names.enumerated() {
                for minor in 0..<3 {
                    let needs = names[(index + 1)...].filter { _ in Bool.random(using: &random) }.map {
                        "\($0) 1.\(Int.random(in: 0..<3, using: &random))"
                    }
                    lines.append("\(name) 1.\(minor).0: " + needs.joined(separator: ", "))
                }
            }
            let world = try TestWorld(lines)
            let roots = names.prefix(3).map { "\($0) 1.\(Int.random(in: 0..<3, using: &random))" }
            let first = try world.choose(roots.joined(separator: ", "))
            #expect(try world.choose(roots.reversed().joined(separator: ", ")) == first)
            // What was chosen satisfies everybody: with it as pins nothing moves.
            #expect(try world.choose(roots.joined(separator: ", "), pins: first.joined(separator: ", ")) == first)
        }
    }
}

/// Random numbers that are the same each time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
