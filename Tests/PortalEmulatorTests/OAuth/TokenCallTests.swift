import JSON
import PortalEmulator
import Testing

/// REST calls that carry a token.
@Suite struct TokenCallTests {
    @Test func theTokenComesInEveryKindOfRequest() async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application()
        let token = try await portal.portal.tokens(for: application, as: .employee).accessToken
        let multipart = "--x\r\nContent-Disposition: form-data; name=\"auth\"\r\n\r\n\(token)\r\n--x--\r\n"
        let requests: [(method: String, target: String, type: String?, body: String)] = [
            ("GET", "/rest/profile?auth=\(token)", nil, ""), ("GET", "/rest/profile.json?auth=\(token)", nil, ""),
            ("GET", "/rest/profile/?auth=\(token)", nil, ""),
            ("POST", "/rest/profile?auth=\(token)", nil, ""),
            ("POST", "/rest/profile", TestPortal.form, "auth=\(token)"),
            ("POST", "/rest/profile", "application/json", "{\"auth\": \"\(token)\"}"),
            ("POST", "/rest/profile", "multipart/form-data; boundary=x", multipart),
            ("POST", "/rest/profile?auth=wrong", TestPortal.form, "auth=\(token)"),
            ("POST", "/rest/batch", TestPortal.form, "auth=\(token)&cmd[a]=profile"),
            ("POST", "/rest/batch", "application/json", "{\"auth\": \"\(token)\", \"cmd\": {\"a\": \"profile\"}}"),
        ]
        for request in requests {
            let answer = try portal.client.send(
                request.method, request.target, type: request.type, body: Array(request.body.utf8))
            #expect(answer.status == 200, "\(request.target): \(answer.text)")
            let result = try answer.json["result"]
            #expect((result?["result"]?["a"] ?? result)?["ID"] == "3", "\(request.target): \(answer.text)")
        }
    }

    /// A token counts for the whole batch; one inside a command is a parameter like any other.
    @Test func commandsOfABatchHaveNoTokensOfTheirOwn() async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application()
        let mine = try await portal.portal.tokens(for: application, as: .employee).accessToken
        let other = try await portal.portal.tokens(for: application, as: .admin).accessToken
        let answer = try portal.call("batch", token: mine, ["cmd": ["a": .string("profile?auth=\(other)")]]).json
        #expect(answer["result"]?["result"]?["a"]?["ID"] == "3")
        let naked = try portal.client.send(
            "POST", "/rest/batch", type: TestPortal.form, body: Array("cmd[a]=profile%3Fauth%3D\(mine)".utf8))
        #expect(naked.status == 401)
        #expect(try naked.json["error"] == "NO_AUTH_FOUND")
    }

    @Test(arguments: [
        ("GET", "/rest/profile", ""), ("GET", "/rest/profile?auth=", ""), ("POST", "/rest/profile", "auth[x]=1"),
        ("POST", "/rest/profile", "AUTH=x"),
    ])
    func withoutTokenThereIsNoAnswer(method: String, target: String, body: String) async throws {
        let portal = try await TestPortal()
        let answer = try portal.client.send(method, target, type: TestPortal.form, body: Array(body.utf8))
        #expect(answer.status == 401)
        #expect(try answer.json["error"] == "NO_AUTH_FOUND")
    }

    @Test func aWebhookComesBeforeAToken() async throws {
        let portal = try await TestPortal()
        let token = try await portal.portal.tokens(for: try await portal.portal.application(), as: .employee)
        let answer = try portal.client.send("GET", "\(portal.path("profile"))?auth=\(token.accessToken)")
        #expect(try answer.json["result"]?["ID"] == "1")
    }

    @Test func theCardDecidesOnTheScopes() async throws {
        let portal = try await TestPortal()
        var application = try await portal.portal.application(scopes: ["user"])
        let token = try await portal.portal.tokens(for: application).accessToken
        #expect(try portal.call("scope", token: token).json["result"] == ["user"])
        let refused = try portal.call("crm.type.list", token: token)
        #expect(refused.status == 403)
        #expect(try refused.json["error"] == "insufficient_scope")
        #expect(
            try portal.call("method.get", token: token, ["name": "crm.type.list"]).json["result"]
                == ["isExisting": true, "isAvailable": false])
        #expect(try portal.call("methods", token: token).json["result"]!.arrayValue!.contains("user.get"))
        application.scopes = ["crm"]
        try await portal.portal.update(application)
        #expect(try portal.call("crm.type.list", token: token).status == 200)
        #expect(try portal.call("user.current", token: token).json["error"] == "insufficient_scope")
        let all = try await portal.portal.tokens(for: try await portal.portal.application())
        #expect(try portal.call("scope", token: all.accessToken).json["result"]!.arrayValue!.count > 20)
    }

    @Test func rightsAreThePersons() async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application()
        for (owner, id, isAdmin) in [(LocalPortal.Owner.admin, "1", true), (.employee, "3", false)] {
            let token = try await portal.portal.tokens(for: application, as: owner).accessToken
            #expect(try portal.call("user.admin", token: token).json["result"] == .bool(isAdmin))
            #expect(try portal.call("user.current", token: token).json["result"]?["ID"] == .string(id))
            #expect(try portal.call("server.time", token: token).status == 200)
            #expect(try portal.call("crm.type.list", token: token).status == (isAdmin ? 200 : 400))
        }
    }

    @Test func methodsForApplicationsAreForThemAlone() async throws {
        let portal = try await TestPortal { $0.plan = .enterprise }
        var application = try await portal.portal.application()
        let token = try await portal.portal.tokens(for: application).accessToken
        let info = try portal.call("app.info", token: token).json
        // The example has no days left to name, and the portal no reset time in it.
        let known: Set<String> = ["time.operating_reset_at", "time.operating"]
        #expect(
            Fixtures.differences(info, from: try Fixtures.load("app.info", "response"), optional: known) == [])
        #expect(info["result"]?["CODE"] == .string(application.clientID))
        #expect(info["result"]?["STATUS"] == "L")
        #expect(info["result"]?["LICENSE"] == "en_ent250")
        application.status = .trial
        application.isPaymentExpired = true
        try await portal.portal.update(application)
        let unpaid = try portal.call("app.info", token: token).json["result"]
        #expect(unpaid?["PAYMENT_EXPIRED"] == "Y")
        #expect(unpaid?["DAYS"] == -1)
        for (method, code, status) in [
            ("app.info", "ACCESS_DENIED", 400), ("event.bind", "ACCESS_DENIED", 400),
            ("pull.application.config.get", "WRONG_AUTH_TYPE", 403), ("placement.bind", "WRONG_AUTH_TYPE", 403),
            ("app.option.get", "AccessException", 400),
        ] {
            let refused = try portal.call(method)
            #expect(refused.status == status, "\(method): \(refused.text)")
            #expect(try refused.json["error"]?.stringValue == code, "\(method)")
            guard method != "app.info" else { continue }
            #expect(try portal.call(method, token: token).json["error"] == "NOT_EMULATED")
        }
    }

    @Test func rest3TakesTheTokenFromTheBody() async throws {
        let portal = try await TestPortal()
        let token = try await portal.portal.tokens(for: try await portal.portal.application()).accessToken
        func ask(_ body: String) throws -> HTTPClient.Response {
            try portal.client.send(
                "POST", "/rest/api/note.document.add", type: "application/json", body: Array(body.utf8))
        }
        let known = try ask("{\"auth\": \"\(token)\"}")
        #expect(known.status == 501)
        #expect(try known.json["error"]?["code"] == "NOT_EMULATED")
        let unknown = try ask("{\"auth\": \"wrong\"}")
        #expect(unknown.status == 401)
        #expect(try unknown.json["error"]?["code"] == "invalid_token")
        #expect(try ask("{}").json["error"]?["code"] == "NO_AUTH_FOUND")
    }

    @Test func parametersOfTheMethodDoNotHoldTheToken() async throws {
        let portal = try await TestPortal { $0.choices.ignoresUnknownConditions = false }
        let token = try await portal.portal.tokens(for: try await portal.portal.application()).accessToken
        let people = try portal.call("user.get", token: token, ["ID": 3]).json
        #expect(people["result"]?.arrayValue?.count == 1, "\(people)")
    }

    /// The resource limit counts run time for each method of each application (`limits`).
    @Test func runTimeCountsForTheApplication() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.clock = clock.clock
            $0.enforcesLimits = true
        }
        let first = try await portal.portal.application()
        let second = try await portal.portal.application()
        let tokens = [
            try await portal.portal.tokens(for: first), try await portal.portal.tokens(for: first, as: .employee),
            try await portal.portal.tokens(for: second),
        ]
        clock.setStep(200)
        #expect(try portal.call("profile", token: tokens[0].accessToken).status == 200)
        clock.setStep(0)
        let times = try tokens.map {
            try portal.call("profile", token: $0.accessToken).json["time"]?["operating"]?.numberValue
        }
        #expect(times[0]! > 0)
        #expect(times[1] == times[0], "people of one application share it")
        #expect(times[2] == 0)
    }
}
