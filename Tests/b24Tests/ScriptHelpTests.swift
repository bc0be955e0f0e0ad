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
        let help = ScriptHelp(Self.source)
        #expect(help.title == "Give a department its workplace.")
        #expect(help.description == ["Run it as often as you like.", "", "Example: b24 run x.lua \"Office\""])
        #expect(help.arguments.map(\.name) == ["title", "limit", "spa"])
        #expect(help.arguments.map(\.type) == ["string", "integer", "string"])
        #expect(help.arguments.map(\.defaultValue) == [nil, "50", nil])
        #expect(help.arguments.map(\.isRepeated) == [false, false, true])
        #expect(help.arguments.map(\.isOptional) == [false, true, false])
        #expect(help.flags.map(\.name) == ["move", "depth"])
        #expect(help.flags.map(\.type) == [nil, "integer"])
    }

    @Test func text() {
        let text = ScriptHelp(Self.source).text(file: "x.lua", .en, style: Style(isOn: false))
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
        let text = ScriptHelp("print(1)").text(file: "x.lua", .ru, style: Style(isOn: false))
        #expect(text.hasPrefix("У x.lua нет справки"))
    }
}
