import ArgumentParser
import B24Scripting
import Localization

/// `b24 test [FILE|FOLDER...]`
struct TestCommand: HostCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "test", abstract: Texts.aboutTest[.ofProcess], discussion: Texts.discussionTest[.ofProcess])
    }

    @OptionGroup(title: Texts.globalOptions[.ofProcess]) var global: GlobalOptions

    @Option(help: help(Texts.optionFilter))
    var filter: [String] = []

    @Option(help: help(Texts.optionTags))
    var tags: [String] = []

    @Option(name: .customLong("exclude-tags"), help: help(Texts.optionExcludeTags))
    var excludeTags: [String] = []

    @Flag(help: help(Texts.optionShuffle))
    var shuffle = false

    @Option(help: help(Texts.optionOrderSeed))
    var seed: UInt64?

    @Option(help: help(Texts.optionTestOutput))
    var output: SpecForm = .text

    @Flag(help: help(Texts.optionCoverage))
    var coverage = false

    @Option(name: .customLong("coverage-output"), help: help(Texts.optionCoverageOutput), completion: .file())
    var coverageOutput: String?

    @Option(help: help(Texts.optionRecord), completion: .file())
    var record: String?

    @Option(help: help(Texts.optionReplay), completion: .file())
    var replay: String?

    @Argument(help: help(Texts.argumentSpecs), completion: .file(extensions: ["lua"]))
    var paths: [String] = []

    func validate() throws {
        if record != nil, replay != nil { throw ValidationError(Texts.recordAndReplay[.ofProcess]) }
        if record == nil, global.profile != nil { throw ValidationError(Texts.testsAreLocal[.ofProcess]) }
        if global.sandbox == .isolated { throw ValidationError(Texts.testsAreNotIsolated[.ofProcess]) }
        if global.json || global.format != nil { throw ValidationError(Texts.testHasOutput[.ofProcess]) }
    }

    func execute(_ context: Context) async throws -> ExitStatus {
        let files = try SpecFiles.find(paths)
        let run = TestRun(context, try options)
        let status = try await run.run(files)
        if let record { try Self.write(run.tape.text, to: record, isPrivate: true) }
        try report(run.coverage, context)
        return status
    }

    private var options: TestRun.Options {
        get throws {
            var options = TestRun.Options()
            options.selection.filters = filter
            options.selection.tags = Self.words(tags)
            options.selection.excludedTags = Self.words(excludeTags)
            if shuffle || seed != nil { options.selection.seed = seed ?? .random(in: 0..<1_000_000) }
            options.form = output
            options.records = record != nil
            options.coverage = coverage || coverageOutput != nil
            if let replay {
                let text = String(decoding: try ScriptFiles.read(replay), as: UTF8.self)
                options.replay = try AnswerTape.Recorded(text, file: replay)
            }
            return options
        }
    }

    /// `a,b` and `#a` say what they seem to.
    private static func words(_ lists: [String]) -> Set<String> {
        let words = lists.flatMap { $0.split { $0 == "," || $0 == " " } }
        return Set(words.map { String($0.hasPrefix("#") ? $0.dropFirst() : $0) })
    }

    private func report(_ counted: Coverage, _ context: Context) throws {
        guard coverage || coverageOutput != nil else { return }
        let files = counted.files { try? Files.text($0) }
        if let coverageOutput { try Self.write(Coverage.lcov(files), to: coverageOutput, isPrivate: false) }
        guard coverage else { return }
        let isText = output == .text
        for line in Coverage.table(
            files, context.language, isText ? context.output.dataStyle : context.output.talkStyle)
        {
            isText ? context.output.data(line) : context.output.talk(line)
        }
    }

    /// - Parameter isPrivate: recorded answers are what a portal knows of people.
    private static func write(_ text: String, to file: String, isPrivate: Bool) throws {
        do throws(Files.Failure) {
            try isPrivate ? Files.writePrivately(Array(text.utf8), to: file) : Files.write(text, to: file)
        } catch {
            throw Complaint.failure(Texts.cannotWrite(file, error.reason))
        }
    }
}

extension SpecForm: ExpressibleByArgument {}
