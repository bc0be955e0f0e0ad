import Bitrix24
import JSON
import Localization
import LuaRuntime
import Permissions
import Testing

@testable import B24Scripting

@Suite struct AccessCodeTests {
    @Test(arguments: [
        ("U12", AccessCode.Audience.user(12)), ("IU3", .user(3)), ("D5", .department(5)), ("DR5", .departmentTree(5)),
        ("SG7", .group(7, role: nil)), ("SG7_A", .group(7, role: .owner)), ("SG7_E", .group(7, role: .moderator)),
        ("SG7_K", .group(7, role: .member)), ("AU", .other), ("UA", .other), ("*", .other), ("G2", .other),
        ("SU4_M", .other), ("CHAT9", .other), ("SNDR1", .other), ("ATE3", .other),
    ]) func known(text: String, audience: AccessCode.Audience) throws {
        #expect(try AccessCode.read(text).audience == audience)
    }

    @Test(arguments: ["", "12", "U", "u12", "U12x", "D-5", "D0", "SG7_", "SG7_Z", "X5", "D5_K", "DR", "U 1", "Д5"])
    func unknown(text: String) {
        let error = #expect(throws: ModuleError.self) { try AccessCode.read(text) }
        #expect(error?.kind == .invalidArgument)
        #expect(error?.text.en.contains("'\(text)'") == true)
        #expect(error?.text.ru.contains("'\(text)'") == true)
        #expect(error?.hint?.en.contains("DR5") == true)
        #expect(error?.hint?.ru.contains("подотделами") == true)
    }

    @Test func subtrees() {
        let tree = DepartmentTree(rows: [
            ["ID": "1", "NAME": "Company"], ["ID": "6", "PARENT": "5"], ["ID": "5", "NAME": "Sales", "PARENT": "1"],
            ["ID": "7", "PARENT": "1"], ["ID": 8, "PARENT": 6],
        ])
        #expect(tree.subtree(of: 5) == [5, 6, 8])
        #expect(tree.subtree(of: 1) == [1, 5, 7, 6, 8])
        #expect(tree.subtree(of: 7) == [7])
        #expect(tree.name(5) == "Sales")
        #expect(!tree.contains(9))
    }

    @Test func circlesEnd() {
        let tree = DepartmentTree(rows: [["ID": "1", "PARENT": "2"], ["ID": "2", "PARENT": "1"]])
        #expect(tree.subtree(of: 1) == [1, 2])
    }

    @Test(arguments: [
        ([1, 2] as [Int64], [3] as [Int64], [] as [Int64], [1, 2, 3] as [Int64]?), ([1, 2], [2], [], nil),
        ([1, 2], [], [2], [1]), ([1, 2], [], [9], nil), ([], [4, 4], [], [4]), ([1], [2], [1], [2]),
    ]) func observers(current: [Int64], add: [Int64], remove: [Int64], result: [Int64]?) {
        #expect(ObserverChange.apply(to: current, add: add, remove: remove) == result)
    }
}
