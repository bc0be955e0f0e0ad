import JSON
import PortalEmulator
import Testing

@Suite struct ConsolePageTests {
    private static let pages = [
        "", "spa/156", "spa/1036", "spa/1046", "log", "log?view=writes",
        "log?method=crm.item.*&outcome=failed&user=3&error=x",
        "limits", "controls", "permissions", "permissions?spa=156&person=3", "permissions?spa=1036&person=11",
    ]

    /// Something of every kind on all pages.
    private func busy() async throws -> TestConsole {
        let console = try await TestConsole { $0.faults = ["crm.item.add:503:1@2"] }
        let portal = console.portal
        _ = try await portal.portal.application("Billing", scopes: ["crm"])
        _ = try portal.call("crm.type.list")
        _ = try portal.call("crm.item.add", ["entityTypeId": 156, "fields": ["title": "New"]])
        _ = try portal.call("crm.item.add", ["entityTypeId": 156, "fields": ["title": "Lost"]])
        _ = try portal.call("crm.item.delete", ["entityTypeId": 156, "id": 99999])
        _ = try portal.call("batch", ["cmd": ["a": "user.current", "b": "crm.status.delete?id=99999"]])
        return console
    }

    @Test func everyPageIsWholeAndTakesNothingFromOutside() async throws {
        let console = try await busy()
        var codes: [String] = []
        for owner in LocalPortal.Owner.allCases {
            codes.append(String(try await console.portal.portal.webhook(owner).split(separator: "/").last!))
        }
        for page in Self.pages {
            for language in ["en", "ru"] {
                let response = try console.get(page, headers: ["Accept-Language: \(language)"])
                let text = response.text
                #expect(response.status == 200)
                #expect(
                    text.contains("<html lang=\"\(language)\">")
                        && text.contains(language == "ru" ? "Обзор" : "Overview"))
                #expect(codes.allSatisfy { !text.contains($0) }, "a webhook's code on \(page)")
                let tags = try Markup(text).tags
                for tag in tags {
                    for attribute in tag.attributes {
                        #expect(!attribute.name.hasPrefix("on") && attribute.name != "style", "\(page): \(tag)")
                        guard ["href", "src", "action"].contains(attribute.name) else { continue }
                        let isOurs = ["/console/", "?lang=", "data:,"].contains { attribute.value.hasPrefix($0) }
                        #expect(isOurs, "\(page): \(tag)")
                    }
                    if tag.name == "script" { #expect(tag.attributes.contains { $0.name == "src" }) }
                    #expect(tag.name != "style")
                }
            }
        }
    }

    @Test func headersShutEverythingElseOut() async throws {
        let console = try await TestConsole()
        let answers = [
            try console.get(""), try console.get("style.css"), try console.get("console.js"), try console.get("none"),
            try console.portal.client.send("GET", "/console/wrong/"),
        ]
        for answer in answers {
            let policy = try #require(answer.headers["content-security-policy"])
            #expect(policy.hasPrefix("default-src 'none';") && !policy.contains("unsafe"))
            #expect(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"))
            #expect(answer.headers["cache-control"] == "no-store")
            #expect(answer.headers["x-content-type-options"] == "nosniff")
            #expect(answer.headers["referrer-policy"] == "same-origin")
        }
        #expect(answers.map(\.status) == [200, 200, 200, 404, 403])
        #expect(answers[1].headers["content-type"] == "text/css; charset=utf-8")
        #expect(answers[2].headers["content-type"] == "text/javascript; charset=utf-8")
        // The key leads to nothing that is not the console's.
        #expect(try console.portal.client.send("GET", console.path + "../rest/").status == 404)
    }

    @Test func withoutTheKeyNothingIsTold() async throws {
        let console = try await TestConsole()
        let client = console.portal.client
        for path in ["/console", "/console/", "/console/?x=1", "/console/x/", "/console/style.css"] {
            let answer = try client.send("GET", path, headers: ["Accept-Language: ru"])
            #expect(answer.status == 403 && answer.text.contains("b24 portal serve"), "\(path)")
        }
        let foreign = try console.get("", headers: ["Host: evil.example"])
        #expect(foreign.status == 403 && foreign.text.contains("localhost"))
        #expect(try client.send("PUT", console.path).status == 405)
    }

    @Test func aPortalWithoutConsoleHasNone() async throws {
        let portal = try await TestPortal()
        #expect(portal.portal.consoleAddress == nil)
        #expect(try portal.client.send("GET", "/console/").status == 404)
    }

    @Test func namesOfTheContentsDoNoHarm() async throws {
        let console = try await TestConsole { $0.seed = .empty }
        let portal = console.portal
        let hostile = "</title><script>alert(1)</script><img src=x onerror=\"alert(2)\">' &amp;"
        let spa = try portal.makeSPA(title: hostile)
        _ = try portal.result("crm.automatedsolution.add", ["fields": ["title": .string(hostile)]])
        _ = try portal.addItem(spa, ["title": .string(hostile)])
        _ = try portal.addField(
            "KIND", "string", to: spa, ["editFormLabel": ["en": .string(hostile)], "xmlId": .string(hostile)])
        _ = try portal.result(
            "crm.status.add",
            [
                "fields": [
                    "ENTITY_ID": .string("DYNAMIC_\(spa.entityTypeID)_STAGE_\(spa.funnel)"), "STATUS_ID": "BAD",
                    "NAME": .string(hostile), "COLOR": "\"/><script>",
                ]
            ])
        _ = try portal.call("%3Cscript%3Ealert(3)%3C%2Fscript%3E")
        for page in [
            "", "spa/\(spa.entityTypeID)", "log", "log?view=writes", "log?method=%22%3E%3Cscript%3E&error=%3Cb%3E",
        ] {
            let text = try console.page(page)
            #expect(!text.contains("<script>") && !text.contains("<img") && !text.contains("onerror=\""), "\(page)")
            let tags = try Markup(text).tags
            #expect(tags.count { $0.name == "script" } == 1, "\(page)")
        }
        #expect(try console.page("").contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(try console.page("log").contains("&lt;script&gt;alert(3)&lt;/script&gt;"))
    }

    @Test func theOverviewCountsAndGroups() async throws {
        let console = try await TestConsole()
        let text = try console.page("")
        for part in [
            "<strong>2</strong> <span>Workplaces</span>", "<strong>5</strong> <span>Smart processes</span>",
            "<strong>7</strong> <span>Funnels</span>", "Back office", "In CRM, outside of workplaces", "Contracts",
            "Anna Harper", "<code>/rest/1/•••/</code>", "CRM administrator", "Basic plan",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        let russian = try console.page("?lang=ru")
        #expect(russian.contains("Рабочие места") && russian.contains("/log?lang=ru\""))
    }

    @Test func aSmartProcessShowsFunnelsStagesAndFields() async throws {
        let console = try await TestConsole()
        let text = try console.page("spa/1036")
        for part in [
            "<h1>Purchases</h1>", "Everyday purchases", "Large purchases", "<code>DT1036_12:NEW</code>",
            "ufCrm3Supplier", "success", "<svg class=\"bar\"", "assignedById", "Changed last",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        let total = try console.portal.call("crm.item.list", ["entityTypeId": 1036]).json["total"]?.integerValue ?? 0
        #expect(text.contains("\(total) elements"))
        #expect(try console.get("spa/999").status == 404)
        #expect(try console.get("spa/x").status == 404)
    }
}
