import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// What a program gives to its scripts beside `b24`.
@Suite struct OwnFunctionTests {
    private static func functions(_ portal: ScriptPortal) -> [HostFunction] {
        [
            HostFunction(
                "acme.add", parameters: [.init("title", .string, .init("A title.", ru: "Название."))],
                effect: .write, doc: .init("Adds an item.", ru: "Добавляет элемент."),
                body: .async { call in
                    let title = call.arguments[0].stringValue ?? ""
                    let command = Command("crm.item.add", ["entityTypeId": 156, "fields": ["title": .string(title)]])
                    return [.json(try await portal.call(command, for: call).result)]
                }),
            HostFunction(
                "acme.count", results: [.init("count", "integer", .init("How many.", ru: "Сколько."))], effect: .read,
                doc: .init("Counts types.", ru: "Считает типы."),
                body: .async { call in
                    let rows = try await portal.rows(Command("crm.type.list"), for: call, limit: 3)
                    return [.integer(Int64(rows.count))]
                }),
        ]
    }

    private func scene(_ configure: @escaping (inout ScriptSession.Configuration) -> Void = { _ in }) -> Scene {
        Scene { command in
            command.method == "crm.type.list"
                ? .result(["types": [["id": 1], ["id": 2], ["id": 3], ["id": 4]]], total: 4)
                : .result(["item": ["id": 7]])
        } _: {
            $0.functions = Self.functions
            configure(&$0)
        }
    }

    @Test func scriptsCallThem() async throws {
        let scene = scene()
        #expect(try await scene.value("return acme.add('A').item.id, acme.count()") == "7, 3")
        #expect(scene.portal.methods.contains("crm.item.add"))
        #expect(await scene.failure("acme.add(5)").contains("bad argument #1 'title' to 'acme.add'"))
        #expect(await scene.failure("acme.ad('A')").contains("acme.add"))
    }

    @Test func thePolicyIsThatOfTheScript() async throws {
        let readOnly = scene { $0.policy.readOnly = true }
        #expect(await readOnly.failure("\nacme.add('A')").hasPrefix("test.lua:2: "))
        #expect(readOnly.portal.commands.isEmpty)
        let promised = await scene().failure("--- @needs read crm.*\nacme.add('A')")
        #expect(promised.contains("crm.item.add"), "\(promised)")
        let dry = scene { $0.policy.dryRun = true }
        let outcome = try await dry.session.run(LuaChunk(name: "t.lua", source: "acme.add('A')"))
        #expect(outcome.plan.map { "\($0.command.method) \($0.position ?? "")" } == ["crm.item.add t.lua:1"])
        #expect(dry.portal.methods.isEmpty)
    }

    @Test func theProgramRefusesWhatItWants() async throws {
        let scene = scene {
            $0.policy.refuses = { command, kind in
                guard kind != .read, command.parameters["entityTypeId"] == 156 else { return nil }
                return LocalizedText("Not there.", ru: "Не туда.")
            }
        }
        #expect(await scene.failure("acme.add('A')") == "test.lua:1: Not there.")
        #expect(
            await scene.failure("b24.call('crm.item.add', { entityTypeId = 156, fields = {} })").contains("Not there."))
        let batch = "b24.batch { { 'profile' }, { 'crm.item.add', { entityTypeId = 156, fields = {} } } }"
        #expect(await scene.failure(batch).contains("Not there."))
        #expect(scene.portal.commands.isEmpty)
        #expect(
            try await scene.value("local ok, err = b24.try(acme.add, 'A') return err.kind") == "\"policy_denied\"")
        _ = try await scene.run("b24.call('crm.item.add', { entityTypeId = 1032, fields = {} })")
    }

    @Test func helpExplainsThem() async throws {
        let scene = scene()
        try await scene.run("help(acme.add) help 'acme' help 'acme.count' help(acme)")
        #expect(scene.log.output.count == 4)
        #expect(scene.log.output[0].hasPrefix("acme.add(title)\n\nAdds an item."))
        #expect(scene.log.output[1].contains("acme.count() -> count"))
        #expect(scene.log.output[2].contains("Counts types."))
        #expect(scene.log.output[3] == scene.log.output[1])
    }

    @Test(arguments: ["b24.add", "b24", "string.rot13", "print"])
    func aNameThatIsTakenIsAMistakeOfTheProgram(_ name: String) {
        #expect(OwnFunctions.problem(["acme.add", name])?.hasPrefix(name + ": ") == true)
        #expect(OwnFunctions.problem(["acme.add", "acme.printer"]) == nil)
    }
}
