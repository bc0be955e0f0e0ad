import B24Scripting
import Bitrix24
import JSON
import LuaRuntime
import PortalEmulator
import Testing

/// What scripts see of a network and a portal that fail: nothing is done twice, nothing is lost without a word.
@Suite struct TrafficTests {
    /// Adds one item under a fault, and tells what the script saw and what the portal has.
    private static let addOne =
        TroubledPortal.items(0) + """
            local ok, err, response = pcall(b24.call, "crm.item.add", { entityTypeId = type, fields = { title = "x" } })
            local seen = ok and "done" or err.kind .. " " .. err.outcome
            return seen .. " " .. (ok and response.attempts or err.attempts) .. " "
              .. #b24.collect("crm.item.list", { entityTypeId = type })
            """

    @Test(arguments: [
        // Executed, the answer is lost: never sent again.
        ("drop", "network unknown 1 1"), ("reset", "network unknown 1 1"), ("truncated", "network unknown 1 1"),
        // Not executed, which nobody can know here.
        ("drop-before", "network unknown 1 0"), ("reset-before", "network unknown 1 0"),
        // Nothing of a client can prevent this; the portal's log tells.
        ("twice", "done 1 2"), ("slow=100ms", "done 1 1"), ("timeout", "timeout unknown 1 1"),
        ("html", "unexpected_answer unknown 1 0"), ("500", "server_error unknown 1 0"),
        // Refused, so it is sent again until it is accepted, and then done once.
        ("503", "done 2 1"), ("503:4", "done 5 1"), ("503:5", "rate_limited refused 5 0"), ("302", "done 1 1"),
        // Nothing tells when the counter shrinks.
        ("429", "operation_time_limit refused 1 0"),
        ("OVERLOAD_LIMIT", "overloaded refused 1 0"), ("expired_token", "auth_expired refused 1 0"),
    ])
    func aWriteIsDoneAtMostOnce(fault: String, expected: String) async throws {
        let scene = try await TroubledPortal(["crm.item.add:" + fault], isImpatient: fault == "timeout")
        #expect(try await scene.run(Self.addOne) == #""\#(expected)""#)
        try await scene.stop()
    }

    @Test(arguments: [
        ("drop", 2), ("drop:2", 3), ("drop-before", 2), ("reset", 2), ("reset-before", 2), ("truncated", 2),
        ("twice", 1), ("timeout", 2), ("html", 2), ("500", 2), ("503:3", 4),
        ("302", 1),
    ])
    func aReadIsRepeated(fault: String, attempts: Int) async throws {
        let scene = try await TroubledPortal(["crm.type.list:" + fault], isImpatient: fault == "timeout")
        let text = try await scene.run(
            """
            local result, response = b24.call("crm.type.list")
            return response.attempts
            """)
        #expect(text == String(attempts))
        try await scene.stop()
    }

    @Test func aReadThatFailsForGoodIsAnErrorWithEverything() async throws {
        let scene = try await TroubledPortal(["crm.type.list:html:*"])
        let text = try await scene.run(
            """
            local ok, err = pcall(b24.call, "crm.type.list")
            return table.concat({ err.kind, err.outcome, err.attempts, err.status, err.method, err.where }, " ")
            """)
        #expect(text == #""unexpected_answer failed 3 502 crm.type.list trouble.lua:1""#)
        try await scene.stop()
    }

    @Test func aStormOf503LeavesEverythingDoneOnce() async throws {
        let scene = try await TroubledPortal(["crm.item.add:503:25"], attempts: 40)
        let text = try await scene.run(
            TroubledPortal.items(0) + """
                local names = {}
                for i = 1, 60 do names[i] = "n" .. i end
                b24.map(names, function(name)
                  b24.call("crm.item.add", { entityTypeId = type, fields = { title = name } })
                end, { batch = false })
                local seen, count = {}, 0
                for item in b24.each("crm.item.list", { entityTypeId = type, select = { "title" } }) do
                  assert(not seen[item.title], item.title)
                  seen[item.title], count = true, count + 1
                end
                return count
                """)
        #expect(text == "60")
        #expect(scene.requests.count("crm.item.add") == 85)
        try await scene.stop()
    }

    // MARK: Batches

    /// 120 commands: adds, reads, failures, references to what works and to what fails. Every second chunk's answer
    /// may be lost, too.
    @Test(arguments: [(0, "batch:503:2"), (1, "batch:302"), (2, "batch:503")])
    func everyCommandOfABatchIsAccountedFor(seed: Int, fault: String) async throws {
        let scene = try await TroubledPortal([fault])
        let text = try await scene.run(
            TroubledPortal.items(0) + """
                local commands, expected = {}, {}
                for i = 1, 120 do
                  local kind = (i + \(seed)) % 6
                  if kind == 0 then
                    commands[i] = { "crm.item.get", { entityTypeId = type, id = 999999 } }
                    expected[i] = "failed"
                  elseif kind == 1 and i > 1 and i % 50 ~= 1 and commands[i - 1] then
                    commands[i] = { "crm.item.add", { entityTypeId = type,
                      fields = { title = "dep" .. i .. " $result[" .. (i - 1) .. "][item][id]" } } }
                    expected[i] = expected[i - 1] == "done" and "done" or "not_run"
                  else
                    commands[i] = { "crm.item.add", { entityTypeId = type, fields = { title = "t" .. i } } }
                    expected[i] = "done"
                  end
                end
                local results, failures = b24.batch(commands)
                local outcome, wanted = {}, 0
                for i = 1, 120 do outcome[i] = results[i] and "done" or "?" end
                for _, f in ipairs(failures) do
                  assert(outcome[f.index] == "?", "twice")
                  outcome[f.index] = f.outcome
                end
                local wrong = {}
                for i = 1, 120 do
                  if outcome[i] ~= expected[i] then wrong[#wrong + 1] = i .. outcome[i] .. expected[i] end
                  if expected[i] == "done" then wanted = wanted + 1 end
                end
                local titles, garbage, count = {}, 0, 0
                for item in b24.each("crm.item.list", { entityTypeId = type, select = { "title" } }) do
                  assert(not titles[item.title], "doubled " .. item.title)
                  titles[item.title], count = true, count + 1
                  if item.title:find("$result", 1, true) then garbage = garbage + 1 end
                end
                return { table.concat(wrong, " "), count - wanted, garbage }
                """)
        #expect(text == #"["",0,0]"#)
        try await scene.stop()
    }

    @Test func aReferenceThatThePortalTookForTextIsToldOf() async throws {
        let scene = try await TroubledPortal()
        let text = try await scene.run(
            TroubledPortal.items(0) + """
                local results, failures = b24.batch {
                  { "crm.item.add", { entityTypeId = type, fields = { title = "a" } } },
                  { "crm.item.add", { entityTypeId = type, fields = { title = "b$result[1][item][id]" } } },
                  { "crm.item.add", { entityTypeId = type, fields = { title = "c$result[1][items][id]" } } },
                }
                local f = failures[1]
                return { #results, #failures, f.index, f.outcome, f.error:find("$result[1][items][id]", 1, true) ~= nil }
                """)
        #expect(text == #"[2,1,3,"unknown",true]"#)
        try await scene.stop()
    }

    @Test func aLostBatchIsUnknownForItsWritesAndOnlyItsReadIsSentAgain() async throws {
        let scene = try await TroubledPortal(["batch:drop"])
        let text = try await scene.run(
            """
            local type = b24.call("crm.type.add", { fields = { title = "Load" } }).type.entityTypeId
            local commands = { { "crm.type.list" } }
            for i = 2, 70 do
              commands[i] = { "crm.item.add", { entityTypeId = type, fields = { title = "t" .. i } } }
            end
            local results, failures = b24.batch(commands)
            local unknown, failed, done = 0, 0, 0
            for _, f in ipairs(failures) do
              if f.outcome == "unknown" then unknown = unknown + 1 else failed = failed + 1 end
            end
            for _ in pairs(results) do done = done + 1 end
            return { unknown, failed, done, #b24.collect("crm.item.list", { entityTypeId = type }) }
            """)
        #expect(text == "[49,0,21,69]")
        // Two chunks, and the read again.
        #expect(scene.requests.count("batch") == 3)
        try await scene.stop()
    }

    // MARK: Lists

    @Test(arguments: ["{}", "{ prefetch = true }"])
    func aChangingListHasNoDoublesAndNoGaps(options: String) async throws {
        let scene = try await TroubledPortal(["crm.item.list:503:2"])
        let text = try await scene.run(
            TroubledPortal.items(1000) + """
                local seen, doubles, last, n = {}, 0, 0, 0
                local first = b24.call("crm.item.list", { entityTypeId = type, order = { id = "ASC" } }).items[1].id
                for item in b24.each("crm.item.list", { entityTypeId = type, select = { "title" } }, \(options)) do
                  if seen[item.title] or item.id <= last then doubles = doubles + 1 end
                  seen[item.title], last, n = true, item.id, n + 1
                  if n % 40 == 0 then
                    -- One that was read, one that is far ahead, and a new one.
                    b24.batch {
                      { "crm.item.delete", { entityTypeId = type, id = item.id } },
                      { "crm.item.delete", { entityTypeId = type, id = first + 1000 - n // 40 } },
                      { "crm.item.add", { entityTypeId = type, fields = { title = "new" .. n } } },
                    }
                  end
                end
                -- What was there all the time was read.
                local missing = 0
                for item in b24.each("crm.item.list", { entityTypeId = type }) do
                  if not seen[item.title] and not item.title:find("^new") then missing = missing + 1 end
                end
                return { doubles, missing, n > 900 }
                """)
        #expect(text == "[0,0,true]")
        try await scene.stop()
    }

    @Test func aListIsWholeOrAnError() async throws {
        // The second page is lost three times: more than a read is tried.
        let scene = try await TroubledPortal(["crm.type.fields:503", "crm.item.list:drop:3"])
        let text = try await scene.run(
            TroubledPortal.items(60) + """
                local n = 0
                local ok, err = pcall(function()
                  for _ in b24.each("crm.item.list", { entityTypeId = type }) do n = n + 1 end
                end)
                local again = #b24.collect("crm.item.list", { entityTypeId = type })
                return { n, ok, err.kind, err.attempts, again }
                """)
        #expect(text == #"[0,false,"network",3,60]"#)
        try await scene.stop()
    }

    @Test func deletingWhileReadingByOffsetIsNoticed() async throws {
        let scene = try await TroubledPortal()
        let text = try await scene.run(
            TroubledPortal.items(120) + """
                local ok, err = pcall(function()
                  for item in b24.each("crm.item.list", { entityTypeId = type }, { paging = "offset" }) do
                    b24.call("crm.item.delete", { entityTypeId = type, id = item.id })
                  end
                end)
                return { ok, err.kind, (err.message:find("deleted")) ~= nil }
                """)
        #expect(text == #"[false,"unexpected_answer",true]"#)
        try await scene.stop()
    }

    // MARK: Stops

    @Test(arguments: [
        // Packed calls would do as well, but when they leave is a matter of time.
        (
            "batch", 1,
            """
            b24.batch {
              { "crm.type.add", { fields = { title = "A" } } }, { "crm.type.add", { fields = { title = "B" } } },
            }
            """
        ),
        (
            "crm.type.add", 2,
            """
            b24.map({ "A", "B" }, function(title)
              b24.call("crm.type.add", { fields = { title = title } })
            end, { batch = false })
            """
        ),
    ])
    func aStoppedRunTellsOfTheWritesThatMayHaveHappened(fault: String, requests: Int, script: String) async throws {
        let scene = try await TroubledPortal([fault + ":timeout:*"], timeout: .seconds(60))
        let running = Task { try await scene.run(script) }
        for _ in 0..<requests { await scene.requests.arrival(of: fault) }
        scene.session.interrupt()
        await #expect(throws: LuaFailure.self) { _ = try await running.value }
        let failures = scene.session.takeOutcome().failures
        #expect(failures.map { $0.fields["outcome"] } == ["unknown", "unknown"])
        #expect(failures.map { $0.fields["kind"] } == ["cancelled", "cancelled"])
        #expect(failures.allSatisfy { $0.fields["method"] == "crm.type.add" })
        // They did happen, once each.
        #expect(try await scene.run("return b24.count('crm.type.list')") == "2")
        try await scene.stop()
    }

    @Test func aMainChunkThatFailsTellsOfTheWritesOfItsTasks() async throws {
        let scene = try await TroubledPortal(["crm.type.add:timeout:*"], timeout: .seconds(60))
        let running = Task {
            try await scene.run(
                """
                b24.spawn(function() b24.call("crm.type.add", { fields = { title = "A" } }) end)
                while b24.count("crm.type.list") == 0 do end
                error("enough")
                """)
        }
        let error = await #expect(throws: LuaFailure.self) { _ = try await running.value }
        #expect(error?.message.contains("enough") == true)
        let failures = scene.session.takeOutcome().failures
        #expect(failures.map { $0.fields["outcome"] } == ["unknown"])
        try await scene.stop()
    }

    // MARK: What the module does in several steps

    @Test func aWorkplaceThatCannotBeReadBackIsNotReportedAsMissing() async throws {
        let scene = try await TroubledPortal(["crm.automatedsolution.get:drop:3"])
        let text = try await scene.run(
            """
            local ok, err = pcall(b24.workplace.add, { title = "Office" })
            return { ok, err.kind, err.outcome, err.message:find("Office", 1, true) ~= nil,
              err.message:find("was created", 1, true) ~= nil, #b24.workplace.list() }
            """)
        #expect(text == #"[false,"network","unknown",true,true,1]"#)
        try await scene.stop()
    }

    @Test func aLostChangeOfAWorkplaceIsFound() async throws {
        let scene = try await TroubledPortal(["batch:drop"])
        let text = try await scene.run(
            """
            local type = b24.call("crm.type.add", { fields = { title = "Leave" } }).type
            local office = b24.workplace.add { title = "Office" }
            b24.workplace.attach(office.id, type.id, { move = true })
            return #b24.workplace.get(office.id).typeIds
            """)
        #expect(text == "1")
        #expect(scene.requests.count("crm.automatedsolution.update") == 0)
        try await scene.stop()
    }

    /// - Parameter faults: `drop:*` loses the answers to the looks, too.
    @Test(arguments: [
        ("batch:drop", "true, nil, 3", 0), ("batch:drop-before", "true, nil, 3", 0),
        ("batch:drop:*", "false, \"unknown\", 3", 2),
    ])
    func aBulkChangeWhoseAnswersAreLost(fault: String, expected: String, listed: Int) async throws {
        let scene = try await TroubledPortal(["batch:503", "batch:302", fault])
        let outcome = try await scene.session.run(
            LuaChunk(
                name: "close.lua",
                source: """
                    local type = b24.call("crm.type.add", { fields = { title = "Leave" } }).type.entityTypeId
                    for i = 1, 3 do
                      b24.call("crm.item.add", { entityTypeId = type, fields = { title = "i" .. i, opened = "Y" } })
                    end
                    local leave = b24.spa("Leave")
                    local ok, err = pcall(leave.items.close, leave.items, {}, { on_error = "stop" })
                    return ok, not ok and err.outcome or nil, leave.items:count { opened = false }
                    """))
        #expect(outcome.results.map { LuaFormatter().format($0) }.joined(separator: ", ") == expected)
        // Beside the one that was raised, each of the others may have happened.
        #expect(outcome.failures.map { $0.fields["outcome"] } == Array(repeating: "unknown", count: listed))
        try await scene.stop()
    }

    // MARK: Imports

    @Test func everyRowOfAnImportHasItsTrueOutcome() async throws {
        // The first command goes alone, then five share a request. One request runs and its answer is lost, two are lost
        // on the way; others are refused and repeated.
        let scene = try await TroubledPortal([
            "crm.item.batchimport:503:2", "batch:302", "batch:drop", "batch:503:4", "batch:drop-before", "batch:html",
        ])
        let text = try await scene.run(
            """
            local type = b24.call("crm.type.add", { fields = { title = "Load" } }).type
            local rows = {}
            for i = 1, 500 do rows[i] = { title = "r" .. i, assignedById = i % 100 == 0 and "nobody" or nil } end
            local created, failures = b24.spa("Load").items:import(rows)
            local outcome = {}
            for _, row in ipairs(created) do outcome[row.index] = "created" end
            for _, f in ipairs(failures) do
              assert(not outcome[f.index], "twice")
              outcome[f.index] = f.outcome
            end
            local stored = {}
            for item in b24.each("crm.item.list", { entityTypeId = type.entityTypeId, select = { "title" } }) do
              assert(not stored[item.title], "doubled " .. item.title)
              stored[item.title] = true
            end
            local count, wrong = {}, {}
            for i = 1, 500 do
              local o = outcome[i] or "missing"
              count[o] = (count[o] or 0) + 1
              local is = stored["r" .. i] or false
              if o == "created" and not is or o ~= "created" and o ~= "unknown" and is then wrong[#wrong + 1] = i end
            end
            return { count.unknown, (count.created or 0) + (count.failed or 0) + (count.refused or 0), #wrong }
            """)
        #expect(text == "[300,200,0]")
        try await scene.stop()
    }
}
