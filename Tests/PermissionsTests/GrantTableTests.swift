import Testing

@testable import Permissions

/// Sales (2) and Operations (4) below the company (1), Procurement (5) below Operations.
private let tree = DepartmentTree([
    (id: 1, name: "Company", parent: nil), (id: 2, name: "Sales", parent: 1), (id: 4, name: "Operations", parent: 1),
    (id: 5, name: "Procurement", parent: 4),
])

private func code(_ text: String) -> AccessCode { AccessCode(text)! }

@Suite struct GrantTableTests {
    private let company = Company(
        people: [
            .init(id: 1, name: "Anna", role: .administrator, departments: [4]),
            .init(id: 2, name: "Daniel", role: .crmAdministrator, departments: [2]),
            .init(id: 3, name: "Olivia", role: .employee, departments: [2]),
            .init(id: 4, name: "Marcus", role: .employee, departments: [2]),
            .init(id: 7, name: "Emma", role: .employee, departments: [4]),
            .init(id: 9, name: "Lucy", role: .employee, departments: [5]),
            .init(id: 11, name: "Julia", role: .guest, departments: []),
        ], departments: tree, groups: [.init(id: 7, name: "Warehouse", members: [7: .owner, 3: .member])])
    private let funnel = GrantObject.funnel(entityTypeID: 156, categoryID: 15)
    private let chain = GrantObject.chain(
        entityTypeID: 156, categoryID: 15, workplaceID: 4, stageID: "DT156_15:SUCCESS")

    private func table(_ rows: [(String, GrantLevel, GrantObject)]) -> GrantTable {
        GrantTable(rows.map { PlacedGrant(Grant(code: code($0.0), action: .read, level: $0.1), on: $0.2) })
    }

    private func level(_ user: Int, _ rows: [(String, GrantLevel, GrantObject)]) -> GrantLevel {
        table(rows).decide(.read, for: company.membership(of: user)!, at: chain).level
    }

    @Test func codesOfPeople() {
        func codes(_ user: Int) -> Set<String> { Set(company.membership(of: user)!.codes.map(\.text)) }
        #expect(
            codes(9) == ["U9", "IU9", "D5", "DR5", "DR4", "DR1", "AU", "UA", "G2", "*"])
        #expect(codes(3).isSuperset(of: ["D2", "DR2", "DR1", "SG7", "SG7_K"]))
        #expect(codes(3).isDisjoint(with: ["SG7_A", "SG7_E", "DR4"]))
        #expect(codes(7).isSuperset(of: ["SG7", "SG7_A", "SG7_E", "SG7_K"]))
        #expect(codes(1).contains("G1"))
        #expect(!codes(2).contains("G1"))
        #expect(codes(11) == ["U11", "AU", "UA", "G2", "*"])
        #expect(company.membership(of: 99) == nil)
    }

    @Test func theWidestOfAllCodesCounts() {
        #expect(level(3, [("AU", .own, funnel), ("D2", .department, funnel), ("U3", .none, funnel)]) == .department)
        #expect(level(9, [("AU", .own, funnel), ("D2", .department, funnel)]) == .own)
        #expect(level(9, [("DR4", .subdepartments, funnel)]) == .subdepartments)
        #expect(level(9, [("D4", .all, funnel)]) == .none)
        #expect(level(7, [("SG7_E", .all, funnel)]) == .all)
        #expect(level(3, [("SG7_E", .all, funnel)]) == .none)
    }

    @Test func eachRoleOfACodeCountsByItself() {
        let spa = GrantObject.spa(entityTypeID: 156)
        func row(_ level: GrantLevel, _ role: String?, _ object: GrantObject) -> PlacedGrant {
            PlacedGrant(Grant(code: code("D2"), action: .read, level: level, role: role), on: object)
        }
        let olivia = company.membership(of: 3)!
        var table = GrantTable([row(.department, nil, funnel), row(.open, "A", spa), row(.none, "B", funnel)])
        #expect(table.decide(.read, for: olivia, at: chain).levels == [.open, .department])
        #expect(table.level(code("D2"), .read, on: funnel) == .department)
        table.remove(code("D2"), .read, on: funnel)
        table.set(row(.none, "A", funnel).grant, on: funnel)
        #expect(!table.decide(.read, for: olivia, at: chain).isAllowed)
        #expect(table.grants.map(\.grant.role) == ["A", "A", "B"])
    }

    @Test func theNearestObjectOfEachCodeCounts() {
        let spa = GrantObject.spa(entityTypeID: 156)
        let stage = GrantObject.stage("DT156_15:SUCCESS")
        #expect(level(3, [("D2", .all, .workplace(4)), ("D2", .own, spa)]) == .own)
        #expect(level(3, [("D2", .all, spa), ("D2", .none, funnel)]) == .none)
        #expect(
            level(3, [("D2", .all, spa), ("AU", .none, funnel)]) == .all, "another role's funnel takes nothing away")
        #expect(level(3, [("AU", .own, funnel), ("AU", .none, stage)]) == .none)
        #expect(level(3, [("D2", .all, .workplace(5))]) == .none)
        #expect(level(3, [("D2", .all, .funnel(entityTypeID: 156, categoryID: 16))]) == .none)
    }

    @Test func administratorsPassAndGuestsDoNot() {
        let none: [(String, GrantLevel, GrantObject)] = [("AU", .none, funnel)]
        #expect(level(1, none) == .all)
        #expect(level(2, none) == .all)
        #expect(level(11, [("AU", .all, funnel)]) == .none)
        let decision = table([("AU", .all, funnel)]).decide(.read, for: company.membership(of: 11)!, at: chain)
        #expect(decision.reason == .guest)
        #expect(!decision.allows(.own, isOpened: true))
    }

    @Test func anotherActionIsAnotherMatter() {
        let decision = table([("AU", .all, funnel)]).decide(.update, for: company.membership(of: 3)!, at: chain)
        #expect(decision.reason == .nothingGranted)
    }

    @Test(
        arguments: [
            (GrantLevel.none, [], []), (.own, [.own], [.own]),
            (.department, [.own, .department], [.own, .department]),
            (.subdepartments, [.own, .department, .subdepartment], [.own, .department, .subdepartment]),
            (.open, [.own], Ownership.allCases), (.all, Ownership.allCases, Ownership.allCases),
        ] as [(GrantLevel, [Ownership], [Ownership])])
    func levelsReachThatFar(level: GrantLevel, closed: [Ownership], opened: [Ownership]) {
        #expect(Ownership.allCases.filter { level.reaches($0, isOpened: false) } == closed)
        #expect(Ownership.allCases.filter { level.reaches($0, isOpened: true) } == opened)
    }

    @Test func whoseItemItIs() {
        #expect(company.ownership(of: 3, seenBy: 3) == .own)
        #expect(company.ownership(of: 4, seenBy: 3) == .department)
        #expect(company.ownership(of: 9, seenBy: 7) == .subdepartment)
        #expect(company.ownership(of: 7, seenBy: 9) == .other)
        #expect(company.ownership(of: 99, seenBy: 9) == .other)
    }

    /// `open` is wider than `department`, but does not include it.
    @Test func levelsOfSeveralRolesAddUp() {
        let rows: [(String, GrantLevel, GrantObject)] = [("AU", .open, funnel), ("D2", .department, funnel)]
        let decision = table(rows).decide(.read, for: company.membership(of: 3)!, at: chain)
        #expect(decision.level == .open)
        #expect(decision.levels == [.open, .department])
        #expect(decision.allows(.department, isOpened: false))
        #expect(decision.allows(.other, isOpened: true))
        #expect(!decision.allows(.other, isOpened: false))
        #expect(decision.decisive((.department, false))?.grant.code.text == "D2")
        #expect(decision.decisive((.other, true))?.grant.code.text == "AU")
    }

    @Test func theTableIsASet() {
        var table = table([("D5", .own, funnel), ("D5", .all, funnel), ("AU", .own, .crm)])
        #expect(table.grants.map(\.object) == [.crm, funnel])
        #expect(table.level(code("D5"), .read, on: funnel) == .all)
        table.remove(code("D5"), .read, on: funnel)
        table.removeAll { $0 == .crm }
        #expect(table.isEmpty)
    }

    @Test func audiencesNameTheRoute() throws {
        func route(_ text: String) -> [Int: Company.Route]? {
            company.audience(of: code(text)).map {
                Dictionary(uniqueKeysWithValues: $0.map { ($0.person.id, $0.route) })
            }
        }
        #expect(route("DR4") == [1: .department(4), 7: .department(4), 9: .department(5)])
        #expect(route("D4") == [1: .department(4), 7: .department(4)])
        #expect(route("SG7_K") == [3: .group(7, .member), 7: .group(7, .owner)])
        #expect(route("SG7_A") == [7: .group(7, .owner)])
        #expect(route("U3") == [3: .person])
        #expect(route("IU11") == [:])
        #expect(route("AU")?.count == 7)
        #expect(route("G1") == [1: .administrator])
        #expect(route("CHAT5") == nil)
        #expect(route("D99") == [:])
        // What the audience says and what the codes say is the same thing.
        for text in ["DR1", "DR4", "DR5", "D2", "SG7", "SG7_A", "SG7_E", "SG7_K", "U9", "IU9", "AU", "G1", "IU11"] {
            let carriers = company.people.keys.filter { company.membership(of: $0)!.codes.contains(code(text)) }
            #expect(route(text)?.keys.sorted() == carriers.sorted(), "\(text)")
        }
    }

    @Test func structuresInACircleEnd() {
        let circle = DepartmentTree([(id: 1, name: "a", parent: 2 as Int?), (id: 2, name: "b", parent: 1)])
        #expect(circle.subtree(of: 1) == [1, 2])
        #expect(circle.path(to: 1) == [1, 2])
    }
}
