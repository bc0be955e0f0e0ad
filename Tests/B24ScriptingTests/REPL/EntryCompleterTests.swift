import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

/// What completion offers, on the company of the domain tests.
@Suite struct EntryCompleterTests {
    private struct Desk {
        let office: Office
        let names: PortalNamesCache
        let completer: EntryCompleter

        init(_ language: Language = .en, storage: PortalNamesCache.Storage = .none, mayConnect: Bool = true) {
            office = Office()
            names = PortalNamesCache(office.session, storage: storage) { mayConnect }
            completer = EntryCompleter(
                office.session, names: names, language: language,
                files: { $0 == "." ? ["setup.lua", "scripts/", ".hidden"] : ["inner.lua"] },
                profiles: { ["acme", "demo"] })
        }

        /// Names of the portal come a moment later: asked once, waited for, asked again.
        func texts(_ before: String) async -> [String] {
            _ = await completer.complete(before)
            await names.settled()
            return await completer.complete(before).candidates.map { $0.text + $0.suffix }
        }
    }

    static let offers: [(String, [String], [String])] = [
        // Lua and the module.
        ("b2", ["b24"], ["print("]), ("whi", ["while"], []), ("string.for", ["format("], ["rep("]),
        ("b24.workplace.", ["add(", "ensure("], ["__index("]), ("b24.", ["spa", "call(", "null"], []),
        ("b24.portal:", ["has_method("], ["domain"]),
        // REST methods: the next part of the name, from the catalogue.
        ("b24.rest.crm.", ["item", "type"], ["crm.item"]), ("b24.rest.crm.item.li", ["list"], []),
        ("b24.call(\"crm.ite", ["crm.item"], ["crm.item.list"]), ("b24.call(\"crm.item.li", ["crm.item.list\""], []),
        ("b24.each 'crm.type.li", ["crm.type.list\""], []), ("help \"b24.workplace.a", ["b24.workplace.add\""], []),
        // Modules that come with b24.
        ("require \"b24.t", ["b24.table\"", "b24.template\""], ["b24.time.now\""]), ("?b24.tab", ["b24.table"], []),
        // Parameters.
        ("b24.call(\"crm.item.list\", { ", ["entityTypeId = ", "filter = "], ["ID = "]),
        ("b24.rest.crm.automatedsolution.add{ fields = { ", ["title = ", "typeIds = "], []),
        ("b24.workplace.add{ ", ["title = ", "typeIds = "], ["fields = "]),
        ("b24.workplace.list{ ", ["filter = ", "limit = ", "order = ", "start = "], []),
        ("b24.call('crm.item.list', { useOriginalUfNames = ", ["true", "false"], []),
        ("b24.collect('user.get', {}, { ", ["limit = ", "concurrency = "], []),
        // The portal's own names.
        ("b24.spa \"", ["Leave\""], []), ("b24.spa.get(", ["\"Leave\""], []),
        ("b24.workplace.find \"", ["HR\""], []),
        ("b24.call('crm.item.list', { entityTypeId = ", ["2", "156"], []),
        ("b24.workplace.add{ typeIds = { ", ["13"], []),
        // Commands of the prompt.
        (".ti", [".time "], []), (".", [".exit", ".load "], []), (".time ", ["on", "off"], []),
        (".profile a", ["acme"], ["demo"]), (".load se", ["setup.lua"], []), (".load scripts/", ["inner.lua"], []),
        (".format j", ["json"], []), (".help b24.cal", ["b24.call"], []), ("?crm.type.l", ["crm.type.list"], []),
        // Nothing.
        ("-- b24.", [], ["b24"]), ("f().", [], ["b24"]), (".history x", [], ["x"]),
    ]

    @Test(arguments: offers.indices) func offered(_ index: Int) async {
        let (before, present, absent) = Self.offers[index]
        let texts = await Desk().texts(before)
        #expect(Set(present).isSubset(of: Set(texts)), "\(before): \(texts.prefix(30))")
        #expect(Set(absent).isDisjoint(with: Set(texts)), "\(before): \(texts.prefix(30))")
    }

    @Test func localsOfEntriesAndObjectsAreCompleted() async throws {
        let desk = Desk()
        _ = try await desk.office.session.evaluate("local leave = b24.spa \"Leave\" local t = { one = 1, two = print }")
        #expect(await desk.texts("lea") == ["leave"])
        #expect(Set(["items", "funnels", "title"]).isSubset(of: Set(await desk.texts("leave."))))
        #expect(Set(["add(", "each("]).isSubset(of: Set(await desk.texts("leave.items:"))))
        #expect(await desk.texts("t.") == ["one", "two("])
    }

    @Test func nothingOfTheScriptRuns() async throws {
        let desk = Desk()
        _ = try await desk.office.session.evaluate(
            "called = 0 lazy = setmetatable({}, { __index = function() called = called + 1 end, __pairs = error })")
        #expect(await desk.texts("lazy.") == [])
        #expect(await desk.texts("lazy.x.") == [])
        guard case .integer(let called)? = try await desk.office.session.evaluate("called").first else { return }
        #expect(called == 0)
    }

    @Test func documentationIsInTheLanguageOfTheSession() async {
        let found = await Desk(.ru).completer.complete("b24.workplace.a").candidates.first { $0.text == "add" }
        #expect(found?.doc.contains("Создаёт рабочее место") == true, "\(String(describing: found))")
        let method = await Desk(.ru).completer.complete("b24.rest.crm.type.del").candidates.first
        #expect(method?.doc == "удаляет: id")
    }

    // MARK: Names of the portal

    @Test func typingNeverWaitsForThePortal() async {
        let desk = Desk()
        // The first answer comes before anything was read.
        #expect(await desk.completer.complete("b24.spa \"").candidates.isEmpty)
        #expect(desk.names.isReading)
        await desk.names.settled()
        #expect(await !desk.completer.complete("b24.spa \"").candidates.isEmpty)
    }

    @Test func aPortalThatMayNotBeAskedIsNot() async {
        let desk = Desk(mayConnect: false)
        #expect(await desk.texts("b24.spa \"").isEmpty)
        #expect(desk.office.portal.commands.isEmpty)
    }

    @Test func namesStayBetweenSessions() async throws {
        let file = Locked<[UInt8]?>(nil)
        let storage = PortalNamesCache.Storage(load: { file.value }, save: { file.value = $0 })
        _ = await Desk(storage: storage).texts("b24.spa \"")
        #expect(file.value != nil)
        let later = Desk(storage: storage, mayConnect: false)
        #expect(await later.completer.complete("b24.spa \"").candidates.contains { $0.text == "Leave" })
        #expect(later.office.portal.commands.isEmpty)
        // What is forgotten is read again.
        later.names.refresh()
        #expect(await later.completer.complete("b24.spa \"").candidates.isEmpty)
    }

    @Test func namesGrowOldAndBrokenFilesCountAsNone() async {
        let time = SettableTime(1_000_000)
        let office = Office()
        let names = PortalNamesCache(office.session, storage: .none, time: time) { true }
        _ = names.names([.types])
        await names.settled()
        #expect(!names.names([.types]).types.isEmpty)
        #expect(!names.isReading)
        time.value.change { $0 += PortalNamesCache.maximumAge + 1 }
        #expect(!names.names([.types]).types.isEmpty)
        #expect(names.isReading)
        await names.settled()
        let broken = PortalNamesCache.Storage(load: { Array("{\"schema\":1,".utf8) }, save: { _ in })
        #expect(PortalNamesCache(office.session, storage: broken).names([]) == PortalNames())
    }

    @Test func namesSurviveTheirFile() {
        var names = PortalNames()
        names.workplaces = [.init(id: "5", name: "HR")]
        names.types = [.init(id: "13", entityTypeID: "156", title: "Отпуск")]
        names.stages["156"] = [.init(id: "DT156_7:NEW", name: "New")]
        names.fields["156"] = [.init(id: "ufCrm5", name: "Reason (string)")]
        names.fieldValues["156"] = ["ufCrm5": [.init(id: "3", name: "Sick")]]
        names.people = PeopleNames(["7": "Ivanova A.", "99": ""])
        names.readAt = [.types: 5, .stages("156"): 6, .people: 7]
        #expect(PortalNames(names.json) == names)
        #expect(PortalNames(["schema": 1]) == PortalNames())
    }

    // MARK: People

    @Test func namesOfPeopleAreReadOnceAndInTheBackground() async {
        let desk = Desk()
        desk.names.learn(people: ["1", "404"])
        #expect(desk.names.people == PeopleNames())
        await desk.names.settled()
        #expect(desk.names.people.names.keys.sorted() == ["1", "404"])
        #expect(desk.names.people.names["1"]?.isEmpty == false && desk.names.people.names["404"] == "")
        let asked = desk.office.portal.commands.count
        #expect(asked == 1)
        // Those who are known, and those whom the portal does not know, are not asked for again.
        desk.names.learn(people: ["1", "404"])
        #expect(!desk.names.isReading)
        desk.names.learn(people: ["1", "2"])
        await desk.names.settled()
        #expect(desk.office.portal.commands.count == asked + 1)
        #expect(desk.names.people.names.keys.sorted() == ["1", "2", "404"])
    }

    @Test func namesOfPeopleGrowOldTogether() async {
        let time = SettableTime(1_000_000)
        let names = PortalNamesCache(Office().session, storage: .none, time: time) { true }
        names.learn(people: ["1", "2"])
        await names.settled()
        time.value.change { $0 += PortalNamesCache.maximumAge + 1 }
        names.learn(people: ["1"])
        #expect(names.people.names.count == 2)
        await names.settled()
        #expect(names.people.names.keys.sorted() == ["1"])
    }

    @Test func namesOfPeopleAreNotReadFromAPortalThatMayNotBeAsked() async {
        let desk = Desk(mayConnect: false)
        desk.names.learn(people: ["1"])
        await desk.names.settled()
        #expect(desk.names.people == PeopleNames() && desk.office.portal.commands.isEmpty)
    }

    private final class Locked<Value: Sendable>: Sendable {
        private let stored: Mutex<Value>
        init(_ value: Value) { stored = Mutex(value) }
        var value: Value {
            get { stored.withLock { $0 } }
            set { stored.withLock { $0 = newValue } }
        }
        func change(_ body: (inout Value) -> Void) {
            stored.withLock { value in
                var copy = value
                body(&copy)
                value = copy
            }
        }
    }

    private struct SettableTime: TimeSource {
        let value: Locked<Double>
        init(_ time: Double) { value = Locked(time) }
        var now: Double { value.value }
        var unixTime: Double { value.value }
        func sleep(seconds: Double) async throws {}
    }

    // MARK: Hints

    @Test(arguments: [
        ("b24.call(", "method, params?, opts?)"), ("b24.call(\"crm.item.list\",", " params?, opts?)"),
        ("b24.call(\"crm.item.list\", ", "params?, opts?)"), ("b24.workplace.add(", "fields)"), ("print(", nil),
        ("b24.call(\"x", nil), ("b24.call", nil), ("b24.portal:has_method(", "name)"), ("f(", nil),
        ("b24.version", nil),
        ("b24.call('crm.type.delete', {", " id"), ("b24.args(", nil),
    ])
    func hints(before: String, expected: String?) {
        #expect(EntryHinter(language: .en).hint(before) == expected)
    }
}
