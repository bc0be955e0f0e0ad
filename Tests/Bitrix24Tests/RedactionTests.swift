import Testing

@testable import Bitrix24

@Suite struct RedactionTests {
    @Test(arguments: [
        ("https://a.b/rest/1/abc/crm.item.list", "https://a.b/rest/1/***/crm.item.list"),
        ("https://a.b/rest/1/abc", "https://a.b/rest/1/***"),
        (
            "https://a.b/rest/api/1/abc/x and https://c.d/rest/2/def/",
            "https://a.b/rest/api/1/***/x and https://c.d/rest/2/***/"
        ),
        (#"{"url":"https:\/\/a.b\/rest\/1\/abc\/profile"}"#, #"{"url":"https:\/\/a.b\/rest\/1\/***\/profile"}"#),
        ("?u=https%3A%2F%2Fa.b%2Frest%2F1%2Fabc%2Fprofile&x=1", "?u=https%3A%2F%2Fa.b%2Frest%2F1%2F***%2Fprofile&x=1"),
        ("/REST/1/abc/", "/REST/1/***/"), ("(/rest/1/abc?x=1)", "(/rest/1/***?x=1)"),
        ("<a href='/rest/1/abc/'>", "<a href='/rest/1/***/'>"),
        ("https://a.b/rest/crm.item.list", "https://a.b/rest/crm.item.list"),
        ("/rest/1/***/x", "/rest/1/***/x"), ("a=b", "a=b"), ("/rest/", "/rest/"), ("/rest/12", "/rest/12"),
        ("auth=x&y=1", "auth=***&y=1"), ("?AUTH=x", "?AUTH=***"), ("author=me", "author=me"),
        ("oauth=me", "oauth=me"), (#"{"auth":"x","y":1}"#, #"{"auth":"***","y":1}"#),
        (#""access_token" : "x""#, #""access_token" : "***""#),
        ("refresh_token=abc client_secret=d", "refresh_token=*** client_secret=***"),
        ("'http://anna:secret@proxy:3128': no", "'http://***@proxy:3128': no"), ("https://a.b/@x", "https://a.b/@x"),
        ("see https://a.b or mail x@y.z", "see https://a.b or mail x@y.z"),
        ("авторизация: «/rest/1/abc», «auth=x»", "авторизация: «/rest/1/***», «auth=***»"), ("", ""),
    ])
    func redacted(text: String, expected: String) {
        #expect(Redaction.redact(text) == expected)
        #expect(Redaction.redact(expected) == expected)
    }

    @Test func aKnownSecretIsFoundAnywhere() throws {
        let credential = try Credential(webhook: Secret(webhook))
        #expect(credential.redacting("code \(secretCode) is wrong") == "code *** is wrong")
    }
}
