import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct CapabilitiesTests {
    private func metadata(_ lines: String...) -> ScriptMetadata {
        ScriptMetadata(lines.map { "--- @\($0)\n" }.joined(), file: "x.lua")
    }

    // MARK: Grants

    @Test(arguments: [
        ("crm.item.list", MethodKind.read, true), ("crm.item.update", .write, true),
        ("crm.item.delete", .delete, false),
        ("crm.item.delete", .write, true), ("user.get", .read, false), ("crm.item.list", .write, true),
    ])
    func aScriptMayDoWhatItDeclares(_ method: String, _ kind: MethodKind, _ isAllowed: Bool) {
        let grant = ClientGrant()
        grant.declare(metadata("needs read crm.*", "needs write crm.item.*"), arguments: [])
        let error = refusal { try grant.admit(method, kind, isBasic: false) }
        #expect((error == nil) == isAllowed)
        if let error { #expect(error.hint?.en.contains("--- @needs \(kind.rawValue) \(method)") == true) }
    }

    private func refusal(_ body: () throws -> Void) -> ModuleError? {
        do {
            try body()
            return nil
        } catch { return error as? ModuleError }
    }

    @Test func whatDeclaresNoMethodsIsNotBounded() throws {
        let grant = ClientGrant()
        grant.declare(metadata("needs scope crm", "needs max_writes 5"), arguments: [])
        try grant.admit("crm.item.delete", .delete, isBasic: false)
        try grant.admit(file: "x", real: "/x") { $0 }
    }

    @Test func aPromise() {
        let grant = ClientGrant()
        grant.declare(metadata("read_only"), arguments: [])
        #expect(throws: Never.self) { try grant.admit("crm.item.list", .read, isBasic: false) }
        for kind in [MethodKind.write, .delete] {
            #expect(throws: ModuleError.self) { try grant.admit("crm.item.x", kind, isBasic: false) }
        }
    }

    @Test func onlyOfOnlyMayDoWhatBothAllow() throws {
        var wide = Capabilities()
        wide[.read] = [try #require(MethodGlob("crm.*"))]
        var narrow = Capabilities()
        narrow[.read] = [try #require(MethodGlob("*.list"))]
        narrow[.write] = [try #require(MethodGlob("*"))]
        let grant = ClientGrant(narrowing: ClientGrant(narrowing: ClientGrant(), to: wide), to: narrow)
        #expect(throws: Never.self) { try grant.admit("crm.item.list", .read, isBasic: false) }
        #expect(throws: ModuleError.self) { try grant.admit("crm.item.get", .read, isBasic: false) }
        #expect(throws: ModuleError.self) { try grant.admit("user.list", .read, isBasic: false) }
        #expect(throws: ModuleError.self) { try grant.admit("crm.item.add", .write, isBasic: false) }
        #expect(throws: Never.self) { try grant.admit("scope", .read, isBasic: true) }
    }

    @Test func aBudgetIsSharedByWhatWasNarrowedFromIt() throws {
        var capabilities = Capabilities()
        capabilities.maxWrites = 3
        let grant = ClientGrant(narrowing: ClientGrant(), to: capabilities)
        capabilities.maxWrites = 100
        let inner = ClientGrant(narrowing: grant, to: capabilities)
        try inner.take(2, "a")
        try grant.take(1, "a")
        #expect(throws: ModuleError.self) { try inner.take(1, "a") }
        #expect(throws: ModuleError.self) { try grant.take(1, "a") }
    }

    @Test(arguments: [
        ("/w/reports", true), ("/w/reports/a.csv", true), ("/w/reports2/a.csv", false), ("/w/in.csv", true),
        ("/w/out.csv", true), ("/w/out/a.csv", true), ("/w/in.csv/a", false), ("/w/other.csv", false), ("/w", false),
    ])
    func files(_ path: String, _ isAllowed: Bool) {
        let grant = ClientGrant()
        grant.declare(metadata("needs files reports"), arguments: ["in.csv", "--to=out.csv", "--into=out/", ""])
        let error = refusal { try grant.admit(file: path, real: path) { "/w/" + $0 } }
        #expect((error == nil) == isAllowed)
    }

    // MARK: What is new

    @Test(arguments: [
        (["needs read crm.item.list"], true), (["needs read crm.*"], true), (["needs read user.*"], false),
        (["needs write crm.item.add"], true), (["needs delete crm.item.delete"], false), (["needs files a/"], true),
        (["needs files b/"], false), (["needs max_writes 5"], true), (["needs max_writes 11"], false),
    ])
    func whatGoesBeyond(_ lines: [String], _ isCovered: Bool) {
        let approved = Capabilities(
            metadata("needs read crm.*", "needs write crm.item.*", "needs files a/", "needs max_writes 10").needs)
        let limit = lines[0].contains("max_writes") ? [] : ["needs max_writes 1"]
        let wanted = ScriptMetadata((lines + limit).map { "--- @\($0)\n" }.joined(), file: "x.lua")
        #expect(approved.difference(to: wanted.needs).isEmpty == isCovered)
    }

    @Test func onlyWhatIsNewIsShown() throws {
        let approved = Capabilities(metadata("needs write crm.item.add", "needs max_writes 10").needs)
        let difference = approved.difference(to: metadata("needs write crm.item.add crm.item.update -- moves").needs)
        #expect(difference.needs.map(\.subject) == [.methods(.write, [try #require(MethodGlob("crm.item.update"))])])
        #expect(difference.needs.map(\.reason) == ["moves"])
        #expect(difference.dropsLimit)
    }

    @Test func theRecordSaysTheSame() throws {
        let needs = metadata("needs read crm.* user.get", "needs delete a.b", "needs files r/", "needs max_writes 3")
            .needs
        let capabilities = Capabilities(needs)
        let read = try #require(Capabilities(capabilities.json))
        #expect(read.hash == capabilities.hash && read.maxWrites == 3 && read.files == ["r/"])
        #expect(
            Capabilities(
                metadata("needs read user.get crm.*", "needs delete a.b", "needs files r/", "needs max_writes 3").needs
            )
            .hash == capabilities.hash)
        #expect(Capabilities(metadata("needs read user.get").needs).hash != capabilities.hash)
        #expect(Capabilities(["read": "x"]) == nil)
    }

    // MARK: Scopes

    @Test(arguments: [
        ("needs scope crm user", [["crm"], ["user"]]), ("needs write crm.item.update", [["crm"]]),
        ("needs read crm.*", [["crm"]]), ("needs read *", []), ("needs read crm.item.list crm.deal.*", [["crm"]]),
        ("needs read user.get", [["user", "user_brief", "user_basic"]]), ("needs read nothing.like.it", []),
        ("needs read scope", []), ("needs write crm.item.list", []),
    ])
    func scopesThatNeedsImply(_ line: String, _ groups: [[String]]) {
        #expect(ScopeNeeds(metadata(line).needs, .standard).groups == groups)
    }

    @Test func oneOfAGroupIsEnough() {
        let needs = ScopeNeeds(metadata("needs read user.get", "needs scope crm").needs, .standard)
        #expect(needs.missing(from: ["user_basic", "crm"]).isEmpty)
        #expect(needs.missing(from: ["crm"]) == ["user"])
        #expect(needs.missing(from: ["user"]) == ["crm"])
    }
}
