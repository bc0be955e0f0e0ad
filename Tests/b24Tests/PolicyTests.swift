import B24Scripting
import PortalEmulator
import Testing

/// No road leads round read-only and dry run, and none to the webhook.
@Suite struct PolicyTests {
    /// Every way in which a script can ask for a write.
    static let roads = [
        "b24.call('crm.type.add', p)", "b24.call('CRM.TYPE.ADD', p)", "b24.call('Crm.Type.aDD', p)",
        "b24.rest.crm.type.add(p)", "b24.rest['crm']['type']['add'](p)", "b24.rest.CRM.TYPE.ADD(p)",
        "b24.batch { { 'crm.type.add', p } }", "b24.batch { k = { method = 'crm.type.ADD', params = p } }",
        "b24.batch { { 'crm.type.list' }, { 'crm.type.add', p } }",
        "b24.batch { a = { 'crm.type.list' }, b = { 'crm.type.add', { fields = { title = '$result[a][types][0][title]' } } } }",
        "b24.all { function() b24.call('crm.type.add', p) end }",
        "b24.map({ 1 }, function() b24.call('crm.type.add', p) end)",
        "b24.spawn(b24.call, 'crm.type.add', p):await()", "coroutine.wrap(b24.call)('crm.type.add', p)",
        "table.sort({ 1, 2 }, function(a, b) b24.call('crm.type.add', p) return a < b end)",
        "b24.spa.add { title = 'X' }", "b24.spa.ensure { title = 'Y' }", "b24.workplace.add { title = 'X' }",
        "b24.workplace.ensure { title = 'Y' }",
        "b24.call('crm.type.install', p, { undocumented = true })",
        "b24.call('crm.type.add.json', p, { undocumented = true })",
        "b24.call('crm.item.import', p)",
        "b24.call('crm.item.batchImport', { entityTypeId = 156, data = { p.fields } })",
        "b24.call('crm.status.add', p)", "b24.call('crm.type.delete', { id = 1 })", "b24.call('crm.deal.add', p)",
        "b24.rest.crm.category.add(p)", "b24.call('userfieldconfig.add', { moduleId = 'crm', field = {} })",
        "b24.batch({ a = { 'crm.type.add', p }, b = { 'crm.type.add', p } }, { halt = true })",
        "local c = {} for i = 1, 120 do c[i] = { 'crm.type.add', p } end b24.batch(c)",
        "string.gsub('x', '.', function() b24.call('crm.type.add', p) end)",
        "local _ = setmetatable({}, { __index = function() b24.call('crm.type.add', p) end }).x",
        "local _ = #setmetatable({}, { __len = function() b24.call('crm.type.add', p) return 1 end })",
        "local _ = tostring(setmetatable({}, { __tostring = function() b24.call('crm.type.add', p) return '' end }))",
        "do local x <close> = setmetatable({}, { __close = function() b24.call('crm.type.add', p) end }) end",
        "load(\"b24.call('crm.type.add', { fields = { title = 'X' } })\")()",
        "local ok, e = xpcall(b24.call, function(e) return e end, 'crm.type.add', p) if not ok then error(e) end",
        "local ok, e = b24.try(b24.call, 'crm.type.add', p) if not ok then error(e) end",
        "b24.all { function() b24.spawn(function() b24.rest.crm.type.add(p) end):await() end }",
        "b24.map({ 1, 2, 3 }, function() b24.batch { { 'crm.type.add', p } } end, { concurrency = 3 })",
        "for _ = 1, 3 do pcall(b24.call, 'crm.type.add', p) end b24.call('crm.type.add', p)",
        "local call = b24.call call('crm.type.add', p)", "_ENV.b24.call('crm.type.add', p)",
        "_G.b24.call('crm.type.add', p)",
        "require('b24').call('crm.type.add', p)", "b24.call('humanresources.node.add', p, { rest = 3 })",
    ]

    private static func script(_ road: String) -> String {
        """
        local p = { fields = { title = "X" } }
        local ok, err = pcall(function() \(road) end)
        return { ok, not ok and err.kind or "" }
        """
    }

    @Test func readOnlyHoldsOnEveryRoad() async throws {
        #expect(Self.roads.count >= 40)
        let scene = try await TroubledPortal { $0.policy.readOnly = true }
        for road in Self.roads {
            #expect(try await scene.run(Self.script(road)) == #"[false,"policy_denied"]"#, "\(road)")
        }
        #expect(scene.requests.methods.allSatisfy { $0.hasSuffix(".list") }, "\(scene.requests.methods)")
        #expect(try await scene.run("return b24.count('crm.type.list')") == "0")
        try await scene.stop()
    }

    @Test func aDryRunHoldsOnEveryRoad() async throws {
        let scene = try await TroubledPortal { $0.policy.dryRun = true }
        for road in Self.roads {
            let text = try await scene.run(Self.script(road))
            #expect(text == #"[true,""]"# || road.contains("$result"), "\(road): \(text)")
        }
        #expect(
            scene.requests.methods.allSatisfy { $0.hasSuffix(".list") || $0.hasSuffix(".fields") },
            "\(scene.requests.methods)")
        try await scene.stop()
    }

    @Test(arguments: [
        "b24.call('batch', { cmd = { 'crm.type.add?fields[title]=X' } })",
        "b24.call('BATCH', { cmd = { 'crm.type.add?fields[title]=X' } }, { undocumented = true })",
        "b24.call('batch.json', { cmd = { 'crm.type.add?fields[title]=X' } }, { undocumented = true })",
        "b24.call('crm.type.add ', {}, { undocumented = true })",
        "b24.call(' crm.type.add', {}, { undocumented = true })",
        "b24.call('%63rm.type.add', {}, { undocumented = true })",
        "b24.call('$result[a]', {}, { undocumented = true })",
        "b24.batch { a = { 'crm.type.list' }, b = { '$result[a][types][0][title]' } }",
        "b24.batch { { 'batch', { cmd = { 'crm.type.add?fields[title]=X' } } } }",
        "b24.batch { { 'crm.type.list?x=1&y', {} } }", "b24.call('../crm.type.add', {}, { undocumented = true })",
        "b24.call('crm.type.add?x', {}, { undocumented = true })", "b24.each('crm.type.add', { fields = {} })",
        "b24.count('crm.type.delete', { id = 1 })", "b24.collect('crm.type.add')", "b24.rest.batch { cmd = {} }",
    ])
    func whatIsNoCommandIsRefused(road: String) async throws {
        let scene = try await TroubledPortal()
        let text = try await scene.run(
            "local ok, err = pcall(function() \(road) end) return { ok, err.kind, err.outcome }")
        #expect(text.hasPrefix("[false") && text.hasSuffix(#""refused"]"#), "\(text)")
        #expect(scene.requests.methods.isEmpty)
        try await scene.stop()
    }

    /// Everything that a script can turn into text, and what it can reach by `pairs`, metatables and the debug library.
    @Test func noValueHoldsTheWebhook() async throws {
        let home = try Home()
        let portal = try await LocalPortal.start()
        let webhook = try await portal.webhook()
        let code = try #require(webhook.split(separator: "/").last.map(String.init))
        try home.config("[profiles.acme]\nwebhook_file = '../../acme.webhook'\n")
        try home.write("acme.webhook", webhook + "\n")
        let script = try home.write(
            "spy.lua",
            #"""
            local seen, out = {}, {}
            local function look(value, depth)
              if depth > 6 or seen[value] then return end
              if type(value) == "table" then
                seen[value] = true
                for k, v in pairs(value) do look(k, depth + 1) look(v, depth + 1) end
              end
              out[#out + 1] = tostring(value)
              local ok, meta = pcall(getmetatable, value)
              if ok and type(meta) == "table" then look(meta, depth + 1) end
            end
            b24.call("profile")
            for _, name in ipairs(b24.portal and { "name", "domain", "user", "scopes", "plan", "version", "credential",
                "client", "webhook", "url", "transport" }) do
              local ok, value = pcall(function() return b24.portal[name] end)
              look(value, 0)
            end
            look(_G, 0)
            for _, call in ipairs {
              { "crm.type.get", { id = 999 } }, { "crm.nothing" }, { "crm.type.add", { fields = "no" } },
              { "server.time", { auth = "x" } },
            } do
              local _, err = pcall(b24.call, call[1], call[2])
              look(err, 0)
              for _, field in ipairs { "message", "description", "hint", "request_id", "where", "details", "cause" } do
                local ok, value = pcall(function() return err[field] end)
                look(value, 0)
              end
              b24.print(err) b24.pp(err) print(err)
            end
            for _, path in ipairs { "/proc/self/environ", "/proc/self/cmdline", "/proc/self/mem", "acme.webhook",
                "./acme.webhook", "../../" .. b24.args[1] .. "/acme.webhook", b24.args[1] .. "/acme.webhook",
                b24.args[1] .. "/.config/b24/config.toml", ".config/../.config/b24/config.toml", "/dev/stdin" } do
              for _, read in ipairs { b24.file.read, b24.csv.read, function(p) for r in b24.csv.each(p) do look(r, 0) end end } do
                local ok, value = pcall(read, path)
                if ok then out[#out + 1] = "READ " .. path look(value, 0) end
              end
            end
            for _, name in ipairs { "io", "dofile", "loadfile", "package" } do
              if _G[name] then out[#out + 1] = "HAS " .. name end
            end
            if os.getenv or os.execute then out[#out + 1] = "HAS os" end
            for name in pairs(debug or {}) do if name ~= "traceback" then out[#out + 1] = "HAS debug." .. name end end
            print(table.concat(out, "\n"))
            """#)
        let runs = [
            try await home.b24("-v", "--profile", "acme", "run", script, home.path),
            try await home.b24(
                "-v", "run", script, home.path, environment: ["B24_WEBHOOK_URL": webhook]),
            try await home.b24("-v", "--json", "--profile", "acme", "run", script, home.path),
        ]
        for run in runs {
            #expect(!run.output.contains(code) && !run.errors.contains(code))
            #expect(!run.output.contains("HAS "), "\(run.output.split(separator: "\n").filter { $0.hasPrefix("HAS") })")
            #expect(run.status == 0, "\(run.errors)")
        }
        // With the variable, the file is a file like any other.
        #expect(
            !runs[0].output.contains("READ"), "\(runs[0].output.split(separator: "\n").filter { $0.hasPrefix("READ") })"
        )
        try await portal.stop()
    }

    @Test func onErrorContinueEndsWithRecordsAndStatus3() async throws {
        var configuration = LocalPortal.Configuration()
        configuration.faults = ["crm.type.add:drop"]
        let portal = try await LocalPortal.start(configuration)
        let run = try await Home().b24(
            "--json", "--timeout", "600", "eval",
            """
            local results, failures = b24.map({ 999, 998, 1 }, function(id)
              if id == 1 then return "fine" end
              if id == 999 then b24.call("crm.type.add", { fields = { title = "lost" } }) end
              b24.call("crm.type.delete", { id = id })
            end, { on_error = "continue", concurrency = 1 })
            return #failures, failures[1].outcome, failures[1].kind, failures[2].outcome, failures[2].index, results[3]
            """, environment: ["B24_WEBHOOK_URL": try await portal.webhook()])
        #expect(run.status == 3, "\(run.testDescription)")
        let envelope = try run.envelope()
        let data = try #require(envelope["data"] as? [AnyHashable])
        #expect(data == [2, "unknown", "network", "failed", 2, "fine"])
        try await portal.stop()
    }
}
