import LuaSyntax
import Testing

/// What is in a tree; what is Lua and what is not, the tests of `LuaRuntime` compare with Lua itself.
@Suite struct LuaTreeTests {
    private func text(_ tree: LuaTree, _ range: Range<Int>) -> String { tree.source.text(range) }

    @Test func statementsKnowTheirPlaces() throws {
        let tree = try LuaTree("local a, b = 1\n; f(a) -- call\nreturn { x = a }")
        #expect(tree.block.statements.map { text(tree, $0.range) } == ["local a, b = 1", "f(a)", "return { x = a }"])
        #expect(tree.block.statements.map { tree.source.line(of: $0.range.lowerBound) } == [1, 2, 3])
        #expect(tree.comments.map { text(tree, $0.range) } == ["-- call"])
    }

    @Test func chainsAreLists() throws {
        let tree = try LuaTree("x = b24.rest.crm['type'].list{1}:get'a' .. 1 + 2")
        guard case .assignment(_, let values) = tree.block.statements[0].kind,
            case .binary(let first, let operations) = values[0].kind,
            case .suffixed(let base, let suffixes) = first.kind
        else {
            Issue.record("another tree")
            return
        }
        #expect(text(tree, base.range) == "b24")
        #expect(
            suffixes.map { text(tree, $0.range) } == ["rest", "crm", "['type']", "list", "{1}", ":get'a'"])
        #expect(operations.map { text(tree, $0.operand.range) } == ["1 + 2"])
        #expect(operations.map(\.operator) == [.symbol(.concatenation)])
    }

    @Test func namesMeanVariables() throws {
        let tree = try LuaTree("local x = 1 do local x <const> = x end function f(x) x = y end g = x")
        #expect(tree.variables.map(\.name) == ["x", "x", "x"])
        #expect(tree.variables.map(\.isReassigned) == [false, false, true])
        #expect(tree.variables.map(\.attribute) == [nil, .const, nil])
        guard case .assignment(_, let values) = tree.block.statements[3].kind, case .name(let name) = values[0].kind
        else {
            Issue.record("another tree")
            return
        }
        #expect(name.variable == 0)
        #expect(tree.assignedGlobals == ["f", "g"])
    }

    @Test(arguments: [
        ("'a\\n\\65\\x42\\u{416}\\z  \n c'", "a\nABЖc"), ("[[\n a\r\nb]]", " a\nb"), ("[==[]]]==]", "]]"),
        ("'\\\n'", "\n"),
    ]) func strings(_ source: String, _ value: String) throws {
        let tree = try LuaTree("return " + source)
        guard case .return(let values) = tree.block.statements[0].kind, case .string(let text) = values[0].kind else {
            Issue.record("another tree")
            return
        }
        #expect(text == value)
    }

    @Test func errorsKnowTheirPlaces() throws {
        let source = LuaSource("x = 1\nlocal f = g(ö 2)\n")
        let error = #expect(throws: LuaSyntaxError.self) { try LuaTree(source) }
        #expect(error?.message == "unexpected symbol near 'ö'")
        #expect(error?.line == 2)
        #expect(error.map { source.text($0.range) } == "ö")
        #expect(error.map { source.column(of: $0.range.lowerBound) } == 13)
    }

    @Test func linesOfASource() {
        let source = LuaSource("a\r\nжb\n\rc\n\nd")
        #expect(source.lineCount == 5)
        #expect((1...5).map { source.text(source.range(ofLine: $0)) } == ["a", "жb", "c", "", "d"])
        #expect(source.column(of: 5) == 2)
        #expect(source.line(of: source.bytes.count) == 5)
    }

    /// Long lines are counted from milestones on; the columns are those of every other line.
    @Test(arguments: [6, 1500, 9000]) func columnsOfALine(characters: Int) {
        let line = String((0..<characters).map { Array("ab ж€👍🏽")[$0 % 7 % 6] })
        let source = LuaSource("x = 1\n\(line)\nreturn")
        var offset = 6
        for (index, character) in line.enumerated() {
            if index % 97 == 0 || index > characters - 3 { #expect(source.column(of: offset) == index + 1) }
            offset += character.utf8.count
        }
        #expect(source.column(of: offset) == characters + 1)
        #expect(source.column(of: offset + 3) == 3)
    }
}
