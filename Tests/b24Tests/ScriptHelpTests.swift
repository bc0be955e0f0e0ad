import B24Scripting
import Localization
import Testing

@testable import b24

@Suite struct ScriptHelpTests {
    static let source = """
        #!/usr/bin/env -S b24 run
        --- Give a department its workplace.
        ---
        --- Run it as often as you like.
        ---
        ---@arg title string        title of the workplace
        ---@arg limit integer=50    at most so many
        ---@arg spa string...       smart processes
        ---@flag move               take them out of other workplaces
        ---@flag depth=integer      how deep
        ---
        --- Example: b24 run x.lua "Office"

        local a = 1
        --- not part of it
        """

    @Test func parts() {
        let help = ScriptHelp(Self.source, file: "x.lua")
        #expect(help.metadata.title == "Give a department its workplace.")
        #expect(help.metadata.summary == ["Run it as often as you like.", "", "Example: b24 run x.lua \"Office\""])
        let (arguments, flags) = (help.metadata.parameters.arguments, help.metadata.parameters.flags)
        #expect(arguments.map(\.name) == ["title", "limit", "spa"])
        #expect(arguments.map(\.type) == [.string, .integer, .string])
        #expect(arguments.map(\.defaultValue) == [nil, "50", nil])
        #expect(arguments.map(\.isRepeated) == [false, false, true])
        #expect(arguments.map(\.isOptional) == [false, true, false])
        #expect(flags.map(\.name) == ["move", "depth"])
        #expect(flags.map(\.isSwitch) == [true, false])
        #expect(flags[1].type == .integer)
    }

    @Test func text() {
        let text = ScriptHelp(Self.source, file: "x.lua").text(file: "x.lua", .en, style: Style(isOn: false))
        #expect(
            text == """
                Give a department its workplace.

                Run it as often as you like.

                Example: b24 run x.lua "Office"

                Usage: b24 run x.lua [--move] [--depth=INTEGER] TITLE [LIMIT] SPA...

                  TITLE            string   title of the workplace
                  LIMIT            integer  at most so many (default: 50)
                  SPA              string   smart processes
                  --move                    take them out of other workplaces
                  --depth=INTEGER           how deep
                """)
    }

    @Test func aScriptWithoutHelpSaysSo() {
        let text = ScriptHelp("print(1)", file: "x.lua").text(file: "x.lua", .ru, style: Style(isOn: false))
        #expect(text.hasPrefix("У x.lua нет справки"))
    }

    @Test func whatItNeeds() {
        let source = """
            --- Move deals.
            --- @needs read crm.item.* user.get
            --- @needs write crm.item.update -- moves them
            --- @needs delete crm.item.delete
            --- @needs scope crm user
            --- @needs files reports/ -- one for each month
            --- @needs max_writes 500
            --- @needs admin -- CRM settings
            """
        let help = ScriptHelp(source, file: "x.lua")
        #expect(
            help.text(file: "x.lua", .en, style: Style(isOn: false)) == """
                Move deals.

                Usage: b24 run x.lua

                Needs:

                  reads     crm.item.* user.get
                  writes    crm.item.update    moves them
                  deletes   crm.item.delete
                  scopes    crm user
                  files     reports/           one for each month
                  at most   500 writes
                  admin     an administrator   CRM settings
                """)
        #expect(help.text(file: "x.lua", .ru, style: Style(isOn: false)).contains("удаляет"))
        let promise = ScriptHelp("--- Look.\n--- @read_only", file: "x.lua")
            .text(file: "x.lua", .en, style: Style(isOn: false))
        #expect(promise.hasSuffix("It changes nothing on the portal."))
    }
}
