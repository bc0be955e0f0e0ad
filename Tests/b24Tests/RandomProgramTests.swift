import Bitrix24
import JSON
import PortalEmulator
import Testing

/// Random programs of reads, writes, batches and packed calls, on portals where things go wrong at random: what b24 reports
/// is compared with the portal's own log of writes. A thousand programs, each decided by its number alone.
@Suite struct RandomProgramTests {
    private static let portals = 20
    private static let programsPerPortal = 50

    @Test(arguments: 0..<portals)
    func theReportIsWhatThePortalLogged(portal number: Int) async throws {
        var random = SeededRandom(seed: UInt64(number))
        var settings = LocalPortal.Configuration()
        settings.seed = .empty
        settings.enforcesLimits = false
        settings.faults = Self.faults(&random)
        settings.faultSeed = UInt64(number)
        let portal = try await LocalPortal.start(settings)
        // As many as they take, and some that nobody touches: every list goes through all of them.
        let yard = try await Yard(portal, items: 5 * Self.programsPerPortal)
        var lastWrite = 0
        for seed in 0..<Self.programsPerPortal {
            let logged = try await portal.writes(since: lastWrite).last?.number ?? lastWrite
            lastWrite = logged
            var program = Program(yard: yard, random: SeededRandom(seed: UInt64(number * 1000 + seed)), after: logged)
            try await program.run()
            let differences = try await program.differences(from: portal)
            #expect(differences.isEmpty, "portal \(number), program \(seed), faults \(settings.faults): \(differences)")
        }
        let taken = await yard.taken.count
        #expect(taken <= yard.items, "each write has an item of its own")
        try await portal.stop()
    }

    /// Some of what can happen to a request, each to some of them.
    private static func faults(_ random: inout SeededRandom) -> [String] {
        let kinds = [
            "drop", "drop-before", "reset", "reset-before", "truncated", "html", "500", "503", "429", "302",
            "OVERLOAD_LIMIT",
        ]
        let methods = ["crm.item.add", "crm.item.update", "crm.item.delete", "crm.item.list", "batch", "batch"]
        return (0..<6).map { _ in
            let method = methods.randomElement(using: &random) ?? "batch"
            return
                "\(method):\(kinds.randomElement(using: &random) ?? "drop"):\(Int.random(in: 2...12, using: &random))%"
        }
    }
}

/// SplitMix64: the same numbers everywhere.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

/// A smart process full of items, of which every write gets its own, so that the log tells them apart.
private struct Yard {
    let client: PortalClient
    let type: Int
    let firstItem: Int
    let items: Int
    let taken = Counter()

    actor Counter {
        private(set) var count = 0
        func next() -> Int {
            defer { count += 1 }
            return count
        }
    }

    init(_ portal: LocalPortal, items: Int) async throws {
        self.items = items
        var options = PortalClient.Options()
        options.plan = .box
        client = PortalClient(
            credential: try Credential(webhook: Secret(try await portal.webhook())), options: options,
            time: HurriedTime())
        let made = try await client.call(Command("crm.type.add", ["fields": ["title": "Yard"]]))
        type = Int(try #require(made.result["type"]?["entityTypeId"]?.value.integerValue))
        var first: Int?
        for start in stride(from: 0, to: items, by: 20) {
            // No fault names this method.
            let rows = (start..<start + 20).map { JSONValue.object(["title": .string("base \($0)")]) }
            let answer = try await client.call(
                Command("crm.item.batchImport", ["entityTypeId": .integer(Int64(type)), "data": .array(rows)]))
            let id = answer.result["items"]?.elements?.first?["item"]?["id"]?.value.integerValue
            if first == nil { first = id.map(Int.init) }
        }
        firstItem = try #require(first)
    }

    /// An item that no other write is for.
    func item() async -> Int { firstItem + (await taken.next()) }
}

/// One program: what it wrote, and what b24 said became of each.
private struct Program {
    enum Write: Sendable {
        case add(title: String)
        case update(id: Int, title: String)
        case delete(id: Int)
    }

    let yard: Yard
    var random: SeededRandom
    private var report: [(write: Write, end: String)] = []
    /// The portal's last write before this program.
    private let before: Int
    private var listed: [String] = []

    init(yard: Yard, random: SeededRandom, after write: Int) {
        self.yard = yard
        self.random = random
        before = write
    }

    mutating func run() async throws {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: await single()
            case 1: await batch(halt: Bool.random(using: &random))
            case 2: await packed()
            default: await list()
            }
        }
    }

    // MARK: Steps

    private mutating func single() async {
        let write = await write()
        report.append((write, await Self.end { _ = try await yard.client.call(command(write)) }))
    }

    private mutating func batch(halt: Bool) async {
        var writes: [Write] = []
        var commands: [(key: String, command: Command)] = []
        for index in 0..<Int.random(in: 1...5, using: &random) {
            let write = await write()
            writes.append(write)
            commands.append(("w\(index)", command(write)))
            if Bool.random(using: &random) { commands.append(("r\(index)", read())) }
        }
        guard let outcomes = try? await yard.client.batch(commands, halt: halt) else { return }
        let ends = zip(commands, outcomes).filter { $0.0.key.hasPrefix("w") }.map { Self.end(of: $0.1) }
        for (write, end) in zip(writes, ends) { report.append((write, end)) }
    }

    private mutating func packed() async {
        let packer = CallPacker(yard.client)
        var writes: [Write] = []
        for _ in 0..<Int.random(in: 1...5, using: &random) { writes.append(await write()) }
        let commands = writes.map(command)
        let ends = await withTaskGroup(of: (Int, String).self) { group in
            for (index, command) in commands.enumerated() {
                group.addTask { (index, await Self.end { _ = try await packer.call(command) }) }
            }
            var ends: [Int: String] = [:]
            for await (index, end) in group { ends[index] = end }
            return ends
        }
        for (index, write) in writes.enumerated() { report.append((write, ends[index] ?? "missing")) }
    }

    /// A list is whole or an error: everything that is certainly there, nothing that is certainly not, nothing twice.
    private mutating func list() async {
        let command = Command(
            "crm.item.list", ["entityTypeId": .integer(Int64(yard.type)), "select": ["id", "title"]])
        var ids: [Int] = []
        var titles: [String] = []
        do {
            for try await page in yard.client.pages(command) {
                ids += page.rows.compactMap { $0["id"]?.value.integerValue.map(Int.init) }
                titles += page.rows.compactMap { $0["title"]?.value.stringValue }
            }
        } catch {
            return
        }
        if Set(ids).count != ids.count { listed.append("a list has rows twice") }
        for (write, end) in report where end == "done" {
            switch write {
            case .add(let title) where !titles.contains(title): listed.append("a list lacks \(title)")
            case .update(_, let title) where !titles.contains(title): listed.append("a list lacks \(title)")
            case .delete(let id) where ids.contains(id): listed.append("a list still has \(id)")
            default: break
            }
        }
    }

    private mutating func write() async -> Write {
        let name = "n\(random.next())"
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return .add(title: (Bool.random(using: &random) ? "marked " : "") + name)
        case 1: return .update(id: await yard.item(), title: name)
        default: return .delete(id: await yard.item())
        }
    }

    private func command(_ write: Write) -> Command {
        let type = JSONValue.integer(Int64(yard.type))
        switch write {
        case .add(let title):
            var fields: JSONObject = ["title": .string(title)]
            if title.hasPrefix("marked") { fields["xmlId"] = .string(title) }
            return Command("crm.item.add", ["entityTypeId": type, "fields": .object(fields)])
        case .update(let id, let title):
            return Command(
                "crm.item.update",
                ["entityTypeId": type, "id": .integer(Int64(id)), "fields": ["title": .string(title)]])
        case .delete(let id):
            return Command("crm.item.delete", ["entityTypeId": type, "id": .integer(Int64(id))])
        }
    }

    private func read() -> Command {
        Command("crm.item.list", ["entityTypeId": .integer(Int64(yard.type)), "select": ["id"], "start": -1])
    }

    private static func end(_ body: () async throws -> Void) async -> String {
        do {
            try await body()
            return "done"
        } catch let error as PortalError {
            return error.outcome.rawValue
        } catch {
            return "\(error)"
        }
    }

    private static func end(of outcome: CommandOutcome) -> String {
        switch outcome {
        case .done: "done"
        case .failed(let error): error.outcome.rawValue
        case .notRun: Outcome.notRun.rawValue
        }
    }

    // MARK: Comparison

    /// What the report and the portal do not agree on.
    func differences(from portal: LocalPortal) async throws -> [String] {
        let log = try await portal.writes(since: before).filter { $0.outcome == .ran }
        var differences = listed
        for (write, end) in report {
            let times: Int
            switch write {
            case .add(let title): times = try await count(title)
            case .update(let id, _): times = log.count { $0.method == "crm.item.update" && $0.objectIDs == [id] }
            case .delete(let id): times = log.count { $0.method == "crm.item.delete" && $0.objectIDs == [id] }
            }
            let isRight =
                switch end {
                case "done": times == 1
                case "unknown": times <= 1
                case "refused", "failed", "not_run": times == 0
                default: false
                }
            if !isRight { differences.append("\(write) was reported as \(end) and ran \(times) times") }
        }
        return differences
    }

    private func count(_ title: String) async throws -> Int {
        let command = Command(
            "crm.item.list", ["entityTypeId": .integer(Int64(yard.type)), "filter": ["=title": .string(title)]])
        // Faults do not spare the one who checks.
        for _ in 0..<9 {
            if let answer = try? await yard.client.call(command) { return answer.result["items"]?.elements?.count ?? 0 }
        }
        return try await yard.client.call(command).result["items"]?.elements?.count ?? 0
    }
}
