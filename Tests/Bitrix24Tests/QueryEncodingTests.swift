import JSON
import Testing

@testable import Bitrix24

@Suite struct QueryEncodingTests {
    @Test(arguments: [
        (#"{}"#, ""),
        (#"{"id":13}"#, "id=13"),
        (#"{"a":"x","b":"y"}"#, "a=x&b=y"),
        (
            #"{"fields":{"TITLE":"HR & Law","PHONE":[{"VALUE":"+7 1","VALUE_TYPE":"WORK"}]}}"#,
            "fields%5BTITLE%5D=HR%20%26%20Law&fields%5BPHONE%5D%5B0%5D%5BVALUE%5D=%2B7%201"
                + "&fields%5BPHONE%5D%5B0%5D%5BVALUE_TYPE%5D=WORK"
        ),
        (#"{"select":["ID","UF_*"]}"#, "select%5B0%5D=ID&select%5B1%5D=UF_%2A"),
        (#"{"filter":{">=id":5,"!%title":"a=b"}}"#, "filter%5B%3E%3Did%5D=5&filter%5B%21%25title%5D=a%3Db"),
        (#"{"t":true,"f":false,"n":null,"e":""}"#, "t=1&f=0&n=&e="),
        (#"{"x":1.5,"y":-3,"z":9007199254740993}"#, "x=1.5&y=-3&z=9007199254740993"),
        (#"{"title":"Отпуск 😀"}"#, "title=%D0%9E%D1%82%D0%BF%D1%83%D1%81%D0%BA%20%F0%9F%98%80"),
        (#"{"a":[[1,2],[3]]}"#, "a%5B0%5D%5B0%5D=1&a%5B0%5D%5B1%5D=2&a%5B1%5D%5B0%5D=3"),
        (
            #"{"filter":{"0":{"logic":"OR","0":{"id":1}}}}"#,
            "filter%5B0%5D%5Blogic%5D=OR&filter%5B0%5D%5B0%5D%5Bid%5D=1"
        ),
        (#"{"t":"~-._"}"#, "t=~-._"), (#"{"t":"a\nb\"'"}"#, "t=a%0Ab%22%27"),
        (#"{"ID":"$result[user][UF_DEPARTMENT][0]"}"#, "ID=$result[user][UF_DEPARTMENT][0]"),
        (#"{"t":"№ $result[a b][ID]!"}"#, "t=%E2%84%96%20$result[a%20b][ID]%21"),
        (#"{"t":"cost: $5"}"#, "t=cost%3A%20%245"),
    ])
    func query(text: String, expected: String) throws {
        let parameters = try #require(try json(text).objectValue)
        #expect(QueryEncoding.query(parameters) == expected)
    }

    @Test(arguments: [
        #"{"typeIds":[]}"#, #"{"fields":{"a":{"b":[]}}}"#, #"{"fields":{}}"#, #"{"a":[1,[]]}"#, #"{"x":1,"f":{}}"#,
    ])
    func inexpressible(text: String) throws {
        let parameters = try #require(try json(text).objectValue)
        #expect(QueryEncoding.query(parameters) == nil)
    }

    @Test func phpDropsVariablesAboveAThousand() {
        func parameters(_ count: Int) -> JSONObject { ["ids": .array((0..<count).map { .integer(Int64($0)) })] }
        #expect(QueryEncoding.query(parameters(1000)) != nil)
        #expect(QueryEncoding.query(parameters(1001)) == nil)
    }

    @Test(arguments: [
        ("crm.item.list", true), ("user_option.get", true), ("a1", true), ("", false), (".a", false), ("a/b", false),
        ("../x", false), ("a?b", false), ("a b", false), ("метод", false), ("a%2e", false),
    ])
    func methodNames(name: String, isValid: Bool) {
        #expect(RequestEncoder.isMethodName(name) == isValid)
    }

    @Test func requestsAreJSONPosts() throws {
        let credential = try Credential(webhook: Secret(webhook))
        let request = try RequestEncoder.request(
            Command("profile"), credential: credential, at: PortalAddress(scheme: "https", domain: "new.example"),
            options: PortalClient.Options(), requestID: "r1")
        #expect(request.method == "POST")
        #expect(request.url == "https://new.example/rest/7/\(secretCode)/profile.json")
        #expect(request.body == Array("{}".utf8))
        #expect(request.headers.contains { $0.name == "Content-Type" && $0.value == "application/json" })
        #expect(!"\(request)".contains(secretCode))
    }
}
