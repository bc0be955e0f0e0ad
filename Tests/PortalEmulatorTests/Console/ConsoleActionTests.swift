import JSON
import PortalEmulator
import Testing

@Suite struct ConsoleActionTests {
    @Test func resetFillsThePortalAnewAndKeepsWebhooks() async throws {
        let console = try await TestConsole()
        _ = try console.portal.result("crm.automatedsolution.add", ["fields": ["title": "Mine"]])
        let answer = try console.post("controls/reset", [("seed", "empty"), ("sure", "yes")])
        #expect(answer.status == 303)
        #expect(answer.headers["location"] == console.path + "?done=reset")
        #expect(try console.page("?done=reset").contains("The portal is back to its seed."))
        #expect(try console.portal.result("crm.type.list")["types"]?.arrayValue?.isEmpty == true)
        #expect(try console.post("controls/reset", [("seed", "demo"), ("sure", "yes")]).status == 303)
        #expect(try console.portal.result("crm.type.list")["types"]?.arrayValue?.count == 5)
    }

    @Test func resetAsksFirst() async throws {
        let console = try await TestConsole()
        let unsure = try console.post("controls/reset", [("seed", "empty")])
        #expect(unsure.status == 422 && unsure.text.contains("Nothing was reset"))
        for seed in ["", "bare", "odd"] {
            #expect(try console.post("controls/reset", [("seed", seed), ("sure", "yes")]).status == 404)
        }
        #expect(try console.portal.result("crm.type.list")["types"]?.arrayValue?.count == 5)
    }

    @Test func nothingChangesWithoutTheKeyOfTheForm() async throws {
        let console = try await TestConsole()
        let fields = [("seed", "empty"), ("sure", "yes")]
        #expect(try console.post("controls/reset", fields, key: "").status == 403)
        #expect(try console.post("controls/reset", fields, headers: ["Origin: http://evil.example"]).status == 403)
        #expect(try console.post("controls/reset", fields, headers: ["Sec-Fetch-Site: same-site"]).status == 403)
        #expect(try console.post("controls/reset", fields, headers: ["Host: evil.example"]).status == 403)
        // A form of another type, as pages of other sites may send without asking.
        let key = try console.formKey()
        let plain = try console.portal.client.send(
            "POST", console.path + "controls/reset", type: "text/plain",
            body: Array("form_key=\(key)&seed=empty&sure=yes".utf8))
        #expect(plain.status == 403)
        #expect(try console.get("controls/reset?seed=empty&sure=yes&form_key=\(key)").status == 404)
        #expect(try console.portal.result("crm.type.list")["types"]?.arrayValue?.count == 5)
    }

    @Test func faultsAreAddedCountedAndRemoved() async throws {
        let console = try await TestConsole()
        #expect(try console.page("controls").contains("Nothing goes wrong."))
        #expect(try console.post("controls/faults", [("fault", " user.current:503:2 ")]).status == 303)
        #expect(try console.portal.call("user.current").status == 503)
        let page = try console.page("controls")
        #expect(page.contains("<code>user.current:503:2</code>") && page.contains("<td class=\"number\">1</td>"))
        #expect(try console.post("controls/faults/clear").status == 303)
        #expect(try console.portal.call("user.current").status == 200)
    }

    @Test(arguments: ["odd", "user.currant:503", "@/etc/passwd", "", "<b>:503"])
    func whatIsNoFaultIsSaidAndKept(_ text: String) async throws {
        let console = try await TestConsole()
        let answer = try console.post("controls/faults", [("fault", text)])
        #expect(answer.status == 422 && answer.text.contains("role=\"alert\""))
        #expect(!answer.text.contains("<b>") && !answer.text.contains("root:"))
        #expect(try console.page("controls").contains("Nothing goes wrong."))
    }

    @Test func restCanBeTakenAwayAndGivenBack() async throws {
        let console = try await TestConsole()
        #expect(try console.post("controls/availability", [("availability", "withoutREST")]).status == 303)
        #expect(try console.portal.call("user.current").status == 403)
        #expect(try console.page("").contains("The plan has no REST"))
        #expect(try console.post("controls/availability", [("availability", "open")]).status == 303)
        #expect(try console.portal.call("user.current").status == 200)
        #expect(try console.post("controls/availability", [("availability", "odd")]).status == 404)
    }

    @Test func theBucketFillsLeaksAndIsForgotten() async throws {
        let clock = VirtualClock()
        let console = try await TestConsole {
            $0.enforcesLimits = true
            $0.clock = clock.clock
        }
        for _ in 1...30 { _ = try console.portal.call("user.current") }
        let full = try console.page("limits")
        #expect(full.contains("<strong>30</strong> / 50") && full.contains("width=\"600\" height=\"12\""))
        #expect(
            full.contains("empty in 15 s") && full.contains("Webhook, Anna Harper") && full.contains("user.current"))
        clock.advance(10)
        #expect(try console.page("limits").contains("<strong>10</strong> / 50"))
        #expect(try console.post("limits/forget").status == 303)
        let empty = try console.page("limits?done=limits")
        #expect(empty.contains("<strong>0</strong> / 50") && empty.contains("Nothing is counted at the moment."))
        #expect(empty.contains("is forgotten"))
    }

    @Test func aSelfHostedPortalSaysThatItHasNoLimits() async throws {
        let console = try await TestConsole { $0.flavour = .box }
        #expect(try console.page("limits").contains("the limits are off"))
        #expect(try console.page("").contains("Self-hosted"))
    }
}
