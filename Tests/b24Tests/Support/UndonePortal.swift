import Foundation
import PortalEmulator
import Synchronization
import Testing

/// The demo company's portal, scripts that run on it, and all that it holds as text, to be compared.
final class UndonePortal: Sendable {
    let portal: LocalPortal
    let home: Home
    private let arrivals: AsyncStream<String>
    private let seen = Recorder()

    private final class Recorder: Sendable {
        let methods = Mutex<[String]>([])
    }

    /// - Parameter faults: `METHOD:FAULT[:COUNT]`.
    init(_ faults: [String] = [], profile: String = "") async throws {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        var configuration = LocalPortal.Configuration()
        configuration.enforcesLimits = false
        configuration.faults = faults
        configuration.log = { [seen] exchange in
            seen.methods.withLock { $0.append(exchange.method) }
            continuation.yield(exchange.method)
        }
        portal = try await LocalPortal.start(configuration)
        home = try Home()
        arrivals = stream
        try home.config("[profiles.local]\nwebhook_file = \"local.webhook\"\nplan = \"box\"\n\(profile)\n")
        try home.write(".config/b24/local.webhook", try await portal.webhook() + "\n")
        try home.write("state.lua", Self.state)
    }

    /// Runs `b24` on the portal.
    func b24(_ arguments: String...) async throws -> Run { try await run(arguments) }

    func run(_ arguments: [String]) async throws -> Run {
        let running = try home.start(["-p", "local"] + arguments)
        running.closeInput()
        return await running.end()
    }

    /// Runs Lua as a script.
    ///
    /// - Returns: the name of the run.
    func script(_ lua: String) async throws -> String {
        try home.write("job.lua", lua)
        let run = try await b24("--yes", "run", "job.lua")
        #expect(run.status == 0, "\(run.testDescription)")
        return try await lastRun()
    }

    /// The name of the newest run.
    func lastRun() async throws -> String {
        let runs = try #require(try await b24("--json", "log").envelope()["data"] as? [[String: Any]])
        return runs.first?["run"] as? String ?? ""
    }

    /// All objects, one a line.
    ///
    /// - Parameter loosely: without what nobody can restore: ids, dates, and who made what.
    func state(loosely: Bool = false) async throws -> [String] {
        let run = try await b24("--no-journal", "run", "state.lua", loosely ? "loose" : "exact")
        #expect(run.status == 0, "\(run.testDescription)")
        return run.output.split(separator: "\n").map(String.init)
    }

    /// The methods of all requests so far.
    func requests() -> [String] { seen.methods.withLock { $0 } }

    /// Waits until so many requests of a method have been carried out since the portal began; for one waiter.
    func carriedOut(_ method: String, _ count: Int) async {
        var left = count
        for await arrived in arrivals where arrived == method {
            left -= 1
            if left == 0 { return }
        }
    }

    private static let state = #"""
        local loose = b24.args[1] == "loose"
        local function text(value)
          if type(value) ~= "table" then return b24.isnull(value) and "-" or tostring(value) end
          local keys = {}
          for key in pairs(value) do keys[#keys + 1] = key end
          table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
          local parts = {}
          for _, key in ipairs(keys) do parts[#parts + 1] = tostring(key) .. "=" .. text(value[key]) end
          return "{" .. table.concat(parts, ",") .. "}"
        end
        local volatile = {}
        for name in ("updatedTime updatedBy movedTime movedBy lastActivityTime lastActivityBy previousStageId"):gmatch("%S+") do volatile[name] = true end
        if loose then
          for name in ("id ID createdTime createdBy xmlId customSections languageId SYSTEM NAME_INIT"):gmatch("%S+") do volatile[name] = true end
        end
        local names = {}
        local function plain(value)
          if not loose or type(value) ~= "string" then return value end
          value = value:gsub("^DT(%d+)_(%d+):", function(e, c) return "DT" .. e .. "_" .. (names["f" .. c] or c) .. ":" end)
          return (value:gsub("^UF_CRM_%d+", "UF_CRM_N"))
        end
        local lines = {}
        local function add(kind, object, extra)
          local copy = {}
          for key, value in pairs(object) do
            local name = loose and tostring(key):gsub("^ufCrm%d+", "ufCrmN") or key
            if not volatile[key] then copy[name] = plain(value) end
          end
          for key, value in pairs(extra or {}) do copy[key] = value end
          lines[#lines + 1] = kind .. " " .. text(copy)
        end
        local types = {}
        for i, row in ipairs(b24.spa.list()) do types[i] = row end
        types = b24.map(types, function(row) return b24.call("crm.type.get", {id = row.id}).type end)
        for _, t in ipairs(types) do names["t" .. t.id] = t.title end
        for _, w in ipairs(b24.workplace.list()) do
          local inside = {}
          for _, id in ipairs(w.typeIds) do inside[#inside + 1] = loose and names["t" .. id] or id end
          table.sort(inside)
          add("workplace", w, {typeIds = table.concat(inside, " ")})
        end
        b24.map(types, function(t)
          add("type", t)
          local e = t.entityTypeId
          local funnels = b24.call("crm.category.list", {entityTypeId = e}).categories
          for _, f in ipairs(funnels) do names["f" .. f.id] = f.name end
          for _, f in ipairs(funnels) do
            add("funnel of " .. e, f)
            for _, s in ipairs(b24.call("crm.status.list", {filter = {ENTITY_ID = "DYNAMIC_" .. e .. "_STAGE_" .. f.id}})) do
              s.EXTRA = nil
              if loose then s.ENTITY_ID = names["f" .. f.id]; s.CATEGORY_ID = nil end
              add("stage", s)
            end
          end
          local choices = {}
          local rows = b24.collect("userfieldconfig.list", {moduleId = "crm", filter = {entityId = "CRM_" .. t.id}})
          for _, field in ipairs(b24.map(rows, function(row)
            return b24.call("userfieldconfig.get", {moduleId = "crm", id = row.id}).field
          end)) do
            local values = {}
            for _, choice in ipairs(field.enum or {}) do
              choices[tostring(choice.id)] = choice.value
              values[#values + 1] = (loose and "" or choice.id .. " ") .. choice.value
            end
            if loose then field.entityId = nil end
            field.enum = table.concat(values, "|")
            if loose and field.settings.DEFAULT_VALUE == "" then field.settings.DEFAULT_VALUE = nil end
            add("field", field)
          end
          for _, item in ipairs(b24.collect("crm.item.list", {entityTypeId = e, select = {"*", "uf*"}})) do
            if loose then
              item.categoryId = names["f" .. item.categoryId] or item.categoryId
              for key, value in pairs(item) do
                if tostring(key):match("^ufCrm") and choices[tostring(value)] and math.type(value) == "integer" and not key:match("Quantity") then item[key] = choices[tostring(value)] end
              end
            end
            add("item of " .. e, item)
          end
        end)
        table.sort(lines)
        print(table.concat(lines, "\n"))
        """#
}
