import JSON
import PortalEmulator
import Testing

/// Whatever is sent to whichever method, the portal answers with JSON and never breaks.
@Suite struct RobustnessTests {
    private static let shapes: [JSONValue] = [
        nil, true, 0, -1, 13, 1.5, "", "x", "13", 9_223_372_036_854_775_807, -9_223_372_036_854_775_808, 1e308,
        "9223372036854775807", "0001-01-01", "9999-12-31T23:59:59+00:00", "\u{0}", [], [1, "a", nil, [[]]], [:],
        ["0": ["logic": "OR", "0": [:]], "%title": [1], "id": nil, "": "", "ID": ["x": 1], "@id": [nil, "'; --"]],
    ]

    private static let names = [
        "id", "ID", "entityTypeId", "fields", "field", "filter", "FILTER", "order", "select", "start", "START", "data",
        "moduleId", "cmd", "ACCESS", "name", "scope", "userId", "extras", "params", "GROUP_ID", "sort",
        "useOriginalUfNames",
        "entityId", "CODE", "full",
    ]

    @Test func nonsenseIsRefusedNotFatal() async throws {
        let lines = Lines()
        let portal = try await TestPortal {
            $0.log = { if let failure = $0.failure { lines.add("\($0): \(failure)") } }
        }
        let methods = try portal.result("methods", ["full": true]).arrayValue!.map { $0.stringValue! }
        #expect(methods.count > 30)
        let usual: JSONValue = [
            "moduleId": "crm", "entityTypeId": 1036, "id": 1, "fields": ["title": "x"], "field": ["entityId": "CRM_3"],
        ]
        let connection = try portal.client.open()
        for method in methods {
            for (index, shape) in Self.shapes.enumerated() {
                // Half of the parameters are nonsense while the others make sense or are missing.
                for part in 0..<2 {
                    var parameters = usual.objectValue!
                    for (position, name) in Self.names.enumerated() where position % 2 == part {
                        parameters[name] = shape
                    }
                    try connection.write(
                        "POST", portal.path(method), type: "application/json",
                        body: JSONWriter.bytes(.object(parameters)))
                    let answer = try connection.read()
                    #expect(
                        [200, 400, 403, 404].contains(answer.status),
                        "\(method) with \(index).\(part): \(answer.status) \(answer.text)")
                    // Reading every page of elements would only take time.
                    if answer.body.count < 2000 { #expect(throws: Never.self) { try answer.json } }
                }
            }
        }
        #expect(lines.all == [])
        #expect(try portal.call("profile").status == 200)
    }

    @Test func garbageAfterTheQuestionMark() async throws {
        let portal = try await TestPortal()
        for query in [
            "&&&=&==", "%", "%zz=%1", "a[=1", "a]=1", "a[b=1", "[a]=1", "filter[][][][]=1", "filter=1&filter[id]=2",
            "filter[id]=2&filter=1", "start=-5", "start=99999999999999999999", "order[id]=", "filter[=id]=%00",
        ] {
            let answer = try portal.client.send("GET", "\(portal.path("crm.type.list"))?\(query)")
            #expect([200, 400].contains(answer.status), "\(query): \(answer.text)")
        }
    }
}
