import JSON
import Testing

@testable import PortalEmulator

@Suite struct PHPQueryTests {
    @Test(
        arguments: [
            ("", [:]), ("a=1", ["a": "1"]), ("a", ["a": ""]), ("a=", ["a": ""]), ("a=1&a=2", ["a": "2"]), ("=1&&", [:]),
            ("a=b=c", ["a": "b=c"]), ("a=1+2%2B3", ["a": "1 2+3"]), ("%D0%B0=%D0%91", ["а": "Б"]),
            ("a=100%", ["a": "100%"]),
            ("a=%zz", ["a": "%zz"]), ("a[]=1&a[]=2", ["a": ["1", "2"]]),
            ("a[x]=1&a[y]=2", ["a": ["x": "1", "y": "2"]]),
            ("a[0]=1&a[1]=2", ["a": ["1", "2"]]), ("a[1]=1", ["a": ["1": "1"]]),
            ("a[5]=x&a[]=y", ["a": ["5": "x", "6": "y"]]),
            ("a[b][c][]=1&a[b][c][]=2", ["a": ["b": ["c": ["1", "2"]]]]), ("a[%3E%3Did]=3", ["a": [">=id": "3"]]),
            ("a.b=1&c d=2", ["a_b": "1", "c_d": "2"]), ("a[x.y]=1", ["a": ["x.y": "1"]]),
            ("a[9223372036854775807]=x", ["a": ["9223372036854775807": "x"]]),
            ("a=1&a[b]=2", ["a": ["b": "2"]]),
            ("a[b]=2&a=1", ["a": "1"]), ("0=x&1=y", ["0": "x", "1": "y"]), ("a[b=1", ["a_b": "1"]),
        ] as [(String, JSONValue)])
    func parses(query: String, expected: JSONValue) {
        #expect(JSONValue.object(PHPQuery.parse(query.utf8)) == expected)
    }

    @Test func depthIsBounded() {
        let query = "a" + String(repeating: "[b]", count: 300_000) + "=1"
        #expect(!PHPQuery.parse(query.utf8).isEmpty)
    }
}
