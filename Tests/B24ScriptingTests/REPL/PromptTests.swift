import Bitrix24
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// The words of the prompt: commands, help, the tour.
@Suite struct PromptTests {
    static let lines: [(String, DotCommand.Line)] = [
        ("", .none), ("x = 1", .none), (".5 + 1", .none), ("...", .none), ("..", .none), (".", .none),
        (".exit", .command(.exit, argument: nil)), ("  .quit ", .command(.exit, argument: nil)),
        (".load  a b.lua ", .command(.load, argument: "a b.lua")), (".load", .missingArgument(.load)),
        (".exit now", .wrongArgument(.exit)), (".time", .command(.time, argument: nil)),
        (".time on", .command(.time, argument: "on")), (".time maybe", .wrongArgument(.time)),
        (".page 50", .command(.page, argument: "50")), (".page all", .command(.page, argument: "all")),
        (".page 0", .wrongArgument(.page)), (".page -1", .wrongArgument(.page)),
        (".format json", .command(.format, argument: "json")), (".format xml", .wrongArgument(.format)),
        (".hlep", .unknown(".hlep", nearest: .help)), (".readonyl", .unknown(".readonyl", nearest: .readonly)),
        (".zzz", .unknown(".zzz", nearest: nil)),
    ]

    @Test(arguments: lines.indices) func commands(_ index: Int) {
        #expect(DotCommand.read(Self.lines[index].0) == Self.lines[index].1)
    }

    @Test func everyCommandIsListedAndDocumented() {
        #expect(
            DotCommand.all.map(\.name).sorted { $0.rawValue < $1.rawValue }
                == DotCommand.Name.allCases.sorted { $0.rawValue < $1.rawValue })
        for language in Language.allCases {
            let help = DotCommand.help(language)
            for command in DotCommand.all {
                #expect(help.contains(command.usage(language)))
                #expect(!command.doc[language].isEmpty)
            }
        }
    }

    @Test(arguments: [40, 60, 80, 120]) func theListOfCommandsFitsTheTerminal(columns: Int) {
        for language in Language.allCases {
            let lines = DotCommand.help(language, columns: columns).split(separator: "\n")
            // A usage is never broken.
            let wide = lines.filter { TextWidth.of($0) > columns }
            #expect(columns < 44 || wide.isEmpty, "\(wide)")
        }
    }

    @Test(arguments: [
        ("?", ""), ("?b24.spa", "b24.spa"), ("? b24.spa", "b24.spa"), ("b24.call?", "b24.call"), ("??x", "x"),
        ("?b24.rest.crm.item.list", "crm.item.list"), ("?b24.Task:await", "b24.Task:await"), ("x", nil), ("", nil),
        ("print('?')", nil), ("a ? b : c", nil), ("?a b c", nil),
    ])
    func questions(entry: String, topic: String?) { #expect(HelpEntry.topic(entry) == topic) }

    @Test func theTourHasTenSteps() {
        #expect(Tutorial.steps.count == 10)
        for language in Language.allCases {
            for number in 1...10 {
                let text = Tutorial.text(number, language)
                #expect(text.hasPrefix("\(number)/10  "))
                #expect(Tutorial.steps[number - 1].entries.allSatisfy { text.contains("    " + $0) })
            }
        }
        // Each line is Lua, a command or a question.
        for entry in Tutorial.steps.flatMap(\.entries) {
            #expect(EntrySyntax(entry) == .complete, "\(entry)")
        }
    }

    @Test func theTourGoesOn() async throws {
        let scene = Scene.with { $0.isInteractive = true }
        for _ in 0..<11 { _ = try await scene.session.evaluate("tutorial()") }
        #expect(scene.log.output.map { $0.prefix { $0 != "/" } } == (1...10).map { "\($0)" } + ["1"])
        _ = try await scene.session.evaluate("tutorial(3)")
        #expect(scene.log.output.last?.hasPrefix("3/10") == true)
    }

    @Test func scriptsHaveNoPromptFunctions() async throws {
        let scene = Scene.with { _ in }
        #expect(try await scene.value("return it, tutorial") == "nil, nil")
        #expect(Help.page("tutorial", language: .en)?.contains("ten") != nil)
        #expect(Help.page("it", language: .ru)?.contains("Следующая страница") == true)
    }

    @Test func modesChangeBetweenEntries() async throws {
        let office = Office()
        let session = office.session
        func mode() async throws -> String { try await session.evaluate("b24.dry_run, b24.read_only").text }
        #expect(try await mode() == "false, false")
        var policy = session.policy
        policy.dryRun = true
        await session.setPolicy(policy)
        #expect(try await mode() == "true, false")
        _ = try await session.evaluate("b24.call('crm.type.delete', { id = 13 })")
        #expect(session.takeOutcome().plan.map(\.command.method) == ["crm.type.delete"])
        policy.dryRun = false
        policy.readOnly = true
        await session.setPolicy(policy)
        #expect(try await mode() == "false, true")
        await #expect(throws: LuaFailure.self) {
            try await session.evaluate("b24.call('crm.type.delete', { id = 13 })")
        }
        policy.readOnly = false
        await session.setPolicy(policy)
        _ = try await session.evaluate("b24.call('crm.type.delete', { id = 13 })")
        #expect(office.portal.company.types[13] == nil)
    }
}

extension [LuaValue] {
    fileprivate var text: String { map { LuaFormatter(width: .max).format($0) }.joined(separator: ", ") }
}
