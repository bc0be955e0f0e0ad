import B24Scripting
import Foundation
import Testing

@Suite struct OtherCommandTests {
    @Test func aCallInTheEnvelope() async throws {
        let run = try await Home().b24(
            "--json", "-q", "call", "crm.type.list", "filter[=title]=Purchases", "select[]=id")
        let envelope = try run.envelope()
        let types = try #require((envelope["data"] as? [String: Any])?["types"] as? [[String: Any]])
        #expect(types.count == 1)
        let meta = try #require(envelope["meta"] as? [String: Any])
        let response = try #require(meta["response"] as? [String: Any])
        #expect(response["total"] as? Int == 1)
        #expect(response["status"] as? Int == 200)
        #expect(response["attempts"] as? Int == 1)
        #expect(run.errors.isEmpty)
    }

    @Test func parametersOfACallFromAFile() async throws {
        let home = try Home()
        try home.write("p.json", #"{"fields": {"title": "HR", "isStagesEnabled": "Y"}}"#)
        let run = try await home.b24("-q", "--format", "json", "call", "crm.type.add", "@p.json")
        #expect(run.output.contains(#""title":"HR""#))
        let input = try await home.b24("-q", "call", "crm.type.add", "@-", input: #"{"fields": {"title": "HR 2"}}"#)
        #expect(input.status == 0)
    }

    @Test func docsOfAMethod() async throws {
        let home = try Home()
        let run = try await home.b24("docs", "crm.automatedsolution.add")
        for text in ["crm.automatedsolution.add", "Scope", "title", "required", "LIMIT_EXCEEDED"] {
            #expect(run.output.contains(text))
        }
        #expect(
            run.output.contains(
                "https://apidocs.bitrix24.com/api-reference/crm/automated-solution/crm-automated-solution-add.html"))
        #expect(
            try await home.b24("docs", "crm.automatedsolution.add", "--lang", "ru").output.contains(
                "apidocs.bitrix24.ru"))
        let json = try await home.b24("docs", "CRM.Type.Add", "--json")
        let data = try #require(try json.envelope()["data"] as? [String: Any])
        #expect(data["method"] as? String == "crm.type.add")
        #expect(data["effect"] as? String == "write")
        #expect(!home.has(".local"))
    }

    @Test func docsOfFamiliesAndFunctions() async throws {
        let home = try Home()
        let methods = try await home.b24("docs", "crm.type").output
        #expect(methods.contains("crm.type.add"))
        #expect(methods.contains("deletes"))
        let function = try await home.b24("docs", "b24.call").output
        #expect(function.contains("b24.call(method"))
        let all = try await home.b24("docs", "--format", "jsonl").output
        #expect(all.contains(#""name":"b24.workplace.ensure""#))
        #expect(try await home.b24("docs").output.contains("b24.workplace"))
    }

    @Test func docsAsPages() async throws {
        let home = try Home()
        let run = try await home.b24("docs", "--export", "out/pages")
        #expect(run.status == 0)
        let index = try String(contentsOfFile: home.path + "/out/pages/README.md", encoding: .utf8)
        #expect(index.contains("[b24.workplace](b24.workplace.md)"))
        let page = try String(contentsOfFile: home.path + "/out/pages/b24.workplace.md", encoding: .utf8)
        #expect(page.contains("## b24.workplace.ensure"))
        // One page for each module that comes with b24, from its comments.
        #expect(index.contains("## [b24.table](b24.table.md)") && index.contains("- `b24.table.keys("))
        let module = try String(contentsOfFile: home.path + "/out/pages/b24.table.md", encoding: .utf8)
        #expect(module.hasPrefix("# b24.table\n") && module.contains("## b24.table.group\n\n```lua\nb24.table.group("))
        #expect(StandardLibrary.names.allSatisfy { home.has("out/pages/\($0).md") })
    }

    @Test func thePromptReadsLines() async throws {
        let input = """
            1 + 1
            x = {id = 7}
            x.id
            _ + 1
            for i = 1, 2 do
              print(i)
            end
            "quiet";
            _
            .help
            .exit
            print("never")

            """
        let run = try await Home().b24("repl", input: input)
        #expect(run.output.hasPrefix("2\n7\n8\n1\n2\nquiet\n"))
        #expect(run.output.contains("  .exit "))
        #expect(run.status == 0)
    }

    @Test func thePromptStopsAtTheFirstErrorWithoutATerminal() async throws {
        let run = try await Home().b24("repl", input: "x = 1\nerror('boom')\nprint('never')\n")
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("stdin:2: boom\n"))
        #expect(run.status == 1)
        let unfinished = try await Home().b24("repl", input: "for i = 1, 2 do\n")
        #expect(unfinished.status == 1)
        #expect(unfinished.errors.contains("<eof>"))
        #expect(try await Home().b24("repl", input: ".nope\n").status == 2)
    }

    @Test func versionAndHelp() async throws {
        let home = try Home()
        #expect(try await home.b24("--version").output == "0.1.0\n")
        let english = try await home.b24("--help")
        #expect(english.status == 0)
        #expect(english.output.contains("Run a script."))
        #expect(try await home.b24("help", "run").output.contains("--dry-run"))
        #expect(try await home.b24("--help", "--lang", "ru").output.contains("Выполнить скрипт."))
        #expect(try await home.b24("portal", "--help").output.contains("serve"))
    }

    @Test func aServedPortalAnswersItsWebhooks() async throws {
        let home = try Home()
        let running = try home.start(["--json", "portal", "serve", "--data", "data", "--seed", "empty"])
        let line = await running.output(until: "\n")
        let envelope = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let data = try #require(envelope["data"] as? [String: Any])
        let webhooks = try #require(data["webhooks"] as? [String: String])
        #expect(Set(webhooks.keys) == ["admin", "crmAdmin", "employee", "extranet"])
        let admin = try await home.b24(
            "--format", "json", "call", "profile", environment: ["B24_WEBHOOK_URL": webhooks["admin"] ?? ""])
        #expect(admin.output.contains(#""ADMIN":true"#))
        let types = try await home.b24(
            "eval", "return b24.count('crm.type.list')", environment: ["B24_WEBHOOK_URL": webhooks["admin"] ?? ""])
        #expect(types.output == "0\n")
        running.signal(SIGINT)
        #expect(await running.end().status == 0)
        #expect(home.has("data/portal.sqlite"))
    }
}
