import B24Scripting
import Localization

/// What is told of a run of specs, in one of the forms of `--output`. Called in the order of the run.
protocol SpecReport: Sendable {
    func began(_ file: String)
    /// A line that a test has printed.
    func printed(_ line: String)
    func ended(_ result: SpecResult)
    /// Everything has run.
    func finished(_ summary: SpecSummary)
}

/// A test that has ended.
struct SpecResult: Sendable {
    var file: String
    var name: String
    /// Where the test begins; 0 for what went wrong outside of tests.
    var line: Int
    var outcome: SpecOutcome
    /// The line of the source on which it went wrong.
    var excerpt: SourceExcerpt?

    /// `spec/leave_spec.lua:12`
    var place: String {
        if let file = outcome.file, let line = outcome.line { return "\(file):\(line)" }
        return line > 0 ? "\(file):\(line)" : file
    }
}

/// What all tests came to.
struct SpecSummary: Equatable, Sendable {
    var files = 0
    var passed = 0
    var failed = 0
    var errors = 0
    var pending = 0
    var seconds = 0.0
    /// The order was mixed by this seed.
    var seed: UInt64?
    var wasInterrupted = false

    mutating func add(_ outcome: SpecOutcome) {
        switch outcome.status {
        case .passed: passed += 1
        case .failed: failed += 1
        case .error: errors += 1
        case .pending: pending += 1
        }
    }

    var all: Int { passed + failed + errors + pending }

    var status: ExitStatus {
        if wasInterrupted { return .interrupted }
        return failed + errors > 0 ? .failed : .done
    }
}

/// `--output`
enum SpecForm: String, CaseIterable, Sendable {
    /// For people.
    case text
    /// The Test Anything Protocol, version 13.
    case tap
    /// The XML that CI servers read.
    case junit

    func report(_ output: Output, _ language: Language) -> any SpecReport {
        switch self {
        case .text: TextSpecReport(output, language)
        case .tap: TapSpecReport(output)
        case .junit: JUnitSpecReport(output)
        }
    }
}
