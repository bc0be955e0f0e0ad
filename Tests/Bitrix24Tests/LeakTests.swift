import JSON
import Localization
import Testing

@testable import Bitrix24

/// The code of the webhook appears in no text that the client makes, whatever the portal or the transport say.
@Suite struct LeakTests {
    private static let url = "https://demo.bitrix24.com/rest/7/\(secretCode)/profile.json"

    @Test(
        arguments: [
            .json("<html>No \(url) here, code \(secretCode)</html>", status: 404),
            .json(
                #"{"error":"WRONG \#(secretCode)","error_description":"\#(url) failed","argument":"\#(url)"}"#,
                status: 400),
            .json(
                #"{"error":{"code":"X","message":"\#(secretCode)","validation":[{"field":"\#(secretCode)"}]}}"#,
                status: 400),
            .failure(TransportError(kind: .connect, requestMayHaveBeenSent: false, text: "Failed: \(url)")),
            .failure(TransportError(kind: .timeout, requestMayHaveBeenSent: true, text: "\(secretCode)")),
            .response(HTTPResponse(status: 302, headers: [("location", "http://x/rest/7/\(secretCode)/")])),
            .response(HTTPResponse(status: 302, headers: [("location", "https://x/login?back=\(secretCode)")])),
        ] as [FakeTransport.Reply])
    func errors(reply: FakeTransport.Reply) async throws {
        let client = try makeClient(FakeTransport([reply]))
        let error = try #require(await portalError { try await client.call(Command("profile")) })
        var texts = ["\(error)", String(reflecting: error), error.description]
        texts += Language.allCases.flatMap { [error.message($0), error.hint($0)] }
        var dumped = ""
        dump(error, to: &dumped)
        for text in texts + [dumped] { #expect(!text.contains(secretCode)) }
    }

    /// Links to files come with the webhook in them (`urlMachine`, `DOWNLOAD_URL`).
    @Test(arguments: [
        #"{"result":{"urlMachine":"https:\/\/demo.bitrix24.com\/rest\/7\/\#(secretCode)\/f\/?token=a"}}"#,
        #"{"result":["https://demo.bitrix24.com/rest/7/\#(secretCode)/x","\#(secretCode)\#(secretCode)"]}"#,
    ])
    func results(answer: String) async throws {
        let response = try await makeClient(FakeTransport([.json(answer)])).call(Command("crm.item.get"))
        let text = String(decoding: response.result.bytes, as: UTF8.self)
        #expect(text.contains("***") && !text.contains(secretCode), "\(text)")
        #expect(text == answer.dropFirst(10).dropLast().replacing(secretCode, with: "***"))
    }

    @Test func aShortCodeHidesInAddressesOnly() async throws {
        let credential = try Credential(webhook: Secret("http://127.0.0.1/rest/12/demo/"))
        var body = Array(#"["demo","/rest/12/demo/x","\/rest\/12\/demo\/x","rest/12/demo","/test/12/demo"]"#.utf8)
        credential.conceal(in: &body)
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"["demo","/rest/12/***/x","\/rest\/12\/***\/x","rest/12/***","/test/12/demo"]"#)
    }

    @Test func valuesThatHoldTheCredential() throws {
        let transport = FakeTransport([.json("{}")])
        let client = try makeClient(transport)
        let request = HTTPRequest(method: "POST", url: Self.url)
        let pages = client.pages(Command("crm.type.list"))
        for value in [client, request, pages, pages.makeAsyncIterator(), client.credential] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(reflecting: value), dumped] { #expect(!text.contains(secretCode)) }
        }
    }
}
