import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct JournalPartsTests {
    /// The vectors of RFC 9923 and of the algorithm's authors.
    @Test(arguments: [
        ("", "6c62272e07bb014262b821756295c58d"), ("a", "d228cb696f1a8caf78912b704e4a8964"),
        ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
    ])
    func hashes(text: String, digits: String) {
        #expect(ContentHash(text.utf8).description == "fnv1a-128:" + digits)
    }

    @Test func recordsHoldNoCredentials() {
        let command = Command(
            "event.bind",
            [
                "handler": "https://demo.bitrix24.example/rest/7/abcsecret123code/profile", "auth": "abcsecret123code",
                "list": [["client_secret": "abcsecret123code"]],
            ])
        let kept = JournalText.kept(command)
        #expect(!JSONWriter.string(.object(kept.parameters)).contains("abcsecret"))
        #expect(kept == JournalText.kept(command))
    }

    @Test func contentsOfFilesAreCutButStillTellApart() {
        let long = String(repeating: "x", count: JournalText.longest + 1)
        let one = JournalText.kept(Command("disk.folder.uploadfile", ["fileContent": .string(long)]))
        let other = JournalText.kept(Command("disk.folder.uploadfile", ["fileContent": .string(long + "y")]))
        #expect(JournalText.isCut(one))
        #expect(one != other)
        #expect(JSONWriter.string(.object(one.parameters)).utf8.count < 500)
        #expect(!JournalText.isCut(JournalText.kept(Command("x", ["a": "short"]))))
    }

    private static func row(_ fields: (String, LuaValue)...) -> LuaValue { .table(LuaTable(fields: fields)) }

    @Test func keysOfItems() throws {
        let items: [LuaValue] = [
            .string("a"), .integer(7), .number(1.5), Self.row(("id", .integer(1)), ("ID", .integer(2))),
            Self.row(("ID", .string("x"))), Self.row(("key", .string("k"))),
        ]
        #expect(try ItemKeys.keys(items, field: nil, areKeys: false) == ["a", "7", "1.5", "1", "x", "k"])
        #expect(try ItemKeys.keys([Self.row(("name", .string("n")))], field: "name", areKeys: false) == ["n"])
    }

    @Test func itemsWithoutAKeyOrWithTheSame() {
        func text(_ items: [LuaValue], field: String? = nil, areKeys: Bool = false) -> String {
            do {
                return "\(try ItemKeys.keys(items, field: field, areKeys: areKeys))"
            } catch {
                return (error as? ModuleError)?.text[.en] ?? "\(error)"
            }
        }
        #expect(text([Self.row(("name", .string("n")))]).hasPrefix("Item 1 has nothing that tells it"))
        #expect(text([.string("")]).hasPrefix("Item 1 has nothing"))
        #expect(text([.string("a")], field: "name") == "Item 1 has no name that is text or a number.")
        #expect(text([.boolean(false)], areKeys: true).hasPrefix("The key function gave neither"))
        #expect(text([.integer(1), .string("b"), .string("1")]) == "Items 1 and 3 have the same key \"1\".")
    }
}
