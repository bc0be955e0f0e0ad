import B24Scripting
import Bitrix24
import JSON
import LuaRuntime
import Permissions
import PortalEmulator
import Testing

/// Two hundred random sets of grants on a box: what the portal lets people do, what `permissions:probe` sees and what
/// `permissions:explain` says is the same, and what the model says of the company as the seed has it.
@Suite struct GrantAgreementTests {
    private static let rounds = 10
    private static let setsPerRound = 20
    /// A colleague in Sales, the head of HR, the head of Operations, a buyer below Operations; by profile.
    private static let users = ["olivia": 3, "grace": 5, "emma": 7, "lucy": 9]
    private static let codes = [
        "U3", "U9", "D2", "D3", "D4", "D5", "DR1", "DR4", "AU", "SG1", "SG1_K", "SG1_E", "SG2_K", "UA", "G1",
    ]

    @Test(arguments: 0..<rounds) func portalProbeAndExplanationAgree(round: Int) async throws {
        var random = SeededRandom(seed: UInt64(round))
        let office = try await AgreementOffice(Self.users)
        for number in 0..<Self.setsPerRound {
            let grants = office.randomGrants(Self.codes, &random)
            _ = try await office.portal.clearGrants(entityTypeID: office.entityTypeID)
            try await office.portal.set(grants)
            let some = Self.users.keys.sorted().shuffled(using: &random).prefix(2)
            let differences = try await office.differences(GrantTable(grants), Array(some))
            #expect(differences == [], "round \(round), set \(number): \(grants)")
        }
        try await office.portal.stop()
    }
}

/// A portal with one smart process of two funnels, a session on it, and a client for each of some people.
private struct AgreementOffice {
    let portal: LocalPortal
    let session: ScriptSession
    let clients: [String: PortalClient]
    let users: [String: Int]
    let entityTypeID: Int
    let typeID: Int64
    let funnels: [Int]
    /// Responsible person and whether it is open, by id.
    private(set) var items: [Int: (funnel: Int, owner: Int, isOpened: Bool)] = [:]

    init(_ users: [String: Int]) async throws {
        var settings = LocalPortal.Configuration()
        settings.enforcesLimits = false
        settings.flavour = .box
        portal = try await LocalPortal.start(settings)
        self.users = users
        func client(_ webhook: String) throws -> PortalClient {
            var options = PortalClient.Options()
            options.plan = .box
            return PortalClient(credential: try Credential(webhook: Secret(webhook)), options: options)
        }
        let admin = try client(try await portal.webhook())
        var clients: [String: PortalClient] = [:]
        for (name, id) in users { clients[name] = try client(try await portal.webhook(ofUser: id)) }
        self.clients = clients
        func made(_ method: String, _ parameters: JSONObject) async throws -> JSONValue {
            try await admin.call(Command(method, parameters)).result.value
        }
        let type = try await made(
            "crm.type.add",
            ["fields": ["title": "Agreement", "isStagesEnabled": "Y", "isCategoriesEnabled": "Y"]])["type"]
        typeID = try #require(type?["id"]?.integerValue)
        let entityType = try #require(type?["entityTypeId"]?.integerValue)
        entityTypeID = Int(entityType)
        let second = try await made(
            "crm.category.add", ["entityTypeId": .integer(entityType), "fields": ["name": "Second"]])["category"]
        let list = try await made("crm.category.list", ["entityTypeId": .integer(entityType)])["categories"]
        funnels = (list?.arrayValue ?? []).compactMap { $0["id"]?.integerValue.map { Int($0) } }.sorted()
        _ = try #require(second)
        for (index, owner) in [3, 4, 5, 7, 9, 12].enumerated() {
            let funnel = funnels[index % 2]
            let isOpened = index % 3 == 0
            let answer = try await made(
                "crm.item.add",
                [
                    "entityTypeId": .integer(entityType),
                    "fields": [
                        "title": "x", "categoryId": .integer(Int64(funnel)), "assignedById": .integer(Int64(owner)),
                        "opened": isOpened ? "Y" : "N",
                    ],
                ])
            let id = try #require(answer["item"]?["id"]?.integerValue)
            items[Int(id)] = (funnel, owner, isOpened)
        }
        var configuration = ScriptSession.Configuration { admin }
        configuration.portalName = "admin"
        configuration.otherProfile = { [clients] in ScriptSession.OtherProfile(client: clients[$0]!) }
        session = ScriptSession(configuration)
    }

    func randomGrants(_ codes: [String], _ random: inout SeededRandom) -> [PlacedGrant] {
        let objects: [GrantObject] =
            [.spa(entityTypeID: entityTypeID)] + funnels.map { .funnel(entityTypeID: entityTypeID, categoryID: $0) }
        var grants = (0..<Int.random(in: 0...10, using: &random)).map { _ in
            PlacedGrant(
                Grant(
                    code: AccessCode(codes.randomElement(using: &random)!)!,
                    action: [.read, .update].randomElement(using: &random)!,
                    level: GrantLevel.allCases.randomElement(using: &random)!),
                on: objects.randomElement(using: &random)!)
        }
        if Bool.random(using: &random) {
            let stage = GrantObject.stage("DT\(entityTypeID)_\(funnels[0]):SUCCESS")
            let level: GrantLevel = [.none, .all].randomElement(using: &random)!
            grants.append(
                PlacedGrant(
                    Grant(code: AccessCode(codes.randomElement(using: &random)!)!, action: .update, level: level),
                    on: stage))
        }
        return grants
    }

    /// Every cell in which two of the four do not agree.
    func differences(_ table: GrantTable, _ profiles: [String]) async throws -> [String] {
        var differences: [String] = []
        let probe =
            try await lua(
                "return b24.spa(\(typeID)).permissions:probe { profiles = { \(profiles.map { "'\($0)'" }.joined(separator: ", ")) }, items = { \(items.keys.sorted().map(String.init).joined(separator: ", ")) } }"
            ).arrayValue ?? []
        func reading(_ object: String, _ check: String, _ profile: String) -> JSONValue? {
            probe.first { $0["object"]?.stringValue == object && $0["check"]?.stringValue == check }?[profile]
        }
        for (profile, user) in users.filter({ profiles.contains($0.key) }) {
            let person = Self.company.membership(of: user)!
            func compare(_ what: String, _ values: [Bool?]) {
                if Set(values).count > 1 { differences.append("\(profile) \(what): \(values)") }
            }
            func explained(_ options: String, _ action: String = "read") async throws -> [JSONValue] {
                try await lua(
                    "return b24.spa(\(typeID)).permissions:explain(\(user), '\(action)', { \(options) })"
                ).arrayValue ?? []
            }
            let rows = try await explained("")
            var visible: [Int: Int] = [:]
            for (id, item) in items {
                let chain = GrantObject.chain(
                    entityTypeID: entityTypeID, categoryID: item.funnel, workplaceID: nil)
                let owner = Self.company.ownership(of: item.owner, seenBy: user)
                let model = table.decide(.read, for: person, at: chain).allows(owner, isOpened: item.isOpened)
                if model { visible[item.funnel, default: 0] += 1 }
                let probed = reading("item:\(entityTypeID)/\(id)", "read", profile)
                let told: Bool? =
                    id % 3 == 0 ? try await explained("item = \(id)").first?["allowed"]?.boolValue : model
                compare("item \(id)", [model, probed == "yes", told])
                #expect(probed == "yes" || probed == "no")
            }
            for funnel in funnels {
                let chain = GrantObject.chain(entityTypeID: entityTypeID, categoryID: funnel, workplaceID: nil)
                let model = table.decide(.read, for: person, at: chain).isAllowed
                let told = rows.first { $0["object"]?.stringValue == chain[0].key }?["allowed"]?.boolValue
                // Nobody sees a funnel that all are refused: the probe cannot know of it.
                let probed = reading("funnel:\(entityTypeID)/\(funnel)", "read", profile) ?? "no"
                compare("funnel \(funnel)", [model, probed == "yes", told])
                let count = reading("funnel:\(entityTypeID)/\(funnel)", "items", profile)?.integerValue ?? 0
                compare("items of \(funnel)", [Int(count) == visible[funnel] ?? 0, true])
            }
            try await compareMoves(person, table, explained: explained, compare)
        }
        return differences
    }

    /// Moving an item of the first funnel to success: by the portal, by the model, and as it is explained.
    private func compareMoves(
        _ person: Membership, _ table: GrantTable,
        explained: (String, String) async throws -> [JSONValue], _ compare: (String, [Bool?]) -> Void
    ) async throws {
        guard let (id, item) = items.first(where: { $0.value.funnel == funnels[0] }),
            let profile = users.first(where: { $0.value == person.userID })?.key, let client = clients[profile]
        else { return }
        let stage = "DT\(entityTypeID)_\(funnels[0]):SUCCESS"
        let chain = GrantObject.chain(
            entityTypeID: entityTypeID, categoryID: funnels[0], workplaceID: nil, stageID: stage)
        let mayUpdate = table.decide(.update, for: person, at: Array(chain.dropFirst())).allows(
            Self.company.ownership(of: item.owner, seenBy: person.userID), isOpened: item.isOpened)
        let mayMove = table.decide(.update, for: person, at: chain).isAllowed
        let told = try await explained("stage = 'SUCCESS'", "update").first?["allowed"]?.boolValue
        compare("moves into \(stage)", [mayMove, told])
        let fields: JSONObject = ["stageId": .string(stage)]
        let command = Command(
            "crm.item.update",
            ["entityTypeId": .integer(Int64(entityTypeID)), "id": .integer(Int64(id)), "fields": .object(fields)])
        var outcome = "moved"
        do { _ = try await client.call(command) } catch {
            outcome = error.code.isEmpty ? "no stage" : error.code
        }
        compare("moving \(id)", [outcome == "moved", mayUpdate && mayMove])
        if mayUpdate, !mayMove { compare("the empty code", [outcome == "no stage", true]) }
        if !mayUpdate { compare("the code", [outcome == "ACCESS_DENIED", true]) }
        if outcome == "moved" {
            _ = try await session.call(
                Command(
                    "crm.item.update",
                    [
                        "entityTypeId": .integer(Int64(entityTypeID)), "id": .integer(Int64(id)),
                        "fields": ["stageId": .string("DT\(entityTypeID)_\(funnels[0]):NEW")],
                    ]))
        }
    }

    private func lua(_ source: String) async throws -> JSONValue {
        try await session.evaluate(source).first?.jsonValue ?? .null
    }

    /// The demo company, as its seed has it; Victor (12) is dismissed and still owns an item.
    private static let company = Company(
        people: [
            (1, Membership.Role.administrator, [4]), (2, .crmAdministrator, [2]), (3, .employee, [2]),
            (4, .employee, [2]), (5, .employee, [3]), (7, .employee, [4]), (8, .employee, [5]), (9, .employee, [5]),
            (12, .employee, [2]),
        ].map { Company.Person(id: $0, name: "", role: $1, departments: $2) },
        departments: DepartmentTree([
            (id: 1, name: "", parent: nil), (id: 2, name: "", parent: 1), (id: 3, name: "", parent: 1),
            (id: 4, name: "", parent: 1), (id: 5, name: "", parent: 4),
        ]),
        groups: [
            .init(id: 1, name: "", members: [7: .owner, 8: .moderator, 3: .member, 1: .member]),
            .init(id: 2, name: "", members: [8: .owner, 9: .moderator, 11: .member, 4: .member]),
        ])
}
