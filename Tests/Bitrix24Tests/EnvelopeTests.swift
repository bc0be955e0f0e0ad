import JSON
import Testing

@testable import Bitrix24

@Suite struct EnvelopeTests {
    private func read(_ text: String, status: Int = 200) -> Result<Envelope, EnvelopeFault> {
        Envelope.read(HTTPResponse(status: status, body: Array(text.utf8)))
    }

    @Test(
        arguments: [
            (#"{"result":{"type":{"id":13}},"time":{"start":1.5}}"#, #"{"type":{"id":13}}"#, nil, nil),
            (#"{"result":[1,2],"total":120,"next":50}"#, "[1,2]", 120, 50),
            (#"{"result":[],"total":"7","next":"50"}"#, "[]", 7, 50),
            (#"{"result":null}"#, "null", nil, nil), (#"{"result":true}"#, "true", nil, nil),
            (#"{"result":42,"error":null}"#, "42", nil, nil),
            (#"{"result":42,"error":"","error_description":""}"#, "42", nil, nil),
            ("\u{FEFF}{\"result\":1}", "1", nil, nil),
        ] as [(String, String, Int?, Int?)])
    func success(text: String, result: String, total: Int?, next: Int?) throws {
        let envelope = try read(text).get()
        #expect(String(decoding: envelope.result.bytes, as: UTF8.self) == result)
        #expect(envelope.total == total)
        #expect(envelope.next == next)
    }

    @Test(
        arguments: [
            (400, #"{"error":"NOT_FOUND","error_description":"No such"}"#, "NOT_FOUND", "No such", [:]),
            (200, #"{"error":"ERROR_X","error_description":"with status 200"}"#, "ERROR_X", "with status 200", [:]),
            (200, #"{"result":1,"error":"ERROR_X"}"#, "ERROR_X", "", [:]),
            (400, #"{"error":"","error_description":"Only text"}"#, "", "Only text", [:]),
            (400, #"{"error":"0","error_description":"Only text"}"#, "", "Only text", [:]),
            (400, #"{"error":0,"error_description":"Only text"}"#, "", "Only text", [:]),
            (400, #"{"error":100,"error_description":"Could not find"}"#, "100", "Could not find", [:]),
            (400, #"{"error":"E","error_description":"a<br>b<br />c"}"#, "E", "a\nb\nc", [:]),
            (
                400,
                #"{"error":"ERROR_ARGUMENT","error_description":"x","argument":"ENTITY","problem":"list_stalled","n":5,"l":[1]}"#,
                "ERROR_ARGUMENT", "x", ["argument": "ENTITY", "n": "5", "l": "[1]"]
            ),
            (
                400,
                #"{"error":{"code":"V3","message":"Bad","validation":[{"message":"m","field":"title"}]}}"#,
                "V3", "Bad\ntitle: m", ["field": "title", "validation": #"[{"message":"m","field":"title"}]"#]
            ),
            (500, #"{"error":"INTERNAL_SERVER_ERROR"}"#, "INTERNAL_SERVER_ERROR", "", [:]),
        ] as [(Int, String, String, String, [String: String])])
    func portalFault(status: Int, text: String, code: String, description: String, details: [String: String]) throws {
        guard case .failure(.portal(let fault)) = read(text, status: status) else {
            Issue.record("not a fault")
            return
        }
        #expect(fault.code == code)
        #expect(fault.description == description)
        #expect(fault.details == details)
    }

    @Test(
        arguments: [
            (
                502, "<html><head><title>Bad Gateway</title><style>p{}</style></head><body>nginx</body></html>",
                .answerNotJSON, "Bad Gateway nginx"
            ),
            (200, "", .answerNotJSON, "(empty)"), (200, "{\"result\":", .answerNotJSON, "{\"result\":"),
            (200, "[]", .answerNotJSON, "[]"), (200, "\"x\"", .answerNotJSON, "\"x\""),
            (200, "{}", .answerWithoutResult, "{}"), (200, #"{"time":{}}"#, .answerWithoutResult, #"{"time":{}}"#),
            (500, #"{"result":1}"#, .answerWithoutResult, #"{"result":1}"#),
            (200, "<p>/rest/1/abcdef/ moved</p>", .answerNotJSON, "/rest/1/***/ moved"),
        ] as [(Int, String, PortalError.Problem, String)])
    func unexpected(status: Int, text: String, problem: PortalError.Problem, excerpt: String) {
        guard case .failure(.finding(let found, let shown)) = read(text, status: status) else {
            Issue.record("not a finding")
            return
        }
        #expect(found == problem)
        #expect(shown == excerpt)
    }

    @Test func operatingResetIsReadFromErrorsToo() {
        let text = #"{"error":"OPERATION_TIME_LIMIT","error_description":"","time":{"operating_reset_at":1800000100}}"#
        guard case .failure(.portal(let fault)) = read(text, status: 429) else {
            Issue.record("not a fault")
            return
        }
        #expect(fault.operatingResetAt == 1_800_000_100)
        #expect(fault.details.isEmpty)
    }
}
