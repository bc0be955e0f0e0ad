import LuaRuntime

/// A spec file in a session of its own: its tests are gathered first, then each runs as a run of its own, with the time
/// that a run may take. `b24.spec` of the ``StandardLibrary`` does the Lua side.
public struct SpecSession: Sendable {
    /// The tests of the file.
    public let tests: [SpecTest]
    /// What went wrong outside of tests: the file is no Lua, a `describe` failed.
    public let problems: [(name: String, outcome: SpecOutcome)]

    private let file: String
    private let session: ScriptSession
    private let selectTests: LuaFunction
    private let runTest: LuaFunction

    /// Reads a spec: runs what stands outside of tests.
    ///
    /// - Parameters:
    ///   - source: the text of the file.
    ///   - file: the name that positions show.
    ///   - session: fresh; the spec's words become globals in it.
    /// - Throws: when the time is over, or the session is interrupted.
    public init(_ source: String, file: String, in session: ScriptSession) async throws {
        let functions = try await session.run(LuaChunk(name: "b24.spec", source: Self.driver)).results
        guard functions.count == 3, case .function(let load) = functions[0], case .function(let select) = functions[1],
            case .function(let run) = functions[2]
        else { preconditionFailure("the driver returns three functions") }
        let found = try await session.call(load, [.string(source), .string(file)])
        self.file = file
        self.session = session
        (selectTests, runTest) = (select, run)
        tests = found[0].tables.enumerated().map { index, row in
            SpecTest(number: index + 1, name: row["name"]?.text ?? "", line: row["line"]?.whole ?? 0)
        }
        problems = found[1].tables.map { ($0["name"]?.text ?? file, SpecOutcome($0)) }
    }

    private static let driver = """
        local spec = require "b24.spec"
        local suite
        local function plain(list)
          local rows = {}
          for i, test in ipairs(list) do
            rows[i] = {}
            for key, value in pairs(test) do
              if type(value) ~= "function" and key ~= "block" then rows[i][key] = value end
            end
          end
          return rows
        end
        return function(source, name)
          suite = spec.load(source, name)
          return plain(suite.tests), plain(suite.problems)
        end, function(numbers) suite:select(numbers) end, function(number) return suite:run(number) end
        """

    /// Says which tests are going to run, in which order does not matter.
    public func select(_ tests: [SpecTest]) async throws {
        let numbers = tests.map { LuaValue.integer(Int64($0.number)) }
        _ = try await session.call(selectTests, [.table(LuaTable(array: numbers))])
    }

    /// Runs a test. What stops it (time, memory) is its own failure, and the next one can run.
    ///
    /// - Throws: when the session is interrupted.
    public func run(_ test: SpecTest) async throws -> SpecOutcome {
        let start = ContinuousClock.now
        do {
            let results = try await session.call(runTest, [.integer(Int64(test.number))])
            guard case .table(let row)? = results.first else { return SpecOutcome(.error) }
            return SpecOutcome(row)
        } catch let failure as LuaFailure where failure.kind != .interrupted {
            var outcome = SpecOutcome(.error, message: failure.message)
            // A stop has unwound the test by the time that it is seen; what is left are frames of the library.
            let isOfTest = failure.position.map { !$0.file.hasPrefix(StandardLibrary.prefix) } ?? false
            outcome.file = isOfTest ? failure.position?.file : file
            outcome.line = isOfTest ? failure.position?.line : test.line
            outcome.trace = failure.traceback.filter { !$0.hasPrefix(StandardLibrary.prefix) }
            outcome.seconds = (ContinuousClock.now - start) / .seconds(1)
            return outcome
        }
    }
}

extension SpecOutcome {
    /// `{ status = "failed", message = "...", file = "a_spec.lua", line = 5, trace = { ... }, seconds = 0.1 }`
    fileprivate init(_ row: LuaTable) {
        self.init(row["status"]?.text.flatMap(Status.init) ?? .error, message: row["message"]?.text ?? "")
        file = row["file"]?.text
        line = row["line"]?.whole
        if case .table(let frames)? = row["trace"] { trace = frames.array.compactMap(\.text) }
        switch row["seconds"] {
        case .number(let seconds)?: self.seconds = seconds
        case .integer(let seconds)?: self.seconds = Double(seconds)
        default: break
        }
    }
}

extension LuaValue {
    fileprivate var text: String? {
        switch self {
        case .string(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        default: nil
        }
    }

    fileprivate var whole: Int? { if case .integer(let number) = self { Int(number) } else { nil } }

    fileprivate var tables: [LuaTable] {
        guard case .table(let table) = self else { return [] }
        return table.array.compactMap { if case .table(let row) = $0 { row } else { nil } }
    }
}
