import B24Scripting
import Bitrix24
import LuaRuntime
import PortalEmulator
import Testing

/// A run that may only read writes by no road, whoever has set its bounds.
@Suite struct CapabilityRoadsTests {
    /// Who says that nothing is written.
    enum Bound: String, CaseIterable, Sendable {
        case promise, needs, only, onlyOfOnly, profile, flags

        var header: String {
            switch self {
            case .promise: "--- @read_only\n"
            case .needs: "--- @needs read *\n"
            case .only, .onlyOfOnly, .profile, .flags: ""
            }
        }

        var prelude: String {
            switch self {
            case .only: "local b24 = b24.only { read = '*' }"
            case .onlyOfOnly:
                "local b24 = b24.only { read = '*', delete = '*' }.only { read = '*', write = '*', max_writes = 1000 }"
            case .promise, .needs, .profile, .flags: ""
            }
        }

        func configure(_ policy: inout ScriptSession.Policy) {
            switch self {
            case .profile: policy.profileRules.deny = ["write:*", "delete:*"].compactMap { MethodRules.Rule($0) }
            case .flags: policy.flagRules.allow = [MethodRules.Rule("read:*")].compactMap(\.self)
            case .promise, .needs, .only, .onlyOfOnly: break
            }
        }

        /// The roads on which the bound lies: a narrower client does not take the wide one out of the globals.
        var roads: [String] {
            guard !prelude.isEmpty else { return PolicyTests.roads }
            return PolicyTests.roads.filter { road in
                !["_ENV.", "_G.", "require(", "load("].contains { road.contains($0) }
            }
        }
    }

    @Test(arguments: Bound.allCases)
    func noRoadLeadsToAWrite(_ bound: Bound) async throws {
        let scene = try await TroubledPortal { bound.configure(&$0.policy) }
        #expect(bound.roads.count >= 40)
        for road in bound.roads {
            let source = """
                \(bound.header)\(bound.prelude)
                local p = { fields = { title = "X" } }
                local ok, err = pcall(function() \(road) end)
                return b24.json.encode { ok, not ok and err.kind or "" }
                """
            let results = try await scene.session.run(LuaChunk(name: "road.lua", source: source)).results
            guard case .string(let text)? = results.first else { continue }
            #expect(text == #"[false,"policy_denied"]"#, "\(bound) \(road)")
        }
        #expect(try await scene.portal.writes(since: 0).isEmpty)
        #expect(scene.requests.methods.allSatisfy { $0.hasSuffix(".list") }, "\(scene.requests.methods)")
        try await scene.stop()
    }

    /// Ways to get more out of a narrower client `n` than it may do. `w` is the wide one, from which things were made before;
    /// `id` is an item's and `t` its type's.
    static let wideningRoads = [
        "n.spa('Load').items:add { title = 'x' }", "n.spa('Load').items:update(id, { title = 'x' })",
        "n.spa('Load').items:delete(id)", "n.spa('Load').items:import({ { title = 'x' } })",
        "n.spa('Load').funnels:add { name = 'x' }", "n.spa('Load').permissions:set { open_new_funnels = false }",
        "n.spa('Load').items:assign({}, 2)", "n.spa('Load').items:close({})",
        "n.spa.update(n.spa('Load').id, { title = 'x' })",
        "local spa = n.spa('Load') coroutine.wrap(function() spa.items:add { title = 'x' } end)()",
        "local items = n.spa('Load').items local add = items.add add(items, { title = 'x' })",
        "w.spawn(function() n.call('crm.item.add', p) end):await()",
        "w.map({ 1 }, function() n.call('crm.item.add', p) end)",
        "n.map({ 1 }, function() n.call('crm.item.add', p) end, { resume = 'loop' })",
        "n.only { read = '*', write = '*', delete = '*' }.call('crm.item.add', p)",
        "n.only(n.only { write = '*' }).call('crm.item.add', p)", "rawget(n, 'call')('crm.item.add', p)",
        "setmetatable(n, { __index = w }) n.call('crm.item.add', p)",
        "getmetatable(n).__index = w n.call('crm.item.add', p)",
        "debug.setmetatable(n, { __index = w }) n.call('crm.item.add', p)", "debug.setupvalue(n.call, 1, 0)",
        "n.each('crm.item.add', p)()", "n.collect('crm.item.delete', { entityTypeId = t, id = id })",
        "n.count('crm.item.add', p)", "n.rest.crm.item.add(p)",
        "n.rest.crm['item']['delete'] { entityTypeId = t, id = id }",
        "n.try(n.call, 'crm.item.add', p) error('no')", "pcall(n.call, 'crm.item.add', p) error('no')",
        "local _, bad = n.batch { { 'crm.item.list', { entityTypeId = t } }, { 'crm.item.add', p } } error(bad[1].error)",
        "n.batch { { 'crm.item.add.json', p } }", "n.call('crm.item.add.json', p, { undocumented = true })",
        "n.call('crm.item.ADD', p)", "n.call('crm.item.add ', p)", "n.call('crm.item.add\\n', p)",
        "n.call('crm.item.add', p, { rest = 2 })", "n.call('humanresources.node.add', p, { rest = 3 })",
        "n.call('crm.item.list/../crm.item.add', p, { undocumented = true })", "n.workplace.add { title = 'x' }",
        "n.csv.write('out.csv', { { a = 1 } })", "n.file.write('out.txt', 'x')", "n.file.read('/etc/hostname')",
        "n.only { read = '*', files = '.' }.file.write('out.txt', 'x')", "n.only { max_write = 1 }",
        "n.only { write = 'crm/item' }",
    ]

    @Test func nothingWidensANarrowerClient() async throws {
        let scene = try await TroubledPortal()
        let id = try await scene.run(
            TroubledPortal.items(1)
                + "return b24.call('crm.item.list', { entityTypeId = type }).items[1].id")
        let before = try await scene.portal.writes(since: 0).count
        #expect(Self.wideningRoads.count >= 40)
        for road in Self.wideningRoads {
            let text = try await scene.run(
                """
                local w, n = b24, b24.only { read = { "crm.*", "user.*", "department.*" } }
                local id, t = \(id), b24.spa("Load").entityTypeId
                local p = { entityTypeId = t, fields = { title = "X" } }
                local ok, err = pcall(function() \(road) end)
                return { ok, tostring(err) }
                """)
            #expect(text.hasPrefix("[false"), "\(road): \(text)")
        }
        #expect(try await scene.portal.writes(since: 0).count == before)
        try await scene.stop()
    }

    @Test func aNarrowerClientDoesWhatItMay() async throws {
        let scene = try await TroubledPortal()
        let text = try await scene.run(
            TroubledPortal.items(2) + """
                local n = b24.only { read = "crm.*", write = { "crm.item.add", "crm.item.update" }, max_writes = 3 }
                local spa = n.spa("Load")
                local made = spa.items:add { title = "new" }
                spa.items:update(made.id, { title = "newer" })
                local seen = {}
                for row in spa.items:each() do seen[#seen + 1] = row.title end
                local ok, err = pcall(spa.items.delete, spa.items, made.id)
                local two = { "crm.item.add", { entityTypeId = type, fields = { title = "y" } } }
                local fits = pcall(n.batch, { two, two })
                local scopes = #n.portal.scopes > 0
                return { table.concat(seen, " "), ok, err.kind, tostring(err.hint), fits, scopes, n.only == b24.only }
                """)
        #expect(
            text
                == #"["i1 i2 newer",false,"policy_denied","Whoever makes the client decides: delete = { \"crm.item.delete\" } in the call of b24.only.",false,true,false]"#
        )
        try await scene.stop()
    }

    @Test func whatIsOnlyPlannedIsNoMoreOpenThanThePortal() async throws {
        let scene = try await TroubledPortal { $0.policy.dryRun = true }
        for road in ["n.count('crm.item.list', p)", "n.collect('crm.item.list', p)", "n.call('crm.item.list', p)"] {
            let text = try await scene.run(
                """
                local n = b24.only { read = "user.*" }
                local p = { entityTypeId = b24.call("crm.type.add", { fields = { title = "X" } }).type.entityTypeId }
                local ok, err = pcall(function() return \(road) end)
                return { ok, err.kind }
                """)
            #expect(text == #"[false,"policy_denied"]"#, "\(road)")
        }
        try await scene.stop()
    }

    @Test func clientsAreNotMadeWithoutEnd() async throws {
        let scene = try await TroubledPortal()
        #expect(
            try await scene.run(
                """
                local first = b24.only { read = "crm.*" }
                for _ = 1, 1000 do if b24.only { read = "crm.*" } ~= first then return "another" end end
                local ok, err = pcall(function() for _ = 1, 1000 do b24.only { max_writes = 1 } end end)
                return { ok, err.kind }
                """) == #"[false,"limit_exceeded"]"#)
        try await scene.stop()
    }
}
