import JSON
import Localization
import Testing

@testable import b24

@Suite struct ParameterWordsTests {
    @Test(arguments: [
        (["id=13"], #"{"id":"13"}"#),
        (["id:=13"], #"{"id":13}"#),
        (["fields.title=HR", "fields.typeIds:=[13,14]"], #"{"fields":{"title":"HR","typeIds":[13,14]}}"#),
        (["fields[title]=HR", "fields[x][y]=1"], #"{"fields":{"title":"HR","x":{"y":"1"}}}"#),
        (["filter[>=id]=5"], #"{"filter":{">=id":"5"}}"#),
        (["filter.>=id=5"], #"{"filter":{">=id":"5"}}"#),
        (["filter.!=id:=5"], #"{"filter":{"!=id":5}}"#),
        (["filter.=title=a=b"], #"{"filter":{"=title":"a=b"}}"#),
        (["typeIds[]=13", "typeIds[]=14"], #"{"typeIds":["13","14"]}"#),
        (["typeIds[1]=b", "typeIds[0]=a"], #"{"typeIds":["a","b"]}"#),
        (["filter[0][id]=1", "filter[logic]=OR"], #"{"filter":{"0":{"id":"1"},"logic":"OR"}}"#),
        (["text="], #"{"text":""}"#),
        (["on:=true", "none:=null"], #"{"on":true,"none":null}"#),
        (["url=https://example.com/?a=1"], #"{"url":"https://example.com/?a=1"}"#),
        ([], "{}"),
    ])
    func objects(words: [String], expected: String) throws {
        #expect(JSONWriter.string(.object(try ParameterWords.object(words))) == expected)
    }

    @Test(arguments: [
        (["title"], "'title' is no parameter"),
        (["=x"], "'=x' is no parameter"),
        (["[0]=x"], "'[0]=x' is no parameter"),
        (["a[b=1"], "'a[b=1' is no parameter"),
        (["a:=yes"], "'a:=yes': not JSON"),
        (["a=1", "a=2"], "'a=2': this parameter has a value already"),
        (["a=1", "a.b=2"], "'a.b=2': this parameter has a value already"),
        (["@/no/such/file.json"], "there is no file"),
    ])
    func offences(words: [String], message: String) {
        let error = #expect(throws: Complaint.self) { try ParameterWords.object(words) }
        #expect(error?.text.en.hasPrefix(message) == true, "\(error?.text.en ?? "")")
    }
}
