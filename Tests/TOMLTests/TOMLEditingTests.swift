import Testing

@testable import TOML

@Suite struct TOMLEditingTests {
    static let text = """
        # My portals.
        default_profile = "acme"  # the usual one

        # The main one.
        [profiles.acme]
        domain   = "acme.bitrix24.com"   # since 2019
        plan = "basic"
        # read_only = true

        # ---- for tests ----

        # Box.
        [profiles."my box"]
        domain = 'box.example.com'
        """

    private func changed(
        _ text: String = text, _ change: (TOMLDocument) -> String?
    ) throws -> String? {
        let result = change(try TOMLDocument(text))
        // Whatever comes out is TOML.
        if let result { _ = try TOMLDocument(result) }
        return result
    }

    private func lines(_ result: String?, _ original: String = text) -> (gone: [String], new: [String]) {
        let before = original.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let after = (result ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let difference = after.difference(from: before)
        func texts(_ changes: [CollectionDifference<String>.Change]) -> [String] {
            changes.map {
                if case .insert(_, let text, _) = $0 {
                    text
                } else if case .remove(_, let text, _) = $0 {
                    text
                } else {
                    ""
                }
            }
        }
        return (texts(difference.removals), texts(difference.insertions))
    }

    @Test func aValueIsReplacedWhereItStands() throws {
        let result = try changed { $0.setting(["profiles", "acme", "domain"], to: .string("new.bitrix24.com")) }
        #expect(lines(result).gone == [#"domain   = "acme.bitrix24.com"   # since 2019"#])
        #expect(lines(result).new == [#"domain   = "new.bitrix24.com"   # since 2019"#])
        let top = try changed { $0.setting(["default_profile"], to: .string("my box")) }
        #expect(lines(top).new == [#"default_profile = "my box"  # the usual one"#])
    }

    @Test func aNewKeyStandsBehindTheLastOfItsSection() throws {
        let result = try changed { $0.setting(["profiles", "acme", "protected"], to: .boolean(true)) }
        #expect(result?.contains("plan = \"basic\"\nprotected = true\n# read_only") == true, "\(result ?? "")")
        let last = try changed { $0.setting(["profiles", "my box", "plan"], to: .string("box")) }
        #expect(last?.hasSuffix("domain = 'box.example.com'\nplan = \"box\"\n") == true, "\(last ?? "")")
        let top = try changed { $0.setting(["store"], to: .string("keyring")) }
        #expect(top?.contains("# the usual one\nstore = \"keyring\"\n\n# The main") == true, "\(top ?? "")")
    }

    @Test func aKeyOfTheTopGetsItsPlaceAboveTheFirstHeader() throws {
        #expect(try changed("") { $0.setting(["a"], to: .boolean(true)) } == "a = true\n")
        #expect(
            try changed("# all\n\n# first\n[x]\n") { $0.setting(["a"], to: .boolean(true)) }
                == "# all\n\na = true\n\n# first\n[x]\n")
        #expect(try changed("# all") { $0.setting(["a"], to: .boolean(true)) } == "# all\na = true\n")
    }

    @Test func tablesAreAddedAtTheEnd() throws {
        let added = try changed { $0.addingTable(["profiles", "новый"], [("domain", .string("a\"b\\c"))]) }
        #expect(added?.hasSuffix("'box.example.com'\n\n[profiles.\"новый\"]\ndomain = \"a\\\"b\\\\c\"\n") == true)
        #expect(try changed("") { $0.addingTable(["a"], []) } == "[a]\n")
        #expect(try changed("b = 1\r\n") { $0.addingTable(["a"], []) } == "b = 1\r\n\r\n[a]\r\n")
        let viaKey = try changed("x = 1") { $0.setting(["profiles", "a", "b"], to: .boolean(false)) }
        #expect(viaKey == "x = 1\n\n[profiles.a]\nb = false\n")
    }

    @Test func aTableGoesWithTheCommentsThatTouchIt() throws {
        let result = try changed { $0.removingTable(["profiles", "acme"]) }
        #expect(
            result == """
                # My portals.
                default_profile = "acme"  # the usual one

                # ---- for tests ----

                # Box.
                [profiles."my box"]
                domain = 'box.example.com'
                """, "\(result ?? "")")
        let last = try changed { $0.removingTable(["profiles", "my box"]) }
        #expect(last?.hasSuffix("# read_only = true\n\n# ---- for tests ----\n\n") == true, "\(last ?? "")")
        // Sub-tables and other ways to write it go, too.
        #expect(try changed("[a.b]\nx=1\n[a.b.c]\ny=1\n[d]") { $0.removingTable(["a", "b"]) } == "[d]")
        #expect(try changed("[a]\nb.x = 1\nc = 2\nb.y = 3") { $0.removingTable(["a", "b"]) } == "[a]\nc = 2\n")
        #expect(try changed("[a]\nb = { x = 1 }\n") { $0.removingTable(["a", "b"]) } == "[a]\n")
        #expect(try changed { $0.removingTable(["profiles", "nobody"]) } == nil)
    }

    @Test func commentsThatTouchTheNextHeaderStay() throws {
        let result = try changed("[a]\nx = 1\n# of b\n[b]\n") { $0.removingTable(["a"]) }
        #expect(result == "# of b\n[b]\n")
    }

    @Test func aTableIsRenamedInAllItsForms() throws {
        let result = try changed { $0.renamingTable(["profiles", "acme"], to: "new name") }
        #expect(lines(result).gone == ["[profiles.acme]"])
        #expect(lines(result).new == ["[profiles.\"new name\"]"])
        #expect(
            try changed("[p . old] # x\n[p.old.sub]\n[p]\n") { $0.renamingTable(["p", "old"], to: "new") }
                == "[p . new] # x\n[p.new.sub]\n[p]\n")
        #expect(
            try changed("[p]\nold.a = 1\nold.b = 2") { $0.renamingTable(["p", "old"], to: "new") }
                == "[p]\nnew.a = 1\nnew.b = 2")
        #expect(try changed("p.old = {a = 1}") { $0.renamingTable(["p", "old"], to: "new") } == "p.new = {a = 1}")
    }

    @Test func keysAreRemovedWithTheirLine() throws {
        let result = try changed { $0.removing(["profiles", "acme", "plan"]) }
        #expect(lines(result).gone == ["plan = \"basic\""])
        #expect(lines(result).new.isEmpty)
        #expect(try changed { $0.removing(["profiles", "acme", "nothing"]) } == nil)
    }

    @Test func whatHasNoPlaceIsSaid() throws {
        #expect(try changed("[p]\na = { b = 1 }") { $0.setting(["p", "a", "c"], to: .boolean(true)) } == nil)
        #expect(try changed("[p]\na = { b = 1 }") { $0.removing(["p", "a", "b"]) } == nil)
    }
}
