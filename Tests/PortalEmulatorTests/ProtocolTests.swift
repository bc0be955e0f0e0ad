import JSON
import Localization
import PortalEmulator
import Testing

/// Addresses, bodies, credentials and the envelope.
@Suite struct ProtocolTests {
    private let form = "application/x-www-form-urlencoded"

    @Test func everyKindOfRequestReachesTheMethod() async throws {
        let portal = try await TestPortal()
        let path = portal.path("crm.category.get")
        let multipart = """
            --xyz\r\nContent-Disposition: form-data; name="entityTypeId"\r\n\r\n1036\r\n\
            --xyz\r\nContent-Disposition: form-data; name="id"\r\n\r\n12\r\n\
            --xyz\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nignored\r\n--xyz--\r\n
            """
        let requests: [(method: String, target: String, type: String?, body: String)] = [
            ("GET", "\(path)?entityTypeId=1036&id=12", nil, ""),
            ("GET", "\(path).json?entityTypeId=1036&id=12", nil, ""),
            ("GET", "\(path)/?entityTypeId=1036&id=12", nil, ""),
            ("GET", "\(portal.path("CRM.Category.Get"))?entityTypeId=1036&id=12", nil, ""),
            ("POST", path, form, "entityTypeId=1036&id=12"),
            ("POST", path, "application/json", #"{"entityTypeId": 1036, "id": "12"}"#),
            ("POST", path, "application/json; charset=utf-8", #"{"entityTypeId": "1036", "id": 12}"#),
            ("POST", path, "multipart/form-data; boundary=xyz", multipart),
            ("POST", "\(path)?entityTypeId=7&id=12", form, "entityTypeId=1036"),
        ]
        for request in requests {
            let answer = try portal.client.send(
                request.method, request.target, type: request.type, body: Array(request.body.utf8))
            #expect(answer.status == 200, "\(request): \(answer.text)")
            #expect(try answer.json["result"]?["category"]?["name"] == "Everyday purchases")
            #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
        }
    }

    @Test func bracketNotationNests() async throws {
        let portal = try await TestPortal()
        let query =
            "filter%5B0%5D%5Blogic%5D=OR&filter%5B0%5D%5B0%5D%5B%25title%5D=Leave&filter[0][1][id]=8"
            + "&order[id]=DESC&select[]=id&select[]=title"
        let types = try portal.client.send("GET", "\(portal.path("crm.type.list"))?\(query)").json["result"]!["types"]!
        #expect(types.arrayValue!.map { $0["id"] } == [8, 2])
        let made = try portal.client.send(
            "POST", portal.path("crm.automatedsolution.add"), type: form,
            body: Array("fields[title]=A+%26+%D0%91&fields[typeIds][]=2&fields[typeIds][]=8".utf8))
        #expect(try made.json["result"]?["automatedSolution"]?["title"] == "A & Б")
        #expect(try made.json["result"]?["automatedSolution"]?["typeIds"] == [2, 8])
    }

    @Test func xmlIsAnAnswerFormat() async throws {
        let portal = try await TestPortal()
        _ = try portal.result("crm.type.update", ["id": 2, "fields": ["title": "<A & B>"]])
        let answer = try portal.client.send("GET", "\(portal.path("crm.type.get")).xml?id=2")
        #expect(answer.headers["content-type"] == "text/xml; charset=utf-8")
        #expect(answer.text.contains("<title>&lt;A &amp; B&gt;</title>"))
        #expect(answer.text.contains("<item key=\"TASKS_TASK|UF_CRM_TASK\">N</item>"))
    }

    @Test func wrongCredentialsAreRefused() async throws {
        let portal = try await TestPortal()
        let path = portal.path("")
        let code = path.split(separator: "/").last!
        let cases: [(target: String, code: String, status: Int)] = [
            ("/rest/1/wrongcode/profile", "INVALID_CREDENTIALS", 401),
            ("/rest/2/\(code)/profile", "INVALID_CREDENTIALS", 401),
            ("/rest/x/\(code)/profile", "INVALID_CREDENTIALS", 401), ("/rest/profile", "NO_AUTH_FOUND", 401),
            ("/rest/profile?auth=abc", "invalid_token", 401), ("\(path)crm.nothing.get", "ERROR_METHOD_NOT_FOUND", 404),
            ("\(path)main.eventlog.list", "ERROR_METHOD_NOT_FOUND", 404),
            ("\(path)crm.deal.list", "NOT_EMULATED", 501), ("\(path)event.bind", "ACCESS_DENIED", 400),
        ]
        for item in cases {
            let answer = try portal.client.send("GET", item.target)
            #expect(answer.status == item.status, "\(item): \(answer.text)")
            #expect(try answer.json["error"] == .string(item.code))
        }
        let other = try await TestPortal { $0.choices.invalidCredentialsStatus = 403 }
        #expect(try other.client.send("GET", "/rest/1/wrongcode/profile").status == 403)
    }

    @Test func codesArePerPortal() async throws {
        let first = try await TestPortal()
        let second = try await TestPortal()
        #expect(first.path("") != second.path(""))
        #expect(try second.client.send("GET", first.path("profile")).status == 401)
        #expect(try await first.portal.webhook() == first.portal.webhook(.admin))
        #expect(try await first.portal.webhook(.admin, scopes: ["crm"]) != first.portal.webhook())
    }

    @Test func scopesAreChecked() async throws {
        let portal = try await TestPortal()
        let path = TestPortal.path(try await portal.portal.webhook(.admin, scopes: ["user"]))
        let answer = try portal.client.send("GET", "\(path)crm.type.list")
        #expect(answer.status == 403)
        #expect(try answer.json["error"] == "insufficient_scope")
        #expect(try portal.client.send("GET", "\(path)profile").status == 200)
    }

    @Test func webhooksExpire() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal { $0.clock = clock.clock }
        let path = TestPortal.path(try await portal.portal.webhook(.employee, expires: 1_760_000_100))
        #expect(try portal.client.send("GET", "\(path)profile").status == 200)
        clock.advance(200)
        let answer = try portal.client.send("GET", "\(path)profile")
        #expect(answer.status == 401)
        #expect(try answer.json["error"] == "INVALID_CREDENTIALS")
    }

    @Test func otherAddressesAndMethods() async throws {
        let portal = try await TestPortal()
        #expect(try portal.client.send("GET", "/").status == 404)
        #expect(try portal.client.send("GET", "/rest").status == 404)
        #expect(try portal.client.send("GET", "/rest/1/2/3/4/5").status == 404)
        #expect(try portal.client.send("PUT", portal.path("profile")).status == 405)
    }

    @Test(arguments: [
        ("crm.type.list", "{}", 404, "ERROR_METHOD_NOT_FOUND"), ("tasks.task.get", "{}", 501, "NOT_EMULATED"),
        ("note.document.add", "{}", 501, "NOT_EMULATED"),
        ("note.document.add", "{", 400, "BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION"),
    ])
    func rest3RefusesWithAnObject(method: String, body: String, status: Int, code: String) async throws {
        let portal = try await TestPortal()
        let answer = try portal.client.send(
            "POST", "/rest/api\(portal.path(method).dropFirst(5))", type: "application/json", body: Array(body.utf8))
        #expect(answer.status == status)
        #expect(try answer.json["error"]?["code"]?.stringValue == code)
        let stranger = try portal.client.send("POST", "/rest/api/1/wrong/\(method)", type: "application/json")
        #expect(stranger.status == 401)
    }

    @Test func brokenBodiesCountAsNoParameters() async throws {
        let portal = try await TestPortal()
        func send(_ portal: TestPortal) throws -> HTTPClient.Response {
            try portal.client.send(
                "POST", portal.path("crm.type.get"), type: "application/json", body: Array("{\"id\":".utf8))
        }
        #expect(try send(portal).json["error"] == "100")
        let strict = try await TestPortal { $0.choices.ignoresMalformedBodies = false }
        #expect(try send(strict).json["error"] == "INVALID_REQUEST")
    }

    @Test func connectionsStayOpenAndAnswerInOrder() async throws {
        let portal = try await TestPortal()
        let connection = try portal.client.open()
        for id in [2, 3] {
            try connection.write("POST", portal.path("crm.type.get"), type: form, body: Array("id=\(id)".utf8))
            #expect(try connection.read().json["result"]?["type"]?["id"] == .integer(Int64(id)))
        }
        try connection.write("GET", portal.path("crm.type.get?id=5"))
        try connection.write("GET", portal.path("crm.type.get?id=8"))
        #expect(try connection.read().json["result"]?["type"]?["id"] == 5)
        #expect(try connection.read().json["result"]?["type"]?["id"] == 8)
    }

    @Test func garbageIsNoRequest() async throws {
        let portal = try await TestPortal()
        let connection = try portal.client.open()
        try connection.write(raw: Array("\u{1}\u{2} nonsense\r\n\r\n".utf8))
        #expect(try connection.read().status == 400)
        #expect(try portal.call("profile").status == 200)
    }

    @Test func manyConnectionsWriteAtOnce() async throws {
        let portal = try await TestPortal()
        let ids = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for task in 0..<8 {
                group.addTask {
                    let fields: JSONValue = ["fields": ["title": .string("From \(task)")]]
                    return try (0..<25).map { _ in
                        try portal.result("crm.automatedsolution.add", fields)["automatedSolution"]!["id"]!
                            .integerValue!
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(ids) == Set(5..<205))
    }

    @Test func largeBodiesAreTakenAndHugeOnesRefused() async throws {
        let portal = try await TestPortal()
        let title = String(repeating: "x", count: 2_000_000)
        let body = JSONWriter.bytes(["fields": ["title": .string(title)]])
        let connection = try portal.client.open()
        try connection.write(
            "POST", portal.path("crm.automatedsolution.add"), type: "application/json", body: body,
            headers: ["Expect: 100-continue"])
        #expect(try connection.read().status == 200)
        let huge = try portal.client.open()
        try huge.write(
            "POST", portal.path("profile"), type: form, body: [UInt8](repeating: UInt8(ascii: "x"), count: 33 << 20))
        #expect(try huge.read().status == 413)
    }

    @Test func theTimeMemberTellsWhatTheClockSaid() async throws {
        let clock = VirtualClock(1_722_848_533, step: 0.25)
        let portal = try await TestPortal {
            $0.clock = clock.clock
            $0.choices.timeZoneOffset = -(3600 + 1800)
        }
        let time = try portal.call("profile").json["time"]!
        #expect(time["duration"]!.numberValue! > 0)
        #expect(time["processing"]?.numberValue == 0.25)
        #expect(time["operating"]?.numberValue == 0.25)
        #expect(time["date_start"]!.stringValue!.hasPrefix("2024-08-05T07:3"))
        #expect(time["date_start"]!.stringValue!.hasSuffix("-01:30"))
        #expect(time["operating_reset_at"]!.integerValue! >= Int64(time["start"]!.numberValue!) + 600)
        let box = try await TestPortal { $0.flavour = .box }
        #expect(try box.call("profile").json["time"]?["operating"] == nil)
    }

    @Test func theLogHoldsNoSecrets() async throws {
        let lines = Lines()
        let portal = try await TestPortal { $0.log = { lines.add($0.description) } }
        _ = try portal.call("crm.type.get", ["id": 2])
        try portal.expectError(0, "crm.type.get", ["id": 999])
        let log = lines.all
        #expect(log.count == 2)
        #expect(log[0].hasPrefix("/rest/1/***/crm.type.get 200 "))
        #expect(log[1].hasPrefix("/rest/1/***/crm.type.get 400 0 "))
        let code = portal.path("").split(separator: "/").last!
        #expect(!log.joined().contains(code))
    }

    @Test func errorsSpeakTheLanguageOfThePortal() async throws {
        let portal = try await TestPortal { $0.language = .ru }
        let error = try portal.call("crm.type.get", ["id": 999]).json
        #expect(error == ["error": 0, "error_description": "Смарт-процесс не найден"])
        let filter = try portal.call("crm.type.list", ["filter": ["nothing": 1]]).json["error_description"]
        #expect(filter == "Invalid filter: field 'nothing' is not allowed in filter", "these are English everywhere")
    }
}
